"""GraphQL over HTTP: one ASGI endpoint, JSON bodies over POST, GraphiQL for a browser."""

from collections.abc import Callable
from typing import Any

import orjson
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from credit_graph.api.context import Context
from credit_graph.api.schema import build_schema
from credit_graph.errors import CreditGraphError

_MODERN = "application/graphql-response+json"
_CLASSIC = "application/json"
_BAD_REQUEST = 400
_UNAVAILABLE = 503


class GraphQLEndpoint(GraphQL[Context, None]):
    """The schema behind HTTP, by the GraphQL-over-HTTP specification.

    A client that accepts `application/graphql-response+json` gets status 400 for a document
    that cannot be executed; others get 200 with `errors`, as the specification asks. Until
    there are rules to answer by, every request gets 503 with the reason's code.
    """

    def __init__(self, make_context: Callable[[], Context]) -> None:
        super().__init__(
            build_schema(),
            graphql_ide="graphiql",
            allow_queries_via_get=False,
            subscription_protocols=(),
        )
        self._make_context = make_context

    async def get_context(self, request: Any, response: Any) -> Context:  # noqa: ANN401  # the parent's signature
        """Return the context of one request."""
        del request, response
        return self._make_context()

    async def get_sub_response(self, request: Any) -> Any:  # noqa: ANN401  # the parent's signature
        """Note which media type the client wants, where `create_response` finds it."""
        draft = await super().get_sub_response(request)
        accepted = request.headers.get("accept", "")
        draft.media_type = _MODERN if _MODERN in accepted else _CLASSIC
        return draft

    async def run(self, request: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # the parent's signature
        """Answer a request; a service without rules answers 503."""
        try:
            return await super().run(request, *args, **kwargs)
        except CreditGraphError as error:
            draft = await self.get_sub_response(request)
            draft.status_code = _UNAVAILABLE
            draft.headers["Retry-After"] = "1"
            shown = {"code": error.code, "advice": error.advice}
            return self.create_response(
                {"errors": [{"message": str(error), "extensions": shown}]}, draft
            )

    async def process_result(
        self,
        request: Any,  # noqa: ANN401  # the parent's signature
        result: ExecutionResult,
    ) -> GraphQLHTTPResponse:
        """Return the body; a document that was not executed has no `data`."""
        body = await super().process_result(request, result)
        if isinstance(result, PreExecutionError):
            body.pop("data", None)  # absent is not null
        return body

    def create_response(self, response_data: Any, sub_response: Any) -> Any:  # noqa: ANN401  # the parent's signature
        """Return the response in the media type that the client wants."""
        response = super().create_response(response_data, sub_response)
        modern = sub_response.media_type == _MODERN
        response.headers["content-type"] = f"{sub_response.media_type}; charset=utf-8"
        if modern and "data" not in response_data and not sub_response.status_code:
            response.status_code = _BAD_REQUEST
        return response

    def encode_json(self, data: object) -> bytes:
        """Encode a body."""
        return orjson.dumps(data)

    def decode_json(self, data: str | bytes) -> object:
        """Decode a body; raises a subclass of `json.JSONDecodeError` for malformed ones."""
        return orjson.loads(data)
