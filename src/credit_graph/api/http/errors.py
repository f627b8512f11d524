"""What is refused before it is a GraphQL operation; a branch of the tree in `errors.py`.

BadRequestError
├── BodyTooLargeError          BODY_TOO_LARGE
├── BodyEncodedError           BODY_ENCODED
├── HeadersTooLargeError       HEADERS_TOO_LARGE
├── MalformedHttpError         MALFORMED_HTTP
├── BadHostError               BAD_HOST
├── NotFoundError              NOT_FOUND
├── MethodNotAllowedError      METHOD_NOT_ALLOWED
├── MediaTypeError             MEDIA_TYPE
├── BadGraphQLRequestError     BAD_GRAPHQL_REQUEST (no operation can be read from it)
├── PersistedQueryError        PERSISTED_QUERY_NOT_SUPPORTED
├── UnknownDocumentError       UNKNOWN_DOCUMENT
├── UntrustedDocumentError     UNTRUSTED_DOCUMENT
├── NotASubscriptionError      NOT_A_SUBSCRIPTION
├── SubscriptionOnlyError      SUBSCRIPTION_OVER_HTTP
├── InsecureTransportError     INSECURE_TRANSPORT
└── ForeignPageError           FOREIGN_PAGE
"""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.errors import BadRequestError
from credit_graph.message import Words


@dataclass(eq=False)
class BodyTooLargeError(BadRequestError):
    """A request's body above its limit."""

    limit: int
    code: ClassVar[str] = "BODY_TOO_LARGE"
    happened: ClassVar[str] = "The body has more than {limit} bytes."
    remedy: ClassVar[str] = "Split the request; send long lists as files to `import`."


@dataclass(eq=False)
class BodyEncodedError(BadRequestError):
    """A request's body that is compressed: its length says nothing about what it holds."""

    code: ClassVar[str] = "BODY_ENCODED"
    happened: ClassVar[str] = "The body is compressed."
    remedy: ClassVar[str] = "Send it without Content-Encoding."


@dataclass(eq=False)
class HeadersTooLargeError(BadRequestError):
    """A request whose address and header fields are longer than their limit."""

    limit: int
    code: ClassVar[str] = "HEADERS_TOO_LARGE"
    happened: ClassVar[str] = "The address and the header fields have more than {limit} bytes."
    remedy: ClassVar[str] = "Send the document over POST, and fewer or shorter header fields."


@dataclass(eq=False)
class MalformedHttpError(BadRequestError):
    """Bytes that are no HTTP request."""

    code: ClassVar[str] = "MALFORMED_HTTP"
    happened: ClassVar[str] = "This is not an HTTP/1.1 request."
    remedy: ClassVar[str] = "Use an HTTP client; this port serves neither TLS nor HTTP/2."


@dataclass(eq=False)
class BadHostError(BadRequestError):
    """A request with no `Host`, with several, or with one that is no name of the service."""

    why: Words
    code: ClassVar[str] = "BAD_HOST"
    happened: ClassVar[str] = "The request's Host cannot be served: {why}."
    remedy: ClassVar[str] = "Ask for 127.0.0.1, [::1], localhost or a name of CREDIT_GRAPH_NAMES."


@dataclass(eq=False)
class NotFoundError(BadRequestError):
    """A path at which nothing is served."""

    code: ClassVar[str] = "NOT_FOUND"
    happened: ClassVar[str] = "Nothing is served at this path."
    remedy: ClassVar[str] = "docs/operations.md lists every path."


@dataclass(eq=False)
class MethodNotAllowedError(BadRequestError):
    """A method that a path does not take."""

    method: str
    allowed: str
    code: ClassVar[str] = "METHOD_NOT_ALLOWED"
    happened: ClassVar[str] = "This path does not take {method}."
    remedy: ClassVar[str] = "Use {allowed}."


@dataclass(eq=False)
class MediaTypeError(BadRequestError):
    """A body that does not say that it is JSON."""

    code: ClassVar[str] = "MEDIA_TYPE"
    happened: ClassVar[str] = "The body is not sent as application/json."
    remedy: ClassVar[str] = "Send JSON with the header Content-Type: application/json."


@dataclass(eq=False)
class BadGraphQLRequestError(BadRequestError):
    """An HTTP request from which no GraphQL operation can be read."""

    why: Words
    code: ClassVar[str] = "BAD_GRAPHQL_REQUEST"
    happened: ClassVar[str] = "This is not a GraphQL request: {why}."
    remedy: ClassVar[str] = (
        "Send a JSON object with `query`, and if need be `variables` and `operationName`."
    )


@dataclass(eq=False)
class PersistedQueryError(BadRequestError):
    """A request that names a document instead of bringing it.

    The message is the one by which clients of automatic persisted queries know that they must
    send the document itself.
    """

    code: ClassVar[str] = "PERSISTED_QUERY_NOT_SUPPORTED"
    happened: ClassVar[str] = "PersistedQueryNotSupported"
    remedy: ClassVar[str] = "Send the document itself in `query`."


@dataclass(eq=False)
class InsecureTransportError(BadRequestError):
    """A request that crossed a network without TLS, its token with it."""

    code: ClassVar[str] = "INSECURE_TRANSPORT"
    happened: ClassVar[str] = "The request did not come over TLS."
    remedy: ClassVar[str] = (
        "Use https. Behind a proxy, name it in CREDIT_GRAPH_PROXIES and have it set "
        "X-Forwarded-Proto. Revoke the token that was sent."
    )


@dataclass(eq=False)
class UnknownDocumentError(BadRequestError):
    """A `documentId` that is none of the trusted documents'."""

    code: ClassVar[str] = "UNKNOWN_DOCUMENT"
    happened: ClassVar[str] = "No trusted document has this `documentId`."
    remedy: ClassVar[str] = (
        "Extract the client's documents again (`credit-graph documents extract`) and have the "
        "service started with them."
    )


@dataclass(eq=False)
class UntrustedDocumentError(BadRequestError):
    """A document that is none of the trusted ones, where only those are answered."""

    code: ClassVar[str] = "UNTRUSTED_DOCUMENT"
    happened: ClassVar[str] = "This service answers trusted documents only, and this is none."
    remedy: ClassVar[str] = "Send the `documentId` of one, or have the document added to them."


@dataclass(eq=False)
class NotASubscriptionError(BadRequestError):
    """A query or mutation sent where only subscriptions are answered."""

    code: ClassVar[str] = "NOT_A_SUBSCRIPTION"
    happened: ClassVar[str] = "Only subscriptions are answered here."
    remedy: ClassVar[str] = "Send queries and mutations over POST to /graphql."


@dataclass(eq=False)
class SubscriptionOnlyError(BadRequestError):
    """A subscription sent where one request has one answer."""

    code: ClassVar[str] = "SUBSCRIPTION_OVER_HTTP"
    happened: ClassVar[str] = "A subscription has no single answer."
    remedy: ClassVar[str] = (
        "Subscribe by WebSocket at /graphql, or by POST to /graphql/stream for server-sent events."
    )


@dataclass(eq=False)
class ForeignPageError(BadRequestError):
    """A request that a page of another site made a browser send."""

    code: ClassVar[str] = "FOREIGN_PAGE"
    happened: ClassVar[str] = "A page of another site sent this request."
    remedy: ClassVar[str] = (
        "Send it from a program or from a page of this site, or name that site in "
        "CREDIT_GRAPH_ORIGINS."
    )
