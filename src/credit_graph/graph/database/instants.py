"""Instants between Python and Neo4j: always UTC, to the microsecond.

Neo4j orders two ZONED DATETIMEs of one instant by their zones, so that 12:00Z is neither equal to
20:00+08:00 nor to 12:00Z[UTC]. A comparison with what is stored is right only if all have one form.
And a `ZoneInfo` must never reach the driver: it asks the zone about a type of its own, for which
C code that expects a Python datetime returns nonsense or ends the process.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from neo4j.time import DateTime


def to_instant(value: DateTime) -> datetime:
    """Return what the driver read as Python's, with `datetime.UTC`."""
    return value.to_native().astimezone(UTC)


def in_utc(params: Mapping[str, object]) -> Mapping[str, object]:
    """Return the parameters with each instant among them in UTC.

    Instants inside lists are not looked for: whoever makes rows takes them from `clock.utc_now`.
    """
    strays = {
        name: value.astimezone(UTC) if isinstance(value, datetime) else to_instant(value)
        for name, value in params.items()
        if isinstance(value, DateTime) or (isinstance(value, datetime) and value.tzinfo is not UTC)
    }
    return {**params, **strays} if strays else params
