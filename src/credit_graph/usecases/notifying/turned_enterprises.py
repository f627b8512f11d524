"""What a day brings to enterprises: facts that begin and end, and the decisions that move by it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from credit_graph.domain.authority.display import speaker_of
from credit_graph.domain.authority.keepers import KeeperTable
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.eligibility.comparison import DecisionChange, moves_of
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import Enterprise, EnterpriseFacts, KeptFact
from credit_graph.domain.notifying.addressees import of_news
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin
from credit_graph.domain.policy import News
from credit_graph.domain.vocabulary import ListColour, Vocabulary
from credit_graph.graph.evidence import EvidenceBatch
from credit_graph.graph.notifying.days import TurnedFact
from credit_graph.sharing.pace import PACE
from credit_graph.usecases.notifying.moved_notices import moved_notices
from credit_graph.usecases.notifying.repair_notices import repair_notices
from credit_graph.usecases.policies.rules import Rules

_A_DAY: Final = timedelta(days=1)
_COMMITMENT: Final = "commitment"
_NEWS: Final[Mapping[str, News]] = {
    "rating": News.RATING,
    "list_entry": News.BLACK_LIST,
    "violation": News.VIOLATION,
}


@dataclass(frozen=True, slots=True)
class DayTurn:
    """A day that has come, under one version of the rules, with the facts that turn on it."""

    rules: Rules
    book: DutyBook
    day: date
    turned: Mapping[str, Sequence[TurnedFact]]

    async def entries(self, evidence: EvidenceBatch) -> list[DraftEntry]:
        """Return an entry for each enterprise in question to which the day brings anything."""
        coverage = Coverage(evidence.syncs, self.rules.rulebook.vocabulary)
        keepers = KeeperTable(self.rules.rulebook)
        found = []
        for uscc, facts in sorted(evidence.facts.items()):
            await PACE.pause()
            notices = tuple(self._notices(uscc, facts, coverage, keepers))
            if notices:
                version = self.rules.rulebook.version
                found.append(DraftEntry(EntryOrigin.DAY, self.day, notices, rules=version))
        return found

    def _notices(
        self, uscc: str, facts: EnterpriseFacts, coverage: Coverage, keepers: KeeperTable
    ) -> Iterator[ChangeNotice]:
        enterprise = facts.on(self.day).enterprise
        turned = self.turned.get(uscc, ())
        by_id = {each.origin.fact_id: each for each in facts.kept}
        for fact in turned:
            yield from self._fact_notice(enterprise, fact, by_id.get(fact.fact_id))
        yield from repair_notices(self.rules.rulebook.vocabulary, keepers, facts, self.day)
        keeper = _keeper(turned, enterprise.region, self.rules.rulebook.vocabulary)
        gained, lost = self._moves(facts, coverage)
        for kind, side in ((NoticeKind.LOST, lost), (NoticeKind.GAINED, gained)):
            moves = ((enterprise, move) for move in side)
            yield from moved_notices(self.book, kind, moves, self.day, keeper)

    def _moves(
        self, facts: EnterpriseFacts, coverage: Coverage
    ) -> tuple[list[DecisionChange], list[DecisionChange]]:
        report = self.rules.engine.report
        before = report(facts, coverage, self.day - _A_DAY)
        found = moves_of(before.walk(), report(facts, coverage, self.day).walk())
        return _of_both_days(found.gained), _of_both_days(found.lost)

    def _fact_notice(
        self, enterprise: Enterprise, fact: TurnedFact, known: KeptFact | None
    ) -> Iterator[ChangeNotice]:
        """Yield the notice on a fact, if its kind is one that is notified of."""
        kind = _kind_of(fact)
        if kind is None:
            return
        words, news = self.rules.rulebook.vocabulary, _NEWS.get(fact.kind)
        region = enterprise.region
        if news is News.BLACK_LIST and words.lists[fact.register or ""].colour is not (
            ListColour.BLACK
        ):
            news = None
        author = fact.author
        if news is News.RATING:
            author = words.keeper(fact.register or "", region)
        who = None if news is None else of_news(self.book, news, region, self.day, author=author)
        yield ChangeNotice(
            kind,
            agencies=() if who is None else who.agencies,
            flows=() if who is None else who.flows,
            uscc=fact.uscc,
            region=region,
            register=fact.register,
            level=fact.level,
            subject=fact.subject,
            fact=fact.fact_id,
            day=self.day,
            keeper=self._keeper_of(fact, known, region),
            openness=fact.openness,
        )

    def _keeper_of(self, fact: TurnedFact, known: KeptFact | None, region: str) -> str | None:
        if known is not None:
            return speaker_of(known, region, self.rules.rulebook)
        # A rating or an entry for which no condition asks is not among the facts.
        if fact.openness is None or fact.register is None:
            return None
        return self.rules.rulebook.vocabulary.keeper(fact.register, region)


def _kind_of(fact: TurnedFact) -> NoticeKind | None:
    if fact.kind == "violation":
        return NoticeKind.REPAIR if fact.ends else None
    if fact.kind == _COMMITMENT:
        return NoticeKind.OVERDUE if fact.ends else None
    if fact.kind in _NEWS:
        return NoticeKind.ENDED if fact.ends else NoticeKind.BEGUN
    return None


def _of_both_days(moves: Sequence[DecisionChange]) -> list[DecisionChange]:
    """Leave out measures not in force on one of the days: the notice on their policy has them."""
    return [each for each in moves if each.before is not None and each.after is not None]


def _keeper(turned: Sequence[TurnedFact], region: str, words: Vocabulary) -> str | None:
    register = next((each.register for each in turned if each.register is not None), None)
    return None if register is None else words.keeper(register, region)
