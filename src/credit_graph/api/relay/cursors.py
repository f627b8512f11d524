"""Cursors: positions in an order, opaque, signed, and bound to the query that gave them out."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

import orjson

from credit_graph.errors import BadCursorError
from credit_graph.message import Message

_SIGNATURE_BYTES = 12

Position = tuple[str | int | float, ...]


class CursorSeal:
    """Signs positions with a secret that all processes of one service share."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def seal(self, scope: str, position: Position) -> str:
        """Return the cursor of a position within a scope (query, order and filter)."""
        payload = orjson.dumps(position)
        return _written(self._sign(scope, payload) + payload)

    def open(self, scope: str, cursor: str) -> Position:
        """Return the position; raise `BadCursorError` if the scope did not give it out."""
        try:
            signed = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        except ValueError:
            signed = b""
        # The decoder skips foreign characters: a position has one cursor, not a family of them.
        if not signed or _written(signed) != cursor:
            raise BadCursorError(why=Message("it is not a cursor of this service"))
        signature, payload = signed[:_SIGNATURE_BYTES], signed[_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, self._sign(scope, payload)):
            raise BadCursorError(why=Message("it belongs to another query, order or filter"))
        return tuple(orjson.loads(payload))

    def _sign(self, scope: str, payload: bytes) -> bytes:
        message = scope.encode() + b"\0" + payload
        return hmac.new(self._secret, message, sha256).digest()[:_SIGNATURE_BYTES]


def _written(signed: bytes) -> str:
    return urlsafe_b64encode(signed).rstrip(b"=").decode("ascii")
