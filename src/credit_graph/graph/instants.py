"""Neo4j's ZONED DATETIME as Python's: always UTC, to the microsecond."""

from datetime import UTC, datetime

from neo4j.time import DateTime


def to_instant(value: DateTime) -> datetime:
    """Return the same instant with offset zero."""
    return value.to_native().astimezone(UTC)
