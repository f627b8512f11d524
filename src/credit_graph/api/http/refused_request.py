"""Why an HTTP request is not a GraphQL request, by the GraphQL-over-HTTP specification."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from cross_web import HTTPException

from credit_graph.api.http.errors import (
    BadGraphQLRequestError,
    MediaTypeError,
    MethodNotAllowedError,
    PersistedQueryError,
    UnknownDocumentError,
)
from credit_graph.errors import CreditGraphError
from credit_graph.message import Message

_BAD_REQUEST, _METHOD_NOT_ALLOWED, _MEDIA_TYPE = 400, 405, 415
_NAMES_A_DOCUMENT = ("documentId", "id")


@dataclass(frozen=True, slots=True)
class RefusedRequest:
    """The error, its HTTP status, and the headers that belong to it."""

    error: CreditGraphError
    status: int = _BAD_REQUEST
    headers: Mapping[str, str] = field(default_factory=dict)


async def refused_request(
    request: Any,  # noqa: ANN401  # Starlette's type
    error: HTTPException,
    allowed: str,
    *,
    knows_documents: bool,
) -> RefusedRequest:  # Starlette's type
    """Return what to answer where Strawberry found no operation to execute.

    `allowed` are the methods that are taken. `knows_documents`: ids of some are understood.
    """
    if error.status_code == _METHOD_NOT_ALLOWED:
        wrong = MethodNotAllowedError(method=request.method, allowed=allowed)
        return RefusedRequest(wrong, _METHOD_NOT_ALLOWED, {"Allow": allowed})
    if request.method == "POST" and "json" not in request.headers.get("content-type", ""):
        return RefusedRequest(MediaTypeError(), _MEDIA_TYPE)
    if await _names_a_document(request):
        return RefusedRequest(UnknownDocumentError() if knows_documents else PersistedQueryError())
    # Strawberry says "Not Found" where it would show an IDE; the page of ours stands before it.
    nothing = request.method == "GET" and "query" not in request.query_params
    why = Message("it brings no query") if nothing else Message(error.reason.rstrip("."))
    return RefusedRequest(BadGraphQLRequestError(why=why))


async def _names_a_document(request: Any) -> bool:  # noqa: ANN401  # Starlette's type
    """Tell whether a request names a document, as persisted queries do, and brings none."""
    try:
        if request.method == "GET":
            asked = dict(request.query_params)
            extensions = orjson.loads(asked.get("extensions") or b"{}")
        else:
            asked = orjson.loads(await request.body())
            extensions = asked.get("extensions") if isinstance(asked, dict) else None
    except orjson.JSONDecodeError:
        return False
    if not isinstance(asked, dict) or asked.get("query") is not None:
        return False
    named = any(name in asked for name in _NAMES_A_DOCUMENT)
    return named or (isinstance(extensions, dict) and "persistedQuery" in extensions)
