"""Documents that were read once: parsed, weighed, validated, and kept within so many bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    Lexer,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    Source,
    TokenKind,
    parse,
    specified_rules,
)
from strawberry.schema.schema import validate_document

from credit_graph.api.authority.field_scopes import FIELD_SCOPES
from credit_graph.api.execution.cost import QueryCost, query_cost, scan_document
from credit_graph.api.execution.list_lengths import ListLengths
from credit_graph.api.execution.sized_arguments import (
    SizedArgument,
    Variables,
    check_sizes,
    size_of,
    size_variables,
    with_defaults,
)
from credit_graph.api.http.errors import UntrustedDocumentError
from credit_graph.api.limits import Limits
from credit_graph.api.trusted.manifest import NONE_KNOWN, TrustedDocuments
from credit_graph.domain.authority.errors import InsufficientScopeError, RegionBoundError
from credit_graph.domain.authority.principal import Principal, Scope
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import OverBudgetError
from credit_graph.sharing.bounded_cache import BoundedCache

# What a parsed, weighed, validated and compiled document takes, measured: so many bytes, and so
# many for each character.
_BYTES_OF_A_DOCUMENT = 4_000
_BYTES_OF_A_CHARACTER = 90
_BYTES_OF_A_COST = 600
_KEPT_RULEBOOKS = 8
_WITHOUT_INTROSPECTION = (*specified_rules, NoSchemaIntrospectionCustomRule)
_OF_WHOLE_TABLES = frozenset({"Mutation.importTable", "Mutation.syncList"})
_OPENING = frozenset({TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L})
_NUMBERS = frozenset({TokenKind.INT, TokenKind.FLOAT})
_CLOSING = frozenset({TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R})


@dataclass(slots=True)
class PreparedDocument:
    """A document that was read once, and what validation found once it was asked.

    `sized` are its sized arguments, `sizes` the variables on which its cost depends, `conditions`
    those by which parts of it are skipped. `is_introspection`: it asks for the schema alone.
    `needs` are the scopes that open it, each with the first field that needs it; `unbound` is the
    first field that no token bound to regions may ask for. `mutations`: names of those asked for.
    """

    document: DocumentNode
    sized: tuple[SizedArgument, ...]
    sizes: tuple[str, ...]
    conditions: tuple[str, ...]
    is_introspection: bool
    needs: Mapping[Scope, str]
    mutations: tuple[str, ...]
    unbound: str | None
    findings: list[GraphQLError] | None = None

    def operation(self, name: str | None) -> str | None:
        """Return the name of the operation that is asked for: that of the first if none is."""
        if name is not None:
            return name
        for each in self.document.definitions:
            if isinstance(each, OperationDefinitionNode):
                return None if each.name is None else each.name.value
        return None

    def with_defaults(self, variables: Variables) -> Variables:
        """Return what every variable comes to."""
        return with_defaults(self.document, variables)


class Documents:
    """Reads and weighs documents, and remembers those it has read; one for a schema."""

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits,
        *,
        introspection: bool = True,
        trusted: TrustedDocuments = NONE_KNOWN,
    ) -> None:
        self._schema = schema
        self.limits = limits
        self._trusted = trusted
        self._rules = specified_rules if introspection else _WITHOUT_INTROSPECTION
        self._prepared: BoundedCache[str, PreparedDocument] = BoundedCache(
            limits.document_cache_bytes
        )
        self._costs: BoundedCache[tuple[object, ...], QueryCost] = BoundedCache(
            limits.document_cache_bytes // 4
        )
        self._lengths: BoundedCache[str, ListLengths] = BoundedCache(_KEPT_RULEBOOKS)

    @property
    def cache_bytes(self) -> Mapping[str, int]:
        """What is remembered, by its stated weight."""
        return {"documents": self._prepared.weight, "costs": self._costs.weight}

    def prepared(self, text: str) -> PreparedDocument:
        """Return the document.

        Raises `OverBudgetError`, `UntrustedDocumentError`, or `GraphQLError` for bad syntax.
        """
        found = self._prepared.get(text)
        if found is None:
            if not self._trusted.admits(text):
                raise UntrustedDocumentError
            check_text(text, self.limits)
            document = _without_tokens(parse(text))
            scan = scan_document(document, self._schema)
            found = PreparedDocument(
                document,
                scan.sized,
                size_variables(scan.sized),
                scan.conditions,
                scan.is_introspection,
                _needs(scan.coordinates),
                tuple(filter(None, map(_mutation, scan.coordinates))),
                next(filter(_is_unbound, scan.coordinates), None),
            )
            self._prepared.put(text, found, bytes_of(text))
        return found

    def faults(self, prepared: PreparedDocument) -> list[GraphQLError]:
        """Return what graphql-core's rules find in a document, which must have been weighed."""
        if prepared.findings is None:
            prepared.findings = validate_document(self._schema, prepared.document, self._rules)
        return prepared.findings

    def cost(self, text: str, variables: Mapping[str, object], lengths: ListLengths) -> QueryCost:
        """Return what a document asks for with these variables, by the lists' lengths.

        Raises what `prepared` raises.
        """
        prepared = self.prepared(text)
        if not prepared.sizes:
            return self._weighed(text, (), {}, lengths)
        given = with_defaults(prepared.document, variables)
        sizes = {name: given[name] for name in prepared.sizes if name in given}
        key = tuple((name, size_of(value)) for name, value in sizes.items())
        return self._weighed(text, key, sizes, lengths)

    def check_sizes(self, text: str, variables: Mapping[str, object]) -> None:
        """Raise `BadPageError` or `BadArgumentError` for a size out of its range."""
        prepared = self.prepared(text)
        if prepared.sized:
            check_sizes(prepared.sized, with_defaults(prepared.document, variables))

    def check_scopes(self, text: str, principal: Principal) -> None:
        """Raise for the first field that the principal may not read.

        `InsufficientScopeError`; `RegionBoundError` for the audit log, and for whole tables, whose
        rows may be about anybody.
        """
        prepared = self.prepared(text)
        if prepared.unbound is not None and principal.regions is not None:
            raise RegionBoundError(coordinate=prepared.unbound)
        for scope, coordinate in prepared.needs.items():
            if not principal.may(scope):
                raise InsufficientScopeError(coordinate=coordinate, scope=scope.value)

    def lengths(self, rulebook: Rulebook) -> ListLengths:
        """Return how long lists are by a rulebook."""
        found = self._lengths.get(rulebook.version)
        if found is None:
            found = ListLengths.of(rulebook)
            self._lengths.put(rulebook.version, found, 1)
        return found

    def _weighed(
        self, text: str, key: tuple[object, ...], sizes: Variables, lengths: ListLengths
    ) -> QueryCost:
        asked = (text, key, lengths.version)
        found = self._costs.get(asked)
        if found is None:
            document = self.prepared(text).document
            found = query_cost(document, self._schema, lengths, sizes)
            self._costs.put(asked, found, _BYTES_OF_A_COST + len(text))
        return found


