"""Subscriptions: one source of events, and an answer for each, until somebody ends it.

A document is within the same limits as a query's, and each answer within those of one query. The
rules are those in force when the event comes.

Hundreds of dashboards follow the log with one document, so that an answer is worked out once for
all who ask the same of the same event within a second, and may see the same.
"""

import time
from collections.abc import AsyncGenerator, Callable, Hashable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable
from typing import Final

import orjson
import strawberry
from graphql import (
    ExecutionResult,
    GraphQLError,
    OperationType,
    create_source_event_stream,
    execute,
    get_operation_ast,
)
from graphql.execution import Executor as CoreExecutor

from credit_graph.api.context import Context
from credit_graph.api.enums import Language
from credit_graph.api.execution.documents import Documents, PreparedDocument, check_cost
from credit_graph.api.execution.error_masking import shown
from credit_graph.api.execution.executor import Question, ended
from credit_graph.api.http.direct_request import read_question
from credit_graph.api.http.document_id import with_document
from credit_graph.api.http.errors import NotASubscriptionError
from credit_graph.api.trusted.manifest import TrustedDocuments
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.notifying.errors import SubscriberTooSlowError
from credit_graph.errors import AnswerOutgrownError, CreditGraphError
from credit_graph.languages.language import asked_language
from credit_graph.sharing.meter import Allowance, Meter, metered
from credit_graph.sharing.single_flight_cache import SingleFlightCache

Answer = Mapping[str, object]

_SHARED_BYTES: Final = 8_000_000


class StreamRefusedError(Exception):
    """A subscription that was not begun, or could not go on: `errors` as GraphQL shows them."""

    def __init__(self, errors: Sequence[Answer]) -> None:
        super().__init__()
        self.errors = errors


@dataclass(frozen=True, slots=True)
class _Asked:
    """What decides on an answer besides its event: question, principal, language."""

    text: str
    operation_name: str | None
    variables: bytes
    principal: Principal
    language: Language

    @classmethod
    def of(cls, question: Question, principal: Principal) -> "_Asked":
        variables = orjson.dumps(question.variables, option=orjson.OPT_SORT_KEYS)
        text, name = question.text, question.operation_name
        return cls(text, name, variables, principal, asked_language())


class EventStreams:
    """Answers subscriptions; one for a schema."""

    def __init__(
        self,
        schema: strawberry.Schema,
        documents: Documents,
        make_context: Callable[[Principal], Context],
        trusted: TrustedDocuments,
    ) -> None:
        self._schema = schema._schema  # noqa: SLF001  # Strawberry offers no other way
        self._documents = documents
        self._make_context = make_context
        self._trusted = trusted
        self._shared: SingleFlightCache[Hashable, bytes] = SingleFlightCache(len, _SHARED_BYTES)
        self._second = 0

    def question_of(self, payload: Mapping[str, object]) -> Question | None:
        """Return the operation that a client sends, by its text or by a trusted document's id."""
        plain = {name: value for name, value in payload.items() if name != "extensions"}
        body = orjson.dumps(plain)
        return read_question(with_document(body, self._trusted) if self._trusted.by_id else body)

    async def answers(
        self, question: Question, principal: Principal
    ) -> AsyncGenerator[bytes, None]:
        """Give an answer for each event, as JSON.

        Raises `StreamRefusedError` with what keeps it from beginning or going on, and
        `SubscriberTooSlowError`.
        """
        try:
            context = self._make_context(principal)
            prepared, allowance = self._admitted(question, context)
            source = await self._source(question, prepared, context)
            asked = _Asked.of(question, principal)
            answer = partial(self._answer, question, prepared, principal, allowance)
            async with aclosing(source) as events:
                async for event in events:
                    yield await self._shared_now().get((asked, event), partial(answer, event))
        except (SubscriberTooSlowError, StreamRefusedError):
            raise
        except CreditGraphError as error:
            raise _refused(GraphQLError(str(error), original_error=error)) from None
        except GraphQLError as error:
            raise _refused(error) from None
        except Exception as error:  # noqa: BLE001  # whatever happens, the client hears of it
            raise _refused(GraphQLError(str(error), original_error=error)) from None

    def _admitted(self, question: Question, context: Context) -> tuple[PreparedDocument, Allowance]:
        documents, text, variables = self._documents, question.text, question.variables
        prepared = documents.prepared(text)
        asked = documents.cost(text, variables, documents.lengths(context.rulebook))
        check_cost(asked, documents.limits)
        if faults := documents.faults(prepared):
            raise StreamRefusedError([shown(each).formatted for each in faults])
        documents.check_sizes(text, variables)
        documents.check_scopes(text, context.principal)
        operation = get_operation_ast(prepared.document, question.operation_name)
        if operation is None or operation.operation is not OperationType.SUBSCRIPTION:
            raise NotASubscriptionError
        return prepared, documents.limits.allowance(asked.cost)

    async def _source(
        self, question: Question, prepared: PreparedDocument, context: Context
    ) -> AsyncGenerator[object, None]:
        built = CoreExecutor.build(
            self._schema,
            prepared.document,
            context_value=context,
            raw_variable_values=dict(question.variables),
            operation_name=question.operation_name,
        )
        if not isinstance(built, CoreExecutor):
            raise StreamRefusedError([shown(each).formatted for each in built])
        found = create_source_event_stream(built)
        source = await found if isawaitable(found) else found
        if isinstance(source, ExecutionResult):
            errors = source.errors or []
            raise StreamRefusedError([shown(each).formatted for each in errors])
        assert isinstance(source, AsyncGenerator)  # noqa: S101  # our resolvers are generators
        return source

    def _shared_now(self) -> SingleFlightCache[Hashable, bytes]:
        """Return the answers of this second: older ones, and their events, are let go."""
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._shared = second, SingleFlightCache(len, _SHARED_BYTES)
        return self._shared

    async def _answer(
        self,
        question: Question,
        prepared: PreparedDocument,
        principal: Principal,
        allowance: Allowance,
        event: object,
    ) -> bytes:
        with metered(Meter(allowance)) as meter:
            found = execute(
                self._schema,
                prepared.document,
                root_value=event,
                context_value=self._make_context(principal),
                variable_values=dict(question.variables),
                operation_name=question.operation_name,
            )
            result = await found if isawaitable(found) else found
            try:
                meter.check()
            except AnswerOutgrownError as error:
                return orjson.dumps(ended(error))
        answer: dict[str, object] = {"data": result.data}
        if result.errors:
            answer["errors"] = [shown(each).formatted for each in result.errors]
        return orjson.dumps(answer)


def _refused(error: GraphQLError) -> StreamRefusedError:
    return StreamRefusedError([shown(error).formatted])
