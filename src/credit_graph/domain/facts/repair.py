"""Credit repair: from when it can be asked for, and until when what was found is displayed.

The lapse of display is no repair: it ends no exclusion.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from credit_graph.domain.facts.record import EntryFact, Severity, ViolationFact


@dataclass(frozen=True, slots=True)
class RepairTerm:
    """How long, in months from the decision, what is so grave is displayed at least and at most."""

    severity: Severity
    shortest_months: int
    longest_months: int


@dataclass(frozen=True, slots=True)
class RepairRule:
    """The order on credit repair in force from `valid_from` on; `source`: where it was seen.

    `conditions` are what it asks of whoever wants repair, besides that the shortest time is over.
    `reading` says how the days are counted, `older_reading` that decisions before the order are
    taken to come under it.
    """

    code: str
    name: str
    gloss: str
    valid_from: date
    source: str
    terms: tuple[RepairTerm, ...]
    conditions: tuple[str, ...]
    reading: str
    older_reading: str

    def term(self, severity: Severity | None) -> RepairTerm | None:
        """Return the term for a severity; `None` if it is not known or has none."""
        return next((each for each in self.terms if each.severity is severity), None)


@dataclass(frozen=True, slots=True)
class Repair:
    """The repair of an entry or a violation, as of a day; a day that is not known is `None`.

    `rule` is the order that the days rest on, where they are not stated; `readings` are the
    interpretations on which they rest then.
    """

    severity: Severity | None
    repair_from: date | None
    display_until: date | None
    rule: RepairRule | None = None
    readings: tuple[str, ...] = ()


def repair_of(fact: EntryFact | ViolationFact, day: date, rule: RepairRule | None) -> Repair:
    """Return the repair of a fact by what is stated of it and by the order in force on the day.

    Before the order only what is stated counts. No repair can be asked for under an order before
    it is in force, however old the decision.
    """
    severity, decided_on = _graded(fact), _decided_on(fact)
    stated = Repair(severity, fact.repair_from, fact.display_until)
    term = None if rule is None or day < rule.valid_from else rule.term(severity)
    if rule is None or term is None or (fact.repair_from and fact.display_until):
        return stated
    older = decided_on < rule.valid_from
    earliest = max(rule.valid_from, decided_on + relativedelta(months=term.shortest_months))
    return Repair(
        severity,
        fact.repair_from or earliest,
        fact.display_until or decided_on + relativedelta(months=term.longest_months),
        rule,
        (rule.reading, rule.older_reading) if older else (rule.reading,),
    )


def last_decision(day: date, months: int) -> date:
    """Return the last day of which so many months are over by the day.

    The months of several days may be over on the same one: those of 29, 30 and 31 January, if of
    no leap year, on 28 February.
    """
    found = day - relativedelta(months=months)
    while found + timedelta(days=1) + relativedelta(months=months) <= day:
        found += timedelta(days=1)
    return found


def _graded(fact: EntryFact | ViolationFact) -> Severity | None:
    if isinstance(fact, EntryFact):
        return fact.severity
    return fact.severity if fact.is_graded else None


def _decided_on(fact: EntryFact | ViolationFact) -> date:
    return fact.valid_from if isinstance(fact, EntryFact) else fact.found_on