def bytes_of(text: str) -> int:
    """Return about how many bytes what is remembered of a document takes."""
    return _BYTES_OF_A_DOCUMENT + _BYTES_OF_A_CHARACTER * len(text)


def check_text(text: str, limits: Limits) -> None:
    """Raise `OverBudgetError` for a text that is too long to be read, or too deep."""
    _check("number of characters", len(text), limits.document_chars)
    comments = sum(line.lstrip(" \t,").startswith("#") for line in text.splitlines())
    _check("number of comments", comments, limits.comments)
    lexer, tokens, nesting = Lexer(Source(text)), 0, 0
    while (kind := (token := lexer.advance()).kind) is not TokenKind.EOF:
        tokens += 1
        if kind in _NUMBERS:
            _check("length of a number", token.end - token.start, limits.digits)
        nesting += (kind in _OPENING) - (kind in _CLOSING)
        _check("number of tokens, counted so far,", tokens, limits.tokens)
        _check("nesting of brackets, followed so far,", nesting, limits.nesting)


def check_cost(asked: QueryCost, limits: Limits) -> None:
    """Raise `OverBudgetError` for the first figure above its limit."""
    _check("number of fields", asked.fields, limits.fields)
    _check("number of aliases", asked.aliases, limits.aliases)
    _check("number of directives", asked.directives, limits.directives)
    _check("number of directives at one place", asked.directives_each, limits.directives_each)
    _check("repetition of one field", asked.repeats, limits.repeats)
    _check("depth", asked.depth, limits.depth)
    _check("depth of introspection", asked.introspection_depth, limits.introspection_depth)
    _check("cost", asked.cost, limits.cost)


def _check(measure: str, asked: int, limit: int) -> None:
    if asked > limit:
        raise OverBudgetError(measure=measure, asked=asked, limit=limit)


def _is_unbound(coordinate: str) -> bool:
    """Tell whether a field rests on enterprises of all regions: the audit log, whole tables."""
    return FIELD_SCOPES.get(coordinate) is Scope.READ_AUDIT or coordinate in _OF_WHOLE_TABLES


def _mutation(coordinate: str) -> str | None:
    kind, _, field = coordinate.partition(".")
    return field if kind == "Mutation" and coordinate in FIELD_SCOPES else None


def _needs(coordinates: Iterable[str]) -> Mapping[Scope, str]:
    # A field that the schema has not has no row; validation refuses it.
    found: dict[Scope, str] = {}
    for coordinate in coordinates:
        scope = FIELD_SCOPES.get(coordinate)
        if scope is not None:
            found.setdefault(scope, coordinate)
    return found


def _without_tokens(document: DocumentNode) -> DocumentNode:
    """Cut the tokens of a document apart, which graphql-core links both ways.

    Nothing needs them after parsing. As one cycle they would keep ten times the document's memory
    until the collector of cycles comes by.
    """
    location = document.loc
    token = location.start_token if location is not None else None
    while token is not None:
        following, token.prev, token.next = token.next, None, None
        token = following
    return document
