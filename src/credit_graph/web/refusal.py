"""A request turned away before it reaches GraphQL, in the shape of a GraphQL error."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Message, Receive, Scope, Send

from credit_graph.api.errors import error_body
from credit_graph.api.http.errors import MethodNotAllowedError, NotFoundError
from credit_graph.errors import CreditGraphError

_METHOD_NOT_ALLOWED = 405


def refusal(status: int, error: CreditGraphError, **headers: str) -> JSONResponse:
    """Return the answer; in header names `_` stands for `-`."""
    return JSONResponse(
        error_body(error),
        status_code=status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


async def refused_path(request: Request, error: Exception) -> JSONResponse:
    """Return the answer to a path or method that Starlette has no route for."""
    allowed = (getattr(error, "headers", None) or {}).get("Allow", "GET")
    if isinstance(error, HTTPException) and error.status_code == _METHOD_NOT_ALLOWED:
        wrong = MethodNotAllowedError(method=request.method, allowed=allowed)
        return refusal(_METHOD_NOT_ALLOWED, wrong, Allow=allowed)
    return refusal(404, NotFoundError())


class Started:
    """Passes an answer on, and knows whether it has begun: then no other can be given."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)


async def refuse(response: JSONResponse, scope: Scope, receive: Receive, started: Started) -> None:
    """Give the answer unless another has begun."""
    if not started.status:
        await response(scope, receive, started)
