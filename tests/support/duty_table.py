"""Compares tables of duties that were copied from the documents by hand with the rulebook.

A line names bodies in the document's own words; they are looked up in the policy's region, so
that a name that reaches no body, or two, shows as itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from credit_graph.domain.duties.duty import Duty, DutyOrigin, DutyRole
from credit_graph.domain.policy import Measure, Policy
from credit_graph.resources import seeds_folder
from support.official_rules import official_book, official_rulebook

HEADING, BRACKET = DutyOrigin.HEADING, DutyOrigin.BRACKET
TABLE_CELL, SENTENCE = DutyOrigin.TABLE, DutyOrigin.SENTENCE
LEAD, SUPPORT = DutyRole.LEAD, DutyRole.SUPPORT
EACH_BY_DUTY, RESPONSIBLE = DutyRole.EACH_BY_DUTY, DutyRole.RESPONSIBLE


@dataclass(frozen=True, slots=True)
class Line:
    """Bodies named in one role: numbers of items, then names, both parted by spaces.

    `8/2` is the second of what carries a bracket under item 8, the item itself included.
    """

    items: str
    origin: DutyOrigin
    role: DutyRole | None
    names: str
    open_ended: bool = False


class Named(NamedTuple):
    """One body named for one item."""

    item: str
    origin: str
    role: str
    agency: str
    open_ended: bool


def differences(policy: str, table: Iterable[Line]) -> list[str]:
    """Return what the table has and the rulebook lacks, and the other way about."""
    lines = tuple(table)
    by_bracket = any("/" in line.items for line in lines)
    expected = {named for line in lines for named in _expected(policy, line)}
    stated = set(_stated(official_rulebook().policies[policy], by_bracket=by_bracket))
    return sorted(
        [f"missing: {each}" for each in expected - stated]
        + [f"not in the document: {each}" for each in stated - expected]
    )


def misplaced_brackets(policy: str, closes: Mapping[str, str]) -> list[str]:
    """Return the brackets that do not stand right behind the measure they are duties of."""
    rules = official_rulebook().policies[policy]
    document = _folded((seeds_folder() / "documents" / rules.document).read_text("utf-8"))
    return [
        f"{key}: {bracket}"
        for key, last_words in closes.items()
        for bracket in {_bracket_of(duty) for duty in _closed_by(rules, key).duties}
        if not _folded(_closed_by(rules, key).text).endswith(_folded(last_words))
        or _folded(last_words) + bracket not in document
    ]


def members_of(policy: str, name: str) -> tuple[str, ...]:
    """Return the names of the bodies that a collective name stands for in a policy."""
    book = official_book()
    (body,) = book.directory.named(name, book.rulebook.policies[policy].region)
    return tuple(book.rulebook.agencies[code].name for code in body.members)


def second_names(policy: str, name: str) -> set[str]:
    """Return every name of the one body that a policy calls by a name."""
    book = official_book()
    (body,) = book.directory.named(name, book.rulebook.policies[policy].region)
    return set(body.names)


def deadlines_of(policy: str) -> dict[str, date]:
    """Return the deadline of each measure that has one, by its number."""
    rules = official_rulebook().policies[policy]
    return {each.number: each.due_day for each in rules.walk() if each.due_day is not None}


def unstated_duties(policy: str) -> set[str]:
    """Return the numbers of the measures without a duty that say why."""
    rules = official_rulebook().policies[policy]
    return {each.number for each in rules.walk() if not each.duties and each.duty_note}


def unstated_deadlines(policy: str) -> set[str]:
    """Return the numbers of the measures without a deadline that say why."""
    rules = official_rulebook().policies[policy]
    return {each.number for each in rules.walk() if not each.deadline and each.deadline_note}


def owed(policy: str) -> list[tuple[str, str, int]]:
    """Return each obligation of a policy: who owes it, to whom, how many cases it must hold."""
    agencies = official_rulebook().agencies
    return [
        (
            " ".join(agencies[duty.agency].name for duty in each.duties),
            " ".join(agencies[code].name for code in each.recipients),
            each.min_cases,
        )
        for each in official_rulebook().policies[policy].obligations
    ]


def flows(policy: str) -> set[tuple[str, str, str | None]]:
    """Return each flow of a policy: who passes on, to whom, through what."""
    agencies = official_rulebook().agencies
    return {
        (
            " ".join(agencies[code].name for code in each.senders),
            " ".join(agencies[code].name for code in each.receivers),
            each.channel,
        )
        for each in official_rulebook().policies[policy].flows
    }


def _expected(policy: str, line: Line) -> Iterator[Named]:
    book = official_book()
    region = book.rulebook.policies[policy].region
    for item in line.items.split():
        for name in line.names.split():
            bodies = book.directory.named(name, region)
            agency = bodies[0].code if len(bodies) == 1 else f"{name}: {len(bodies)} bodies"
            yield _named(item, line.origin, line.role, agency, open_ended=line.open_ended)


def _stated(policy: Policy, *, by_bracket: bool) -> Iterator[Named]:
    for measure in policy.measures:
        places = [each for each in measure.walk() if each.duties]
        for duty in (duty for each in places for duty in each.duties):
            item = measure.number
            if by_bracket and duty.origin is BRACKET:
                item = f"{item}/{_ordinal(places, duty)}"
            yield _named(item, duty.origin, duty.role, duty.agency, open_ended=duty.open_ended)


def _named(
    item: str, origin: DutyOrigin, role: DutyRole | None, agency: str, *, open_ended: bool
) -> Named:
    return Named(item, origin.value, role.value if role else "none", agency, open_ended)


def _ordinal(places: list[Measure], duty: Duty) -> int:
    """Return on which of an item and its parts with a bracket a duty stands, from 1."""
    bracketed = [each for each in places if any(held.origin is BRACKET for held in each.duties)]
    return next(place for place, each in enumerate(bracketed, 1) if duty in each.duties)


def _closed_by(policy: Policy, key: str) -> Measure:
    number, _, ordinal = key.partition("/")
    item = next(each for each in policy.measures if each.number == number)
    return [each for each in item.walk() if each.duties][int(ordinal) - 1]


def _bracket_of(duty: Duty) -> str:
    """Return the unit bracket that a citation closes with: a clause may be quoted before it."""
    words = _folded(duty.citation.quote)
    return words[words.rindex("(") :]


def _folded(text: str) -> str:
    return "".join(text.split()).replace("*", "").replace("#", "")
