"""Scalars of the contract: Date, DateTime and USCC."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from credit_graph.domain.facts.partner_id import parse_party
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

Uscc = NewType("Uscc", str)

FIRST_YEAR, LAST_YEAR = 1900, 2199
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_SHOWN = 60


def parse_day(value: object) -> date:
    """Return the day that is written as 2024-06-30; raise `BadArgumentError`."""
    text = value if isinstance(value, str) else ""
    try:
        day: date | None = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise BadArgumentError(
            argument=_shown(value),
            why=Message("it is not a day"),
            fix=Message("Write days as 2024-06-30."),
        )
    _check_year(value, day.year)
    return day


def parse_instant(value: object) -> datetime:
    """Return the instant with its offset that is written by ISO 8601; raise `BadArgumentError`."""
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        instant = None
    if instant is None or instant.utcoffset() is None:
        raise BadArgumentError(
            argument=_shown(value),
            why=Message("it is not an instant with an offset"),
            fix=Message("Write instants as 2024-06-30T08:00:00+08:00."),
        )
    _check_year(value, instant.year)
    return instant


def _check_year(value: object, year: int) -> None:
    # Days around the one asked about are counted too, and there is none before year 1.
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadArgumentError(
            argument=_shown(value),
            why=Message(
                "it is outside the years {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR
            ),
            fix=Message("Give a day or an instant within them."),
        )


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _parse_code(value: object) -> str:
    return parse_party(str(value))


SCALARS: Mapping[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="A calendar day from 1900 to 2199, ISO 8601: 2024-06-30.",
        specified_by_url="https://scalars.graphql.org/andimarek/local-date.html",
        serialize=date.isoformat,
        parse_value=parse_day,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="An instant from 1900 to 2199 with its offset, ISO 8601: "
        "2024-06-30T08:00:00+08:00.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time.html",
        serialize=datetime.isoformat,
        parse_value=parse_instant,
    ),
    Uscc: strawberry.scalar(
        name="USCC",
        description="Unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, "
        "the last one a check character that is verified; or the identifier of a partner without "
        "one, scheme:number (LEI:…, HK-BRN:…), as it is recorded.",
        specified_by_url="https://arthurdejong.org/python-stdnum/doc/1.20/stdnum.cn.uscc",
        serialize=str,
        parse_value=_parse_code,
    ),
}
