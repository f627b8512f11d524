"""GraphQL: a report under assumed changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import strawberry

from credit_graph.api.authority.in_sight import is_hidden
from credit_graph.api.context import Context
from credit_graph.api.eligibility.reports import ShownReport
from credit_graph.api.eligibility.types import EligibilityDiffType, EligibilityReportType
from credit_graph.domain.eligibility.assumption import (
    AssumeCommitment,
    AssumeFulfilment,
    AssumeKinds,
    AssumeLink,
    AssumeOffList,
    AssumeOnList,
    AssumeRating,
    AssumeRepair,
    AssumeStatement,
    AssumeZone,
    Assumption,
)
from credit_graph.domain.eligibility.comparison import Comparison
from credit_graph.domain.eligibility.masking import masked_comparison, masked_report
from credit_graph.domain.facts.record import LinkDirection
from credit_graph.domain.suggestion import suggestions
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.message import Message
from credit_graph.usecases.eligibility.suppose import suppose

MOST_ASSUMPTIONS = 20

_NO_ZONE = "none"


@strawberry.enum(description="On which side of it the assumed partner stands.")
class PartnerSide(StrEnum):
    """The two ends of a link."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"


@strawberry.input(description="A rating that it is assumed to hold.")
class AssumedRating:
    """`domain.assumption.AssumeRating`."""

    scheme: str = strawberry.field(description="Code of the scheme.")
    level: str | None = strawberry.field(
        default=None, description="Code of the level; null: it is known to hold none."
    )


@strawberry.input(description="A statement that it is assumed to make.")
class AssumedStatement:
    """`domain.assumption.AssumeStatement`."""

    code: str = strawberry.field(description="Code of the statement: wants_aeo.")
    value: str = strawberry.field(description="What it declares: true or false.")


@strawberry.input(description="A direct supplier or customer that it is assumed to gain.")
class AssumedLink:
    """`domain.assumption.AssumeLink`; an AEO if nothing else is said."""

    side: PartnerSide = strawberry.field(description="Whether it supplies or is supplied.")
    region: str = strawberry.field(description="Region in which the partner is registered.")
    scheme: str = strawberry.field(default="customs", description="Scheme on which it is rated.")
    level: str = strawberry.field(default="advanced", description="The level that it holds.")


@strawberry.input(
    one_of=True, description="Something that is assumed from the day on: exactly one of these."
)
class AssumedChange:
    """`domain.assumption.Assumption`."""

    rating: AssumedRating | None = strawberry.field(
        default=strawberry.UNSET, description="It holds this rating, in place of any other."
    )
    join_list: str | None = strawberry.field(
        default=strawberry.UNSET, description="It is put on this list."
    )
    leave_list: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="It leaves this list, or is known not to stand on it.",
    )
    statement: AssumedStatement | None = strawberry.field(
        default=strawberry.UNSET, description="It declares this."
    )
    zone: str | None = strawberry.field(
        default=strawberry.UNSET, description="It is registered in this zone; `none`: in none."
    )
    kinds: list[str] | None = strawberry.field(
        default=strawberry.UNSET,
        description="It is of just these kinds; not stated, if none is named.",
    )
    repair_violations: list[str] | None = strawberry.field(
        default=strawberry.UNSET,
        description="Its open violations of these kinds are repaired; all of them if none is "
        "named.",
    )
    commit: str | None = strawberry.field(
        default=strawberry.UNSET, description="It makes this commitment."
    )
    fulfil: str | None = strawberry.field(
        default=strawberry.UNSET, description="It has fulfilled this commitment."
    )
    link: AssumedLink | None = strawberry.field(
        default=strawberry.UNSET, description="It gains this direct supplier or customer."
    )


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The report under the assumptions, and what they gain and lose."""

    report: ShownReport
    diff: Comparison


@strawberry.type(
    name="WhatIf",
    description="What an enterprise might enjoy under assumed changes. In evidence an assumed "
    "fact has the source `assumed`. Nothing is recorded.",
)
class WhatIfType:
    """`WhatIf`."""

    report: EligibilityReportType = strawberry.field(description="The report as assumed.")
    diff: EligibilityDiffType = strawberry.field(
        description="From the report as things are to the one as assumed, on the same day."
    )


async def what_if(
    context: Context, uscc: str, changes: Sequence[AssumedChange], as_of: date | None
) -> WhatIf | None:
    """Decide an enterprise's measures under the changes, made one after the other."""
    if len(changes) > MOST_ASSUMPTIONS:
        raise BadArgumentError(
            argument="changes",
            why=Message("there are {count}", count=len(changes)),
            fix=Message("Assume at most {most} changes at once.", most=MOST_ASSUMPTIONS),
        )
    vocabulary, day = context.rulebook.vocabulary, as_of or context.today
    assumptions = tuple(_assumption(each, vocabulary) for each in changes)
    for each in assumptions:
        _refuse_other_version(each, vocabulary, day)
    services = context.services
    if await is_hidden(context, uscc, as_of):
        return None
    found = await suppose(services.shelf, services.recall, uscc, assumptions, day)
    if found is None:
        return None
    report, difference = found.answer.report, found.difference
    mask = context.mask(
        difference.before.kept, report.enterprise.region, difference.before.of_partners
    )
    if mask.hides:
        report = masked_report(report, mask)
        difference = masked_comparison(difference, mask)
    return WhatIf(ShownReport(report, found.answer.known_at), difference)


