"""GraphQL: global object identification."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

import strawberry

from credit_graph.errors import BadArgumentError
from credit_graph.message import Message


@strawberry.interface(description="Anything that can be fetched again by its id alone.")
class Node:
    """Relay's node."""

    id: strawberry.ID = strawberry.field(description="Global id; opaque.")


def to_global_id(kind: str, key: str) -> strawberry.ID:
    """Return the opaque id of the object of a kind with a key."""
    return strawberry.ID(urlsafe_b64encode(f"{kind}:{key}".encode()).decode("ascii"))


def dated_key(code: str, text_from: date | None) -> str:
    """Return the key of what a later text of a policy holds; the code alone in its first text."""
    return code if text_from is None else f"{code}@{text_from}"


def from_global_id(text: str) -> tuple[str, str]:
    """Return kind and key; raise `BadArgumentError` for an id that this service never gives."""
    try:
        kind, colon, key = urlsafe_b64decode(text.encode("ascii")).decode().partition(":")
    except ValueError:
        kind, colon, key = "", "", ""
    if not colon:
        raise BadArgumentError(
            argument="id",
            why=Message("{given!r} is not an id of this service", given=text),
            fix=Message("Use an `id` that this service returned."),
        )
    return kind, key
