"""Enterprises invented at random over the official vocabulary, with facts of every kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    LinkDirection,
    Origin,
    Partner,
    RatingFact,
    Severity,
    StatementFact,
    Sync,
    ViolationFact,
)
from credit_graph.domain.vocabulary import Vocabulary

DAYS = (date(2025, 6, 30), date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 30))
REGIONS = ("310115", "330200", "330782", "350200", "410400", "411300", "110000")
_ORIGIN = Origin("invented", source="invented")


@dataclass(frozen=True)
class Invented:
    """What one question is asked of."""

    facts: EnterpriseFacts
    coverage: Coverage
    day: date


def invented(vocabulary: Vocabulary, seed: int, count: int) -> Iterator[Invented]:
    """Yield so many enterprises, each with a day and what is complete on it."""
    random = Random(seed)  # noqa: S311  # cases for a test
    for _ in range(count):
        yield _Chance(random, vocabulary, random.choice(DAYS)).one()


class _Chance:
    def __init__(self, random: Random, vocabulary: Vocabulary, day: date) -> None:
        self.random, self.vocabulary, self.day = random, vocabulary, day

    def one(self) -> Invented:
        region = self.random.choice(REGIONS)
        zones = [None, "", *self.vocabulary.zones] if region == "310115" else [None]
        statuses = [*["active"] * 8, *self.vocabulary.statuses, "ended", "unregistered"]
        enterprise = Enterprise(
            "91310115MA1FAKE01Y",
            "虚构企业",
            region,
            self.random.choice(zones),
            tuple(self.some(self.vocabulary.kinds)),
            status=self.random.choice(statuses),
        )
        facts = EnterpriseFacts(
            enterprise,
            ratings=tuple(self.ratings()),
            entries=tuple(self.entries()),
            statements=tuple(self.statements()),
            commitments=tuple(self.commitments()),
            violations=tuple(self.violations()),
            partners=tuple(self.partners(region)),
            partners_cut=self.random.random() < 0.1,
        )
        return Invented(facts, Coverage(self.syncs(region), self.vocabulary), self.day)

    def some(self, codes: Iterable[str]) -> list[str]:
        known = list(codes)
        return self.random.sample(known, min(len(known), self.random.choice((0, 0, 1, 2))))

    def interval(self) -> Interval:
        start = self.day - timedelta(self.random.choice((1, 200, 900, 2500)))
        ends = (None, None, None, self.day, self.day + timedelta(9))
        return Interval(start, self.random.choice(ends))

    def ratings(self) -> Iterator[RatingFact]:
        for scheme in self.vocabulary.schemes.values():
            if self.random.random() < 0.6:
                interval = self.interval()
                level = self.random.choice(scheme.levels_on(interval.valid_from))
                yield RatingFact(scheme.code, level.code, interval, _ORIGIN)

    def entries(self) -> Iterator[EntryFact]:
        for code in self.vocabulary.lists:
            if self.random.random() < 0.3:
                severity = self.random.choice((None, *Severity))
                yield EntryFact(code, self.interval(), _ORIGIN, severity=severity)

    def statements(self) -> Iterator[StatementFact]:
        for code in self.vocabulary.statements:
            if self.random.random() < 0.5:
                value = self.random.choice(("true", "false"))
                yield StatementFact(code, value, self.interval(), _ORIGIN)

    def commitments(self) -> Iterator[CommitmentFact]:
        for code in self.some(self.vocabulary.commitments):
            made = self.interval().valid_from
            due = self.random.choice((None, self.day - timedelta(1), self.day + timedelta(1)))
            done = self.random.choice((None, self.day))
            yield CommitmentFact(code, None, made, due, done, _ORIGIN)

    def violations(self) -> Iterator[ViolationFact]:
        for code in self.some(self.vocabulary.violations):
            severity = self.random.choice(tuple(Severity))
            found = self.interval().valid_from
            yield ViolationFact(code, severity, found, None, None, _ORIGIN)

    def partners(self, region: str) -> Iterator[Partner]:
        for _ in range(self.random.choice((0, 0, 1, 2))):
            yield Partner(
                "91310115MA1FAKE02X",
                "虚构伙伴",
                self.random.choice((region, "110000")),
                self.random.choice((LinkDirection.SUPPLIER, LinkDirection.CUSTOMER)),
                self.interval(),
                _ORIGIN,
                ratings=tuple(self.ratings()),
            )

    def syncs(self, region: str) -> Iterator[Sync]:
        for register in (*self.vocabulary.schemes, *self.vocabulary.lists):
            if self.random.random() < 0.5:
                yield Sync(register, region, self.day - timedelta(400), self.day - timedelta(3))
