"""Collects the operations of a client's `.graphql` files into a manifest of trusted documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import orjson
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

from credit_graph.api.execution.documents import Documents, check_cost
from credit_graph.api.execution.list_lengths import ListLengths
from credit_graph.api.graphql_sentences import in_the_language_asked
from credit_graph.api.limits import DEFAULT_LIMITS
from credit_graph.api.schema import build_schema
from credit_graph.api.trusted.manifest import FORMAT
from credit_graph.errors import BadRequestError
from credit_graph.message import Message, Words


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file of documents: its path for messages, and what it holds."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class TrustedOperation:
    """One operation with the fragments it uses; `id` is `sha256:` and the digest of `body`."""

    id: str
    name: str
    type: str
    body: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """The operations by name, and what is wrong with others."""

    operations: tuple[TrustedOperation, ...]
    findings: tuple[Message, ...]

    def manifest(self) -> bytes:
        """Return the manifest's JSON; the same operations give the same bytes."""
        content = {"format": FORMAT, "version": 1, "operations": list(self.operations)}
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def extract_operations(sources: Iterable[SourceText]) -> Extraction:
    """Read files, whose fragments serve all of them, and check each operation by the schema."""
    findings: list[Message] = []
    operations: list[tuple[str, OperationDefinitionNode]] = []
    fragments: dict[str, FragmentDefinitionNode] = {}
    for source in sources:
        for node in _definitions(source, findings):
            if isinstance(node, OperationDefinitionNode):
                operations.append((source.path, node))
            elif (
                isinstance(node, FragmentDefinitionNode)
                and fragments.setdefault(node.name.value, node) is not node
            ):
                findings.append(
                    Message(
                        "{path}: there are two fragments {name}.",
                        path=source.path,
                        name=node.name.value,
                    )
                )
    found: dict[str, TrustedOperation] = {}
    schema = build_schema()
    reading = Documents(schema._schema, DEFAULT_LIMITS)  # noqa: SLF001  # Strawberry offers no other way
    for path, node in operations:
        name = node.name.value if node.name else ""
        body = print_ast(DocumentNode(definitions=(node, *_used(node, fragments))))
        problem = _problem(name, name in found, body, reading)
        if problem is not None:
            findings.append(
                Message(
                    "{path}: {name}: {problem}",
                    path=path,
                    name=name or Message("an operation"),
                    problem=problem,
                )
            )
            continue
        digest = sha256(body.encode()).hexdigest()
        found[name] = TrustedOperation(f"sha256:{digest}", name, node.operation.value, body)
    return Extraction(tuple(found[name] for name in sorted(found)), tuple(findings))


def _definitions(source: SourceText, findings: list[Message]) -> Sequence[object]:
    try:
        return parse(source.text).definitions
    except GraphQLError as error:
        line = error.locations[0].line if error.locations else 1
        findings.append(
            Message(
                "{path}:{line}: {problem}",
                path=source.path,
                line=line,
                problem=in_the_language_asked(error.message),
            )
        )
        return ()


def _problem(name: str, known: bool, body: str, reading: Documents) -> Words | None:  # noqa: FBT001  # a fact, not a choice
    if not name:
        return Message("it has no name, by which clients could find its id.")
    if known:
        return Message("there are two of that name.")
    try:
        check_cost(reading.cost(body, {}, ListLengths()), DEFAULT_LIMITS)
    except BadRequestError as error:
        return error.message
    except GraphQLError as error:
        return in_the_language_asked(str(error))
    faults = reading.faults(reading.prepared(body))
    return in_the_language_asked(faults[0].message) if faults else None


def _used(
    node: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterable[FragmentDefinitionNode]:
    """Return the fragments that an operation uses, by name; unknown ones validation finds."""
    used: dict[str, FragmentDefinitionNode] = {}
    waiting = _spreads(node)
    while waiting:
        name = waiting.pop()
        if name in fragments and name not in used:
            used[name] = fragments[name]
            waiting |= _spreads(fragments[name])
    return [used[name] for name in sorted(used)]


def _spreads(node: OperationDefinitionNode | FragmentDefinitionNode) -> set[str]:
    found: set[str] = set()

    class _Spreads(Visitor):
        def enter_fragment_spread(self, spread: FragmentSpreadNode, *_: object) -> None:
            found.add(spread.name.value)

    visit(node, _Spreads())
    return found