def _assumption(change: AssumedChange, vocabulary: Vocabulary) -> Assumption:
    """Return the one thing that is assumed; raise `UnknownCodeError` for codes of nothing."""
    given = ((name, getattr(change, name)) for name in _READ)
    name, value = next(each for each in given if each[1] is not strawberry.UNSET)
    return _READ[name](value, vocabulary)


def _refuse_other_version(assumed: Assumption, vocabulary: Vocabulary, day: date) -> None:
    """Refuse a level that its scheme does not have on the day."""
    if isinstance(assumed, AssumeRating | AssumeLink) and assumed.level is not None:
        levels = vocabulary.schemes[assumed.scheme].levels_on(day)
        _known("level", assumed.level, [level.code for level in levels])


def _rating(asked: AssumedRating, vocabulary: Vocabulary) -> AssumeRating:
    scheme = _known("scheme", asked.scheme, vocabulary.schemes)
    return AssumeRating(scheme, asked.level and _level(scheme, asked.level, vocabulary))


def _statement(asked: AssumedStatement, vocabulary: Vocabulary) -> AssumeStatement:
    code = _known("statement", asked.code, vocabulary.statements)
    if asked.value not in ("true", "false"):
        raise BadArgumentError(
            argument="changes.statement.value",
            why=Message("{value!r} is neither true nor false", value=asked.value),
            fix=Message("Statements are true or false."),
        )
    return AssumeStatement(code, asked.value)


def _link(asked: AssumedLink, vocabulary: Vocabulary) -> AssumeLink:
    scheme = _known("scheme", asked.scheme, vocabulary.schemes)
    return AssumeLink(
        direction=LinkDirection(asked.side.value),
        scheme=scheme,
        level=_level(scheme, asked.level, vocabulary),
        region=_known("region", asked.region, vocabulary.regions),
    )


def _zone(asked: str, vocabulary: Vocabulary) -> AssumeZone:
    zone = _known("zone", asked, (*vocabulary.zones, _NO_ZONE))
    return AssumeZone("" if zone == _NO_ZONE else zone)


def _level(scheme: str, level: str, vocabulary: Vocabulary) -> str:
    return _known("level", level, [each.code for each in vocabulary.schemes[scheme].levels])


def _all_known(noun: str, given: Iterable[str], codes: Iterable[str]) -> tuple[str, ...]:
    known = tuple(codes)
    return tuple(_known(noun, each, known) for each in given)


def _known(noun: str, given: str, codes: Iterable[str]) -> str:
    known = tuple(codes)
    if given not in known:
        raise UnknownCodeError(noun=noun, given=given, near=suggestions(given, known))
    return given


# Each takes exactly the type of the field that it is named for, which a mapping cannot say.
_READ: dict[str, Callable[[Any, Vocabulary], Assumption]] = {
    "rating": _rating,
    "statement": _statement,
    "zone": _zone,
    "link": _link,
    "join_list": lambda code, terms: AssumeOnList(_known("list", code, terms.lists)),
    "leave_list": lambda code, terms: AssumeOffList(_known("list", code, terms.lists)),
    "kinds": lambda codes, terms: AssumeKinds(_all_known("kind", codes, terms.kinds)),
    "commit": lambda code, terms: AssumeCommitment(_known("commitment", code, terms.commitments)),
    "fulfil": lambda code, terms: AssumeFulfilment(_known("commitment", code, terms.commitments)),
    "repair_violations": lambda codes, terms: AssumeRepair(
        _all_known("violation", codes, terms.violations)
    ),
}
