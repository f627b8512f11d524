"""YAML text to nodes, refusing whatever a seed does not need.

Works on the parser's events, so that aliases are never expanded, tags never constructed and
nesting never recursed into beyond its limit.
"""

import re
from collections.abc import Iterator
from typing import NoReturn

import yaml

from credit_graph.domain.radicals import RADICAL, with_ideographs
from credit_graph.message import Message
from credit_graph.seeds.files.causes import yaml_cause
from credit_graph.seeds.files.findings import FindingLine, Findings
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.node import Entry, MappingNode, Node, ScalarNode, SequenceNode
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.files.scalar import described, resolved
from credit_graph.seeds.files.sources import LARGEST_BYTES, SeedFile

DEEPEST = 40
# libyaml where PyYAML was built with it: ten times faster, the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# YAML counts U+0085, U+2028 and U+2029 as line breaks and editors do not: lines would differ.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)


class _StopReadingError(Exception):
    """The rest of the file cannot be read; the finding has been noted."""


def compose(file: SeedFile, ledger: Findings) -> Spot | None:
    """Return the root of a file's tree; note findings and return `None` if it has none."""
    text = file.text.removeprefix("\ufeff")
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_BYTES:
        ledger.refuse(FindingLine(file.path), SeedProblem.TOO_LARGE, limit=LARGEST_BYTES)
        return None
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        name = _named(control[0])
        ledger.refuse(FindingLine(file.path, line), SeedProblem.CONTROL_CHARACTER, name=name)
        return None
    for line, written in enumerate(text.split("\n"), 1):
        if radical := RADICAL.search(written):
            name, meant = _named(radical[0]), with_ideographs(radical[0])
            where = FindingLine(file.path, line)
            ledger.refuse(where, SeedProblem.RADICAL, name=name, meant=meant)
    try:
        root = _Composition(file.path, text, ledger).root()
    except _StopReadingError:
        return None
    return Spot(file.path, root.line, root)


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


class _Composition:
    """One pass over a file's events."""

    def __init__(self, path: str, text: str, ledger: Findings) -> None:
        self._path = path
        self._ledger = ledger
        self._events = self._parsed(text)

    def root(self) -> Node:
        """Return the only document's node."""
        next(self._events)
        opening = next(self._events)
        if isinstance(opening, yaml.StreamEndEvent):
            self._stop(opening, SeedProblem.NOT_ONE_DOCUMENT, found=Message("nothing"))
        node = self._node(next(self._events), depth=1)
        next(self._events)
        closing = next(self._events)
        if not isinstance(closing, yaml.StreamEndEvent):
            self._stop(closing, SeedProblem.NOT_ONE_DOCUMENT, found=Message("several"))
        return node

    def _parsed(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            line = 1 if mark is None else mark.line + 1
            self._ledger.refuse(
                FindingLine(self._path, line), SeedProblem.NOT_YAML, why=yaml_cause(error)
            )
            raise _StopReadingError from None

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._refuse_marks(event)
        if depth > DEEPEST:
            self._stop(event, SeedProblem.TOO_DEEP, limit=DEEPEST)
        line = _line(event)
        if isinstance(event, yaml.MappingStartEvent):
            return MappingNode(line, self._entries(depth))
        if isinstance(event, yaml.SequenceStartEvent):
            return SequenceNode(line, tuple(self._items(depth)))
        if isinstance(event, yaml.ScalarEvent):
            return ScalarNode(line, resolved(event.value, quoted=bool(event.style)))
        return ScalarNode(line, None)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, self._node(event, depth + 1))
            node = self._node(next(self._events), depth + 1)
            if key is None:
                continue
            if key in entries:
                first = entries[key].line
                self._refuse(event, SeedProblem.DUPLICATE_KEY, key=key, first=first)
                continue
            entries[key] = Entry(_line(event), node)
        return entries

    def _key(self, event: yaml.Event, node: Node) -> str | None:
        """Return the key's text, or `None` where it is refused."""
        if not isinstance(node, ScalarNode):
            self._refuse(event, SeedProblem.KEY_NOT_TEXT, found=Message("a list or mapping"))
            return None
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
            self._refuse(event, SeedProblem.MERGE_KEY)
            return None
        if not isinstance(node.value, str):
            self._refuse(event, SeedProblem.KEY_NOT_TEXT, found=described(node.value))
            return None
        return node.value

    def _refuse_marks(self, event: yaml.Event) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._refuse(event, SeedProblem.ANCHOR, mark=f"{sign}{anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(event, SeedProblem.TAG, tag=tag)

    def _refuse(self, event: yaml.Event, problem: SeedProblem, **facts: object) -> None:
        self._ledger.refuse(FindingLine(self._path, _line(event)), problem, **facts)
        if self._ledger.is_full(self._path):
            raise _StopReadingError

    def _stop(self, event: yaml.Event, problem: SeedProblem, **facts: object) -> NoReturn:
        self._refuse(event, problem, **facts)
        raise _StopReadingError


def _line(event: yaml.Event) -> int:
    """Return the 1-based line on which the event's token stands."""
    return 1 if event.start_mark is None else int(event.start_mark.line) + 1
