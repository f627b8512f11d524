"""What is asked below a field: the same value whichever executor asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
)

_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Selection:
    """Names of the fields asked of what a field returns and, after a dot, of those.

    Fields under a directive count as asked, and fields of every type that a fragment names: a
    resolver may read too much by it, never too little.
    """

    names: frozenset[str]

    @classmethod
    def below(
        cls, nodes: Sequence[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]
    ) -> "Selection":
        """Return what is asked below a field that stands at these nodes of a valid document."""
        sets = [node.selection_set for node in nodes if node.selection_set is not None]
        return cls(frozenset(_names(sets, fragments, _LEVELS)))


def _names(
    sets: Sequence[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode], levels: int
) -> Iterator[str]:
    for selection in chain.from_iterable(each.selections for each in sets):
        match selection:
            case FieldNode(name=name, selection_set=inner):
                yield name.value
                if inner is not None and levels > 1:
                    below = _names([inner], fragments, levels - 1)
                    yield from (f"{name.value}.{each}" for each in below)
            case FragmentSpreadNode(name=name):
                yield from _names([fragments[name.value].selection_set], fragments, levels)
            case InlineFragmentNode(selection_set=inner):
                yield from _names([inner], fragments, levels)
