"""Rows of an archive as lines of JSON: properties of nodes and relations, exactly.

Neo4j keeps no maps in properties, so that a map with one key can stand for what JSON lacks: a day
`{"day": "2026-11-29"}`, an instant `{"at": "2026-11-29T12:00:00.000001+00:00"}`, bytes
`{"bytes": "…"}` in base64.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import orjson
from neo4j.time import Date, DateTime

from credit_graph.graph.database.instants import to_instant

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ArchivedRow:
    """A node or relation: its labels, its properties, and those of what belongs to it alone.

    Of a relation `ends` are the codes of its two enterprises.
    """

    values: Values
    labels: tuple[str, ...] = ()
    parts: tuple[Values, ...] = ()
    ends: tuple[str, str] | None = None

    def line(self) -> bytes:
        """Write the row as one line."""
        whole = {
            "labels": self.labels,
            "row": _plain(self.values),
            "parts": [_plain(each) for each in self.parts],
            "ends": self.ends,
        }
        written = {name: value for name, value in whole.items() if value}
        return orjson.dumps(written, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS)

    @classmethod
    def read(cls, line: bytes) -> "ArchivedRow":
        """Read what `line` wrote; ValueError if it is something else."""
        found = orjson.loads(line)
        try:
            ends = found.get("ends")
            return cls(
                values=_typed(found["row"]),
                labels=tuple(found.get("labels", ())),
                parts=tuple(_typed(each) for each in found.get("parts", ())),
                ends=None if ends is None else (ends[0], ends[1]),
            )
        except (KeyError, TypeError, AttributeError):
            message = "this is no row of an archive"
            raise ValueError(message) from None

    def parameters(self) -> Mapping[str, object]:
        """Return the row as the statements that put it take it."""
        start, end = self.ends or (None, None)
        return {
            "labels": list(self.labels),
            "row": dict(self.values),
            "parts": [dict(each) for each in self.parts],
            "start": start,
            "end": end,
        }


def _plain(values: Values) -> Mapping[str, object]:
    return {name: _cell(value) for name, value in values.items()}


def _cell(value: object) -> object:
    if isinstance(value, DateTime):
        return {"at": to_instant(value).isoformat()}
    if isinstance(value, Date):
        return {"day": value.iso_format()}
    if isinstance(value, bytes | bytearray):
        return {"bytes": b64encode(value).decode()}
    if isinstance(value, list):
        return [_cell(each) for each in value]
    return value


def _typed(values: object) -> Values:
    return {name: _value(value) for name, value in cast("Values", values).items()}


def _instant(text: str) -> datetime:
    # With UTC itself: any other zone of the same offset would not be equal in the database.
    return datetime.fromisoformat(text).astimezone(UTC)


def _value(cell: object) -> object:
    if isinstance(cell, dict):
        ((kind, text),) = cast("Mapping[str, str]", cell).items()
        if kind == "bytes":
            return b64decode(text, validate=True)
        return _instant(text) if kind == "at" else Date.from_iso_format(text)
    if isinstance(cell, list):
        return [_value(each) for each in cast("Sequence[object]", cell)]
    return cell
