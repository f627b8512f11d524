"""What one request, and all of them together, may take. docs/limits.md lists every figure."""

from dataclasses import dataclass

LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a document, of a request, and of the requests in flight.

    A document: `document_chars`, `tokens` without comments, `comments`, `nesting` of brackets of
    any kind, `digits` of a number, `fields` and `directives` as written, `repeats` of an object's
    field under one name, `depth` of fields (`introspection_depth` below `__schema` and
    `__type`), and `cost`: the nodes it may answer with. A field with pages costs `first` times
    what one item costs, `nodes` by ids as many as there are ids, any other list `listed` items,
    an object one.

    A request: `header_bytes` of address and header fields and `body_bytes` on the wire,
    `receipt_s` to arrive, `request_s` to be answered. All: `in_flight` at work, `queued` waiting;
    more are told to come again. `shutdown_s`: how long an ending service goes on answering; it
    must outlast `request_s`.
    """

    document_chars: int = 20_000
    tokens: int = 1_000
    comments: int = 100
    nesting: int = 40
    digits: int = 40
    depth: int = 8
    introspection_depth: int = 16
    fields: int = 200
    directives: int = 50
    repeats: int = 20
    cost: int = 5_000
    listed: int = 5
    largest_page: int = LARGEST_PAGE
    header_bytes: int = 32_000
    body_bytes: int = 256_000
    receipt_s: float = 10.0
    request_s: float = 10.0
    in_flight: int = 32
    queued: int = 64
    shutdown_s: int = 12

    def __post_init__(self) -> None:
        """Raise `ValueError` if an ending service would give up before its requests do."""
        if self.shutdown_s <= self.request_s:
            raise ValueError("shutdown_s must exceed request_s")


DEFAULT_LIMITS = Limits()
