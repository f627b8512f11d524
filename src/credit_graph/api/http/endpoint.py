"""GraphQL over HTTP: one ASGI endpoint, JSON bodies over POST, queries over GET."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from cross_web import HTTPException
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionResult

from credit_graph.api.context import Context
from credit_graph.api.enums import PrincipalKind
from credit_graph.api.errors import error_body
from credit_graph.api.execution.executor import ended
from credit_graph.api.exposure import OPEN, Exposure
from credit_graph.api.http.challenge import ScopeRefusal
from credit_graph.api.http.direct_request import (
    MODERN,
    Message,
    Receive,
    Send,
    direct_media_type,
    media_type,
    read_question,
    replayed,
    send_json,
    whole_body,
)
from credit_graph.api.http.document_id import with_document, with_document_in_query
from credit_graph.api.http.errors import MethodNotAllowedError
from credit_graph.api.http.event_stream import EventStreams
from credit_graph.api.http.public_documents import PublicDocuments
from credit_graph.api.http.refused_request import refused_request
from credit_graph.api.limits import DEFAULT_LIMITS, Limits
from credit_graph.api.schema import build_schema
from credit_graph.api.trusted.manifest import NONE_KNOWN, TrustedDocuments
from credit_graph.domain.authority.principal import Principal
from credit_graph.errors import AnswerOutgrownError, CreditGraphError
from credit_graph.sharing.meter import Meter, check_meters, metered
from credit_graph.sharing.observation import Step, observed

_OK = 200
_BAD_REQUEST = 400
_UNAVAILABLE = 503


class GraphQLEndpoint(GraphQL[Context, None]):
    """The schema behind HTTP, by the GraphQL-over-HTTP specification.

    A client that accepts `application/graphql-response+json` gets status 400 for a document
    that cannot be executed; others get 200 with `errors`, as the specification asks. Until
    there are rules to answer by, every request gets 503 with the reason's code. Who asks stands
    under `principal` in the scope. `streams` answers subscriptions, whose protocols are others.
    """

    def __init__(
        self,
        make_context: Callable[[Principal], Context],
        limits: Limits = DEFAULT_LIMITS,
        exposure: Exposure = OPEN,
        trusted: TrustedDocuments = NONE_KNOWN,
    ) -> None:
        schema = build_schema(limits, exposure, trusted)
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=exposure.get,
            subscription_protocols=(),
        )
        self._make_context = make_context
        self._trusted = trusted
        self._takes_get = exposure.get
        self._allowed = "GET, POST" if exposure.get else "POST"
        self._executor = schema.executor
        self.streams = EventStreams(schema, schema.executor.documents, make_context, trusted)
        self._public_documents = PublicDocuments(schema._schema)  # noqa: SLF001  # Strawberry offers no other way

    @property
    def cache_bytes(self) -> Mapping[str, int]:
        """What is remembered of documents, and of their plans, by its stated weight."""
        return self._executor.cache_bytes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request by the executor if it is fit for that, else Strawberry's way."""
        with metered(Meter()) as meter, observed(Step.OPERATION, "graphql"):
            scope, receive = await self._with_document(scope, receive)
            kind = direct_media_type(scope)
            if kind is not None:
                body = await whole_body(receive)
                answer = await self._direct_answer(body, scope["principal"], meter)
                if answer is not None:
                    await send_json(send, kind, self.encode_json(answer))
                    return
                receive = replayed(body, receive)
            await super().__call__(scope, receive, send)

    async def _with_document(self, scope: Message, receive: Receive) -> tuple[Message, Receive]:
        """Return a request in which an id of a trusted document is replaced by the document."""
        if not self._trusted.by_id or scope["type"] != "http":
            return scope, receive
        if scope["method"] == "GET":
            query = with_document_in_query(scope["query_string"], self._trusted)
            return {**scope, "query_string": query}, receive
        body = with_document(await whole_body(receive), self._trusted)
        return scope, replayed(body, receive)

    async def _direct_answer(
        self, body: bytes, principal: Principal, meter: Meter
    ) -> object | None:
        question = read_question(body)
        if question is None:
            return None
        try:
            context = self._make_context(principal)
        except CreditGraphError:
            return None
        answer = await self._executor.answer(question, context, meter)
        if answer is not None:
            self._disclosed(context)
        return answer

    def _disclosed(self, context: Context) -> None:
        """Note what was shown, if that is logged."""
        disclosure = context.disclosure
        if disclosure is not None and disclosure.usccs:
            known = self._trusted.id_of(disclosure.document)
            context.services.audit.disclosed(context.principal, disclosure, known)

    async def get_context(self, request: Any, response: Any) -> Context:  # noqa: ANN401  # the parent's signature
        """Return the context of one request."""
        del response
        context = self._make_context(request.scope["principal"])
        request.state.context = context
        return context

    async def get_sub_response(self, request: Any) -> Any:  # noqa: ANN401  # the parent's signature
        """Note which media type the client wants, where `create_response` finds it."""
        draft = await super().get_sub_response(request)
        draft.media_type = media_type(request.scope)
        return draft

    async def run(self, request: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # the parent's signature
        """Answer a request; what cannot be answered gets its status, code and reason as JSON."""
        if request.method == "GET" and not self._takes_get:
            wrong = MethodNotAllowedError(method="GET", allowed=self._allowed)
            return await self._refusal(request, wrong, 405, {"Allow": self._allowed})
        try:
            response = await super().run(request, *args, **kwargs)
        except HTTPException as error:
            refused = await refused_request(
                request, error, self._allowed, knows_documents=bool(self._trusted.by_id)
            )
            return await self._refusal(request, refused.error, refused.status, refused.headers)
        except CreditGraphError as error:
            return await self._refusal(request, error, _UNAVAILABLE, {"Retry-After": "1"})
        refused_scope = request.state.refused
        if refused_scope is not None:
            response.status_code = refused_scope.status
            response.headers["WWW-Authenticate"] = refused_scope.challenge
        if request.method == "GET":
            storage = self._storage(request, response)
            response.headers["Cache-Control"] = storage
            by_token = ", Authorization" if storage.startswith("private") else ""
            response.headers["Vary"] = f"Accept, Accept-Language{by_token}"
        return response

    def _storage(self, request: Any, response: Any) -> str:  # noqa: ANN401  # Starlette's types
        """Tell who may keep an answer by GET: everybody what the rules say, nobody the rest."""
        document = request.query_params.get("query")
        if document is None or response.status_code != _OK:
            return "no-store"
        if not self._public_documents.holds(document):
            return "no-store"
        # What needs a token is not for caches that others use too (RFC 9111, 3.5).
        anonymous = request.scope["principal"].kind is PrincipalKind.ANONYMOUS
        return "public, no-cache" if anonymous else "private, no-cache"

    async def _refusal(
        self,
        request: Any,  # noqa: ANN401  # Starlette's type
        error: CreditGraphError,
        status: int,
        headers: Mapping[str, str],
    ) -> Any:  # noqa: ANN401  # Starlette's type
        draft = await self.get_sub_response(request)
        draft.status_code = status
        draft.headers.update(headers)
        return self.create_response(error_body(error), draft)

    async def process_result(
        self,
        request: Any,  # noqa: ANN401  # the parent's signature
        result: ExecutionResult,
    ) -> GraphQLHTTPResponse:
        """Return the body; a document that was not executed has no `data`."""
        body = await super().process_result(request, result)
        # What failed before any field was begun, its variables too, has no place in the answer.
        begun = any(error.path for error in result.errors or ())
        if result.data is None and not begun:
            body.pop("data", None)  # absent is not null
        request.state.refused = ScopeRefusal.of(body, request.scope["principal"])
        self._disclosed(request.state.context)
        return body

    def create_response(self, response_data: Any, sub_response: Any) -> Any:  # noqa: ANN401  # the parent's signature
        """Return the response in the media type that the client wants."""
        response = super().create_response(response_data, sub_response)
        modern = sub_response.media_type == MODERN
        response.headers["content-type"] = f"{sub_response.media_type}; charset=utf-8"
        if modern and "data" not in response_data and not sub_response.status_code:
            response.status_code = _BAD_REQUEST
        return response

    def encode_json(self, data: object) -> bytes:
        """Encode a body, or the error that stands for one of too many bytes."""
        body = orjson.dumps(data)
        try:
            check_meters(len(body))
        except AnswerOutgrownError as error:
            return orjson.dumps(ended(error))
        return body

    def decode_json(self, data: str | bytes) -> object:
        """Decode a body; raises a subclass of `json.JSONDecodeError` for malformed ones."""
        value = orjson.loads(data)
        if not isinstance(value, dict | list):
            raise orjson.JSONDecodeError("it is neither an object nor a list", "", 0)
        return value
