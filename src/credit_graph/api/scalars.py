"""Scalars of the contract: Date, DateTime and USCC."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from credit_graph.domain.uscc import parse_uscc
from credit_graph.errors import BadArgumentError

Uscc = NewType("Uscc", str)


def _parse_day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadArgumentError(
            argument=repr(value), why="it is no day", fix="Write days as 2024-06-30."
        ) from None


def _parse_instant(value: object) -> datetime:
    try:
        instant: datetime | None = datetime.fromisoformat(str(value))
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise BadArgumentError(
            argument=repr(value),
            why="it is no instant with an offset",
            fix="Write instants as 2024-06-30T08:00:00+08:00.",
        )
    return instant


def _parse_code(value: object) -> str:
    return parse_uscc(str(value))


SCALARS: Mapping[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="A calendar day, ISO 8601: 2024-06-30.",
        specified_by_url="https://scalars.graphql.org/andimarek/local-date.html",
        serialize=date.isoformat,
        parse_value=_parse_day,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="An instant with its offset, ISO 8601: 2024-06-30T08:00:00+08:00.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time.html",
        serialize=datetime.isoformat,
        parse_value=_parse_instant,
    ),
    Uscc: strawberry.scalar(
        name="USCC",
        description="Unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, "
        "the last one a check character that is verified.",
        specified_by_url="https://arthurdejong.org/python-stdnum/doc/1.20/stdnum.cn.uscc",
        serialize=str,
        parse_value=_parse_code,
    ),
}
