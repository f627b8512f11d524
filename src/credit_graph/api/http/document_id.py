"""`documentId` in the place of a document (GraphQL over HTTP, persisted documents)."""

from urllib.parse import parse_qsl, urlencode

import orjson

from credit_graph.api.trusted.manifest import TrustedDocuments

_ID = "documentId"
_MARK = b'"documentId"'


def with_document(body: bytes, trusted: TrustedDocuments) -> bytes:
    """Return a body in which a known id is replaced by its document; any other as it is.

    A body that brings a document too is left alone: the document counts.
    """
    if _MARK not in body or not trusted.by_id:
        return body
    try:
        asked = orjson.loads(body)
    except orjson.JSONDecodeError:
        return body
    text = trusted.by_id.get(asked.get(_ID)) if _names_one(asked) else None
    if text is None:
        return body
    del asked[_ID]
    return orjson.dumps({"query": text, **asked})


def with_document_in_query(query: bytes, trusted: TrustedDocuments) -> bytes:
    """Return a query string in which a known id is replaced by its document."""
    if _ID.encode() not in query or not trusted.by_id:
        return query
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    asked = dict(pairs)
    text = trusted.by_id.get(asked.get(_ID, "")) if "query" not in asked else None
    if text is None or len(asked) != len(pairs):
        return query
    del asked[_ID]
    return urlencode({"query": text, **asked}).encode()


def _names_one(asked: object) -> bool:
    return isinstance(asked, dict) and "query" not in asked and isinstance(asked.get(_ID), str)
