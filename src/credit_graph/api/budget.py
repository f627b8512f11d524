"""What a document may ask for is settled before it is validated, let alone executed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    Lexer,
    Source,
    TokenKind,
    parse,
)
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

from credit_graph.api.footprint import Footprint, footprint_of, sizes_in
from credit_graph.api.limits import Limits
from credit_graph.errors import OverBudgetError

_REMEMBERED_DOCUMENTS = 1_000
_OPENING = frozenset({TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L})
_NUMBERS = frozenset({TokenKind.INT, TokenKind.FLOAT})
_CLOSING = frozenset({TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R})


@dataclass(slots=True)
class Prepared:
    """A document that was read once, and what validation found once it was asked."""

    document: DocumentNode
    findings: list[GraphQLError] | None = None


class Desk:
    """Reads and weighs documents, and remembers those it has read; one for a schema."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema = schema
        self.limits = limits
        self.prepared = lru_cache(_REMEMBERED_DOCUMENTS)(self._prepare)
        self._footprint = lru_cache(_REMEMBERED_DOCUMENTS)(self._weigh)

    def footprint(self, text: str, variables: Mapping[str, object]) -> Footprint:
        """Return what a document asks for with these variables; it must have been prepared."""
        sizes = sizes_in(self.prepared(text).document, variables)
        return self._footprint(text, tuple(sizes.items()))

    def _prepare(self, text: str) -> Prepared:
        """Return the document; raise `OverBudgetError`, or `GraphQLError` for bad syntax."""
        check_text(text, self.limits)
        return Prepared(parse(text))

    def _weigh(self, text: str, sizes: tuple[tuple[str, int], ...]) -> Footprint:
        document = self.prepared(text).document
        return footprint_of(document, self._schema, dict(sizes), self.limits.listed)


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


def check_footprint(asked: Footprint, limits: Limits) -> None:
    """Raise `OverBudgetError` for the first figure above its limit."""
    _check("number of fields", asked.fields, limits.fields)
    _check("number of directives", asked.directives, limits.directives)
    _check("repetition of one field", asked.repeats, limits.repeats)
    _check("depth", asked.depth, limits.depth)
    _check("depth of introspection", asked.introspection_depth, limits.introspection_depth)
    _check("cost", asked.cost, limits.cost)


def _check(measure: str, asked: int, limit: int) -> None:
    if asked > limit:
        raise OverBudgetError(measure=measure, asked=asked, limit=limit)


class Budget(SchemaExtension):
    """Refuses a document that is over budget, and tells in `extensions.cost` what it costs.

    It also remembers documents and their validation, so that both are done once. A refusal is
    noted in `pre_execution_errors` before validation would begin: graphql-core's rules are not
    linear, and so must not see such a document.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._refusal: GraphQLError | None = None
        self._cost: int | None = None

    def on_operation(self) -> Iterator[None]:
        """Put the refusal into the answer where the document could not even be read."""
        yield
        result = self.execution_context.result
        if self._refusal is not None and result is not None:
            result.errors = [self._refusal]

    def on_parse(self) -> Iterator[None]:
        """Read the document, or leave it to be refused."""
        context = self.execution_context
        try:
            context.graphql_document = self._desk.prepared(context.query or "").document
        except OverBudgetError as error:
            self._refusal = GraphQLError(str(error), original_error=error)
            # Makes the parser that runs after this hook refuse the document unread.
            context.parse_options = {"max_source_length": 0}  # type: ignore[typeddict-unknown-key]
        except GraphQLSyntaxError:
            pass  # the parser after this hook finds it again, where it is made an answer
        yield

    def on_validate(self) -> Iterator[None]:
        """Weigh the document, then validate it unless it was validated before."""
        context = self.execution_context
        text = context.query or ""
        prepared = self._desk.prepared(text)
        asked = self._desk.footprint(text, context.variables or {})
        self._cost = asked.cost
        try:
            check_footprint(asked, self._desk.limits)
        except OverBudgetError as error:
            context.pre_execution_errors = [GraphQLError(str(error), original_error=error)]
        else:
            if prepared.findings is None:
                prepared.findings = validate_document(
                    context.schema._schema,  # noqa: SLF001  # Strawberry offers no other way
                    prepared.document,
                    context.validation_rules,
                )
            context.pre_execution_errors = list(prepared.findings)
        yield

    def get_results(self) -> dict[str, object]:
        """Return what goes into `extensions`: the cost, and how much it may be."""
        if self._cost is None:
            return {}
        return {"cost": {"asked": self._cost, "limit": self._desk.limits.cost}}
