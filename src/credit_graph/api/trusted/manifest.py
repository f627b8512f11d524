"""The list of trusted documents: read from a file, and asked by id.

Two forms are read: `{"<id>": "<document>"}`, as graphql-codegen and the Relay compiler write it,
and Apollo's manifest of persisted queries, which `credit-graph documents extract` writes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import orjson

from credit_graph.errors import WordedError
from credit_graph.message import Message

FORMAT = "apollo-persisted-query-manifest"


class ManifestError(WordedError):
    """A file that is no list of documents; its words say why."""


@dataclass(frozen=True, slots=True)
class TrustedDocuments:
    """Documents by id. `only`: no others are answered."""

    by_id: Mapping[str, str] = field(default_factory=dict)
    only: bool = False
    ids: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Note the texts: whoever sends a trusted document itself is answered too."""
        ids = {text: each for each, text in sorted(self.by_id.items(), reverse=True)}
        object.__setattr__(self, "ids", ids)

    def admits(self, text: str) -> bool:
        """Tell whether a document is answered."""
        return not self.only or text in self.ids

    def id_of(self, text: str) -> str | None:
        """Return the id of a document, the first if it has several; None if it is not trusted."""
        return self.ids.get(text)


NONE_KNOWN = TrustedDocuments()


def read_manifest(text: bytes) -> Mapping[str, str]:
    """Return the documents of a manifest by id; raise `ManifestError` for anything else."""
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise ManifestError(Message("it is not JSON")) from None
    if not isinstance(content, dict):
        raise ManifestError(Message("it is not a JSON object"))
    operations = content.get("operations")
    pairs = content.items() if operations is None else list(_operations(content, operations))
    found: dict[str, str] = {}
    for key, body in pairs:
        if not isinstance(key, str) or not isinstance(body, str) or not key or not body:
            raise ManifestError(Message("a document in it has no id or no text"))
        if found.setdefault(key, body) != body:
            raise ManifestError(Message("two documents have the id {key!r}", key=str(key[:80])))
    return found


def _operations(content: Mapping[str, object], operations: object) -> Iterator[tuple[object, ...]]:
    if content.get("format") != FORMAT or not isinstance(operations, list):
        raise ManifestError(Message("its format is not {format}", format=FORMAT))
    for each in operations:
        if not isinstance(each, dict):
            raise ManifestError(Message("an operation in it is no object"))
        yield each.get("id"), each.get("body")
