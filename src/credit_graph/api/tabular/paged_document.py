"""Following pages: a document whose paged list begins after a cursor that a variable names."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    TypeNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    value_from_ast_untyped,
    visit,
)

from credit_graph.api.tabular.selection_tree import fragments_of, operation_of

_AFTER: Final = "pageAfter"
_WITH_TOTAL: Final = "pageWithTotal"
_PAGE: Final = "pageOfTable"
_TOTAL: Final = "totalOfTable"


@dataclass(frozen=True, slots=True)
class PagePosition:
    """Where an answer's page ends: `after` is the cursor to go on with; `total` of all items.

    `cut`: the paths of other paged lists that the answer holds a beginning of, with how often.
    """

    has_next: bool = False
    after: str | None = None
    total: int | None = None
    cut: Mapping[str, int] = field(default_factory=dict)


class PagedDocument:
    """A document that asks, of each paged list, where its page ends.

    The one that is `followed` (a path joined by dots, without a list above it) begins after a
    cursor that a variable names. `take` removes what was added from an answer.
    """

    def __init__(
        self,
        text: str,
        paged: Collection[str],
        followed: str | None,
        variables: Mapping[str, object],
    ) -> None:
        document = parse(text)
        self._paged, self._followed, self._variables = paged, followed, variables
        self._fragments = fragments_of(document)
        self._begin: object = None
        operation = operation_of(document)
        self._defaults = {**_defaults(operation), **variables}
        selected = self._turned(operation.selection_set, "")
        more = () if followed is None else _variables()
        turned = OperationDefinitionNode(
            operation=operation.operation,
            name=operation.name,
            variable_definitions=(*_used(operation, selected), *more),
            directives=operation.directives,
            selection_set=selected,
        )
        self.text = print_ast(DocumentNode(definitions=(turned,)))

    def variables(self, after: str | None) -> dict[str, object]:
        """Return the variables for the page after a cursor; `None`: as the document begins."""
        if self._followed is None:
            return dict(self._variables)
        begin = self._begin if after is None else after
        return {**self._variables, _AFTER: begin, _WITH_TOTAL: after is None}

    def take(self, answer: Mapping[str, object]) -> PagePosition:
        """Remove the fields that were added, and return what they say."""
        cut: Counter[str] = Counter()
        followed = PagePosition()
        for place, connection in _objects(answer, ""):
            page, total = connection.pop(_PAGE, None), connection.pop(_TOTAL, None)
            if not isinstance(page, Mapping):
                continue
            if place == self._followed:
                has_next, after = bool(page["hasNextPage"]), page["endCursor"]
                followed = PagePosition(has_next, after, total)
            elif page["hasNextPage"]:
                cut[place] += 1
        return replace(followed, cut=cut)

    def _turned(self, selected: SelectionSetNode, path: str) -> SelectionSetNode:
        nodes = tuple(self._turned_node(node, path) for node in selected.selections)
        return SelectionSetNode(selections=nodes)

    def _turned_node(self, node: SelectionNode, path: str) -> SelectionNode:
        if isinstance(node, FragmentSpreadNode):
            fragment = self._fragments[node.name.value]
            return _inline(
                node, fragment.type_condition, self._turned(fragment.selection_set, path)
            )
        if isinstance(node, InlineFragmentNode):
            return _inline(node, node.type_condition, self._turned(node.selection_set, path))
        if not isinstance(node, FieldNode) or node.selection_set is None:
            return node
        name = node.alias.value if node.alias else node.name.value
        place = f"{path}.{name}" if path else name
        inner = self._turned(node.selection_set, place)
        if place not in self._paged:
            return _with(node, inner, node.arguments or ())
        added = [_page_field()]
        arguments = node.arguments or ()
        if place == self._followed:
            added.append(_total_field())
            arguments = self._after(node)
        return _with(node, SelectionSetNode(selections=(*inner.selections, *added)), arguments)

    def _after(self, node: FieldNode) -> tuple[ArgumentNode, ...]:
        given = node.arguments or ()
        stated = [each for each in given if each.name.value == "after"]
        if stated:
            self._begin = value_from_ast_untyped(stated[0].value, self._defaults)
        others = tuple(each for each in given if each.name.value != "after")
        value = VariableNode(name=NameNode(value=_AFTER))
        return (*others, ArgumentNode(name=NameNode(value="after"), value=value))


def _defaults(operation: OperationDefinitionNode) -> dict[str, object]:
    """Return what variables are where none is given."""
    return {
        stated.variable.name.value: value_from_ast_untyped(stated.default_value)
        for stated in operation.variable_definitions or ()
        if stated.default_value is not None
    }


class _Names(Visitor):
    """Collects the names of the variables in what it visits."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        self.found.add(node.name.value)


def _used(
    operation: OperationDefinitionNode, selected: SelectionSetNode
) -> Iterator[VariableDefinitionNode]:
    """Yield the variables that are still used: a document's own cursor is not."""
    names = _Names()
    visit(selected, names)
    for stated in operation.variable_definitions or ():
        if stated.variable.name.value in names.found:
            yield stated


def _objects(value: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of an answer with its path, lists not counted."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, path)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != _PAGE:
                yield from _objects(inner, f"{path}.{name}" if path else name)
        yield path, value


def _inline(
    node: FragmentSpreadNode | InlineFragmentNode,
    condition: NamedTypeNode | None,
    selected: SelectionSetNode,
) -> InlineFragmentNode:
    return InlineFragmentNode(
        type_condition=condition, directives=node.directives, selection_set=selected
    )


def _with(
    node: FieldNode, selected: SelectionSetNode, arguments: Sequence[ArgumentNode]
) -> FieldNode:
    return FieldNode(
        alias=node.alias,
        name=node.name,
        arguments=tuple(arguments),
        directives=node.directives,
        selection_set=selected,
    )


def _field(
    name: str, alias: str | None = None, *inner: FieldNode, directive: DirectiveNode | None = None
) -> FieldNode:
    return FieldNode(
        alias=None if alias is None else NameNode(value=alias),
        name=NameNode(value=name),
        arguments=(),
        directives=() if directive is None else (directive,),
        selection_set=SelectionSetNode(selections=inner) if inner else None,
    )


def _page_field() -> FieldNode:
    return _field("pageInfo", _PAGE, _field("hasNextPage"), _field("endCursor"))


def _total_field() -> FieldNode:
    wanted = VariableNode(name=NameNode(value=_WITH_TOTAL))
    condition = ArgumentNode(name=NameNode(value="if"), value=wanted)
    include = DirectiveNode(name=NameNode(value="include"), arguments=(condition,))
    return _field("totalCount", _TOTAL, directive=include)


def _variables() -> tuple[VariableDefinitionNode, ...]:
    cursor = NamedTypeNode(name=NameNode(value="String"))
    flag = NonNullTypeNode(type=NamedTypeNode(name=NameNode(value="Boolean")))
    stated: tuple[tuple[str, TypeNode], ...] = ((_AFTER, cursor), (_WITH_TOTAL, flag))
    return tuple(
        VariableDefinitionNode(
            variable=VariableNode(name=NameNode(value=name)), type=kind, directives=()
        )
        for name, kind in stated
    )
