"""Answers without HTTP: for the command line and for documents that are checked."""

from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass

from credit_graph.api.context import Context
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import QuietSchema, build_schema
from credit_graph.api.tabular.document_table import document_table
from credit_graph.api.tabular.paged_document import PagedDocument, PagePosition
from credit_graph.api.tabular.row_path import RowPath
from credit_graph.usecases.services import Services


@dataclass(frozen=True, slots=True)
class DocumentAnswer:
    """The data of an answer, and its errors in words with their codes."""

    data: Mapping[str, object] | None
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One page of an answer, and where it ends."""

    answer: DocumentAnswer
    position: PagePosition


class DocumentAsker:
    """Asks one document, with its variables, of the graph."""

    def __init__(
        self,
        services: Services,
        schema: QuietSchema,
        document: str,
        variables: Mapping[str, object],
    ) -> None:
        self._services = services
        self._schema = schema
        self._document = document
        self._variables = variables

    async def answer(self) -> DocumentAnswer:
        """Answer; raise `SchemaMissingError` if the graph has no rules."""
        return await self._answer(self._document, dict(self._variables))

    def table(self, rows: str | None) -> RowPath | DocumentAnswer:
        """Return how answers become rows, or the errors of a document that is not valid."""
        found = document_table(self._document, rows)
        if isinstance(found, RowPath):
            return found
        return DocumentAnswer(None, tuple(f"{each} [BAD_DOCUMENT]" for each in found))

    async def pages(self, table: RowPath) -> AsyncGenerator[AnswerPage, None]:
        """Yield the pages of the list that is followed, to the end or to the first error."""
        paged = PagedDocument(self._document, table.paged, table.followed, self._variables)
        after: str | None = None
        while True:
            answer = await self._answer(paged.text, paged.variables(after))
            position = PagePosition() if answer.data is None else paged.take(answer.data)
            yield AnswerPage(answer, position)
            if answer.errors or not position.has_next:
                return
            after = position.after

    async def _answer(self, document: str, variables: dict[str, object]) -> DocumentAnswer:
        rules = await self._services.shelf.refresh()
        seal = CursorSeal(rules.rulebook.version.encode())
        context = Context(rules.rulebook, self._services, seal)
        result = await self._schema.execute(
            document, variable_values=variables, context_value=context
        )
        errors = tuple(
            f"{error.message} [{(error.extensions or {}).get('code', 'INTERNAL')}]"
            for error in result.errors or ()
        )
        return DocumentAnswer(result.data, errors)


def ask_documents(
    services: Services, document: str, variables: Iterable[Mapping[str, object]]
) -> tuple[DocumentAsker, ...]:
    """Return what asks a document with each of these variables; the schema is built once."""
    schema = build_schema()
    return tuple(DocumentAsker(services, schema, document, each) for each in variables)
