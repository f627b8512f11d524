"""Decisions that moved as notices: one for each enterprise and each pair of verdicts."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.eligibility.comparison import DecisionChange
from credit_graph.domain.eligibility.report import Decision, Verdict
from credit_graph.domain.facts.record import Enterprise
from credit_graph.domain.notifying.addressees import of_moves
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind

if TYPE_CHECKING:
    from credit_graph.domain.policy import Measure


def moved_notices(
    book: DutyBook,
    kind: NoticeKind,
    moves: Iterable[tuple[Enterprise, DecisionChange]],
    day: date,
    keeper: str | None,
) -> Iterator[ChangeNotice]:
    """Yield the notices on what was gained, or lost, in the order of the moves.

    Each goes to the agencies with a duty on one of its measures, and to those whom documents have
    the keeper of the register concerned notify.
    """
    grouped: dict[tuple[str, str, Verdict | None, Verdict | None], list[Measure]] = {}
    for enterprise, move in moves:
        key = (enterprise.uscc, enterprise.region, _verdict(move.before), _verdict(move.after))
        grouped.setdefault(key, []).append(move.measure)
    for (uscc, region, before, after), measures in grouped.items():
        who = of_moves(book, measures, keeper, day)
        yield ChangeNotice(
            kind,
            agencies=who.agencies,
            flows=who.flows,
            uscc=uscc,
            region=region,
            measures=tuple(each.code for each in measures),
            before=before,
            after=after,
        )


def _verdict(decision: Decision | None) -> Verdict | None:
    return None if decision is None else decision.verdict
