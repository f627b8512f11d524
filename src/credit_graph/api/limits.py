"""What one request, and all of them together, may take. docs/limits.md lists every figure."""

from dataclasses import dataclass

from credit_graph.sharing.meter import Allowance

LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a document, of a request, and of the requests in flight.

    A document: `document_chars`, `tokens` without comments, `comments`, `nesting` of brackets of
    any kind, `digits` of a number, `fields`, `aliases` and `directives` as written,
    `directives_each` of them at one place, `repeats` of an object's
    field under one name, `depth` of fields (`introspection_depth` below `__schema` and `__type`),
    and `cost` in units (see `execution.field_costs`). `document_cache_bytes`: what is remembered
    of documents.

    An answer, by its document's cost: `rows_each` rows read, `processor_us_each` microseconds of
    processor time and `bytes_each` bytes for a unit, but at least `rows_least`, `processor_s_least`
    and `bytes_least`, and at most `answer_bytes` whatever it costs.

    A request: `header_bytes` of address and header fields and `body_bytes` on the wire
    (`upload_bytes` with a token and a stated length, `uploads` of them at once),
    `receipt_s` to arrive, `request_s` to be answered. All: `in_flight` at work, `queued` waiting;
    more are told to come again. `shutdown_s`: how long an ending service goes on answering; it
    must outlast `request_s`.
    """

    document_chars: int = 20_000
    tokens: int = 1_000
    comments: int = 100
    nesting: int = 40
    digits: int = 40
    depth: int = 12
    introspection_depth: int = 16
    fields: int = 200
    aliases: int = 100
    directives: int = 50
    directives_each: int = 4
    repeats: int = 20
    cost: int = 200_000
    document_cache_bytes: int = 6_000_000
    rows_each: int = 150
    rows_least: int = 1_000_000
    processor_us_each: int = 100
    processor_s_least: float = 2.0
    bytes_each: int = 200
    bytes_least: int = 1_000_000
    answer_bytes: int = 8_000_000
    header_bytes: int = 32_000
    body_bytes: int = 256_000
    upload_bytes: int = 7_000_000
    uploads: int = 2
    receipt_s: float = 10.0
    request_s: float = 10.0
    in_flight: int = 32
    queued: int = 64
    shutdown_s: int = 12

    def __post_init__(self) -> None:
        """Raise `ValueError` if an ending service would give up before its requests do."""
        if self.shutdown_s <= self.request_s:
            raise ValueError("shutdown_s must exceed request_s")

    def allowance(self, cost: int) -> Allowance:
        """Return what an answer of this cost may take."""
        return Allowance(
            rows=max(self.rows_least, cost * self.rows_each),
            processor_s=max(self.processor_s_least, cost * self.processor_us_each / 1e6),
            answer_bytes=min(self.answer_bytes, max(self.bytes_least, cost * self.bytes_each)),
        )


DEFAULT_LIMITS = Limits()
