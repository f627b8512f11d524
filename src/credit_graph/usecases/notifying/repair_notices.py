"""The days of credit repair: from one on it can be asked for, on another display ends."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from credit_graph.domain.authority.display import Displayed, is_displayed, keeper_of
from credit_graph.domain.authority.keepers import KeeperTable
from credit_graph.domain.facts.record import EnterpriseFacts, EntryFact
from credit_graph.domain.facts.repair import RepairRule, repair_of
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.vocabulary import Vocabulary

_LONGEST_MONTH: Final = 31
_SHORTEST_MONTH: Final = 28


def decided_days(rule: RepairRule | None, day: date) -> list[date]:
    """Return the days of decisions of which a term of the order in force may end on a day.

    A few that do not are among them: months are of different lengths. None on or before the day
    on which the order begins: what it opens at once is a turn of the law.
    """
    if rule is None or day <= rule.valid_from:
        return []
    found: set[date] = set()
    for term in rule.terms:
        for months in (term.shortest_months, term.longest_months):
            first = day - relativedelta(months=months)
            found.update(
                first + timedelta(each) for each in range(_LONGEST_MONTH - _SHORTEST_MONTH + 1)
            )
    return sorted(found)


def repair_notices(
    vocabulary: Vocabulary, keepers: KeeperTable, facts: EnterpriseFacts, day: date
) -> Iterator[ChangeNotice]:
    """Yield a notice for each entry on a black list and violation of which such a day has come.

    It goes to whoever keeps the fact, and so does that display has ended: after that the fact is
    its keeper's alone.
    """
    region = facts.on(day).enterprise.region
    displayed: tuple[Displayed, ...] = (*facts.entries, *facts.violations)
    for fact in displayed:
        if not _stands(fact, day) or not is_displayed(fact, vocabulary):
            continue
        repair = repair_of(fact, day, vocabulary.repair)
        for kind, its_day in (
            (NoticeKind.REPAIRABLE, repair.repair_from),
            (NoticeKind.DISPLAY_ENDED, repair.display_until),
        ):
            if its_day == day:
                yield ChangeNotice(
                    kind,
                    agencies=keeper_of(fact, region, keepers).agencies,
                    uscc=facts.enterprise.uscc,
                    region=region,
                    register=fact.list if isinstance(fact, EntryFact) else None,
                    subject=None if isinstance(fact, EntryFact) else fact.violation,
                    fact=fact.origin.fact_id,
                    openness=fact.origin.openness,
                    day=day,
                )


def _stands(fact: Displayed, day: date) -> bool:
    if fact.repaired_on is not None and fact.repaired_on <= day:
        return False
    return day in fact.interval if isinstance(fact, EntryFact) else fact.found_on <= day
