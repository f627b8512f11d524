"""Invented enterprises as rows of an export, and as the facts that the engine is given of them.

The facts are put together row by row, without any table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    LinkDirection,
    Partner,
    RatingFact,
    Registration,
    Severity,
    StatementFact,
    Sync,
    ViolationFact,
)
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.kinds import (
    CommitmentRow,
    CoverageRow,
    EnterpriseRow,
    LinkRow,
    ListRow,
    RatingRow,
    Row,
    StatementRow,
    ViolationRow,
)
from credit_graph.usecases.exporting.table_files import ParquetFile
from support.eligibility_cases import DAYS, PERHAPS_DAYS
from support.small_world import ORIGIN, VOCABULARY

Rows = dict[Kind, list[Row]]


@dataclass(frozen=True)
class Invention:
    """Chance, and the codes that it may use. The same seed gives the same rows."""

    seed: int
    words: Vocabulary = VOCABULARY
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        """Begin at the seed."""
        chance = Random(self.seed)  # noqa: S311  # invented data, no secret
        object.__setattr__(self, "chance", chance)

    def rows(self, count: int) -> Rows:
        """Rows of so many enterprises, each file in the order of an export."""
        rows: Rows = {kind: [] for kind in Kind}
        codes = [f"9{number:017}" for number in range(count)]
        for code in codes:
            rows[Kind.ENTERPRISES] += self._registrations(code)
            rows[Kind.RATINGS] += self._ratings(code)
            rows[Kind.LISTS] += [
                ListRow(code, each, *self._days(), None, None, None)
                for each in self.words.lists
                if self.chance.random() < 0.3
            ]
            rows[Kind.STATEMENTS] += self._statements(code)
            rows[Kind.COMMITMENTS] += self._promises(code)
            rows[Kind.VIOLATIONS] += self._breaches(code)
            links = sorted(self._links(code, codes), key=lambda row: row.customer_uscc)
            rows[Kind.LINKS] += links
        coverage = sorted(self._coverage(), key=lambda row: (row.register, row.region))
        rows[Kind.COVERAGE] += coverage
        return rows

    def _days(self) -> tuple[date, date | None]:
        start, end = self.chance.choice(DAYS), self.chance.choice(PERHAPS_DAYS)
        return start, None if end is None or end <= start else end

    def _registrations(self, code: str) -> Iterable[EnterpriseRow]:
        days = sorted(self.chance.sample(DAYS, self.chance.choice((1, 1, 2, 3))))
        starts = [None, *days[1:]] if self.chance.random() < 0.5 else days
        ends = [end if self.chance.random() < 0.8 else None for end in days[1:]]
        ends.append(self.chance.choice(PERHAPS_DAYS) if self.chance.random() < 0.2 else None)
        for start, end in zip(starts, ends, strict=True):
            kinds = tuple(
                sorted(self.chance.sample(sorted(self.words.kinds), self.chance.choice((0, 1, 2))))
            )
            yield EnterpriseRow(
                code,
                "虚构有限公司",
                self.chance.choice(sorted(self.words.regions)),
                self.chance.choice((None, None, *self.words.zones)),
                kinds,
                None,
                self.chance.choice((*["active"] * 6, *self.words.statuses)),
                start,
                end if end is None or start is None or start < end else None,
            )

    def _ratings(self, code: str) -> Iterable[RatingRow]:
        for scheme in self.words.schemes.values():
            for _ in range(self.chance.choice((0, 1, 1, 2))):
                level = self.chance.choice(scheme.levels).code
                yield RatingRow(code, scheme.code, level, *self._days(), None, None)

    def _statements(self, code: str) -> Iterable[StatementRow]:
        for each in self.words.statements:
            if self.chance.random() < 0.5:
                value = self.chance.choice(("true", "true", "false"))
                yield StatementRow(code, each, value, *self._days(), None)

    def _promises(self, code: str) -> Iterable[CommitmentRow]:
        for each in self.words.commitments:
            if self.chance.random() < 0.3:
                due, kept = self.chance.choice(PERHAPS_DAYS), self.chance.choice(PERHAPS_DAYS)
                yield CommitmentRow(code, each, None, self.chance.choice(DAYS), due, kept, None)

    def _breaches(self, code: str) -> Iterable[ViolationRow]:
        for each in self.words.violations:
            if self.chance.random() < 0.3:
                severity = self.chance.choice((None, *map(str, Severity)))
                found, mended = self.chance.choice(DAYS), self.chance.choice(PERHAPS_DAYS)
                yield ViolationRow(code, each, found, severity, None, mended, None)

    def _links(self, code: str, codes: Sequence[str]) -> Iterable[LinkRow]:
        for customer in self.chance.sample(codes, min(len(codes), self.chance.choice((0, 1, 2)))):
            if customer != code:
                yield LinkRow(code, customer, *self._days(), None, None, None)

    def _coverage(self) -> Iterable[CoverageRow]:
        for register in (*self.words.schemes, *self.words.lists):
            for region in self.words.regions:
                if self.chance.random() < 0.2:
                    yield CoverageRow(register, region, self.chance.choice(DAYS), None)


def write_snapshot(rows: Rows, folder: Path) -> Path:
    """Write the files of an export."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, each in rows.items():
        with ParquetFile(folder, kind) as file:
            file.write(each)
    return folder


def syncs_of_rows(rows: Rows) -> tuple[Sync, ...]:
    """One span for each statement of coverage: together they say what a span of all says."""
    found = [row for row in rows[Kind.COVERAGE] if isinstance(row, CoverageRow)]
    return tuple(Sync(each.register, each.region, each.synced_on, each.synced_on) for each in found)


def facts_of_rows(rows: Rows) -> list[EnterpriseFacts]:
    """What is known of each enterprise, with its partners."""
    own = {facts.enterprise.uscc: facts for facts in _own(rows)}
    links: dict[str, list[LinkRow]] = {}
    for row in rows[Kind.LINKS]:
        if isinstance(row, LinkRow):
            links.setdefault(row.supplier_uscc, []).append(row)
            links.setdefault(row.customer_uscc, []).append(row)
    return [
        _with_partners(facts, own, links.get(facts.enterprise.uscc, ())) for facts in own.values()
    ]


def _own(rows: Rows) -> Iterable[EnterpriseFacts]:
    said: dict[str, dict[type[Row], list[Row]]] = {}
    for kind in Kind:
        if kind in (Kind.LINKS, Kind.OWNERSHIP, Kind.COVERAGE, Kind.SUBMISSIONS):
            continue
        for row in rows[kind]:
            mine = said.setdefault(getattr(row, "uscc", ""), {})
            mine.setdefault(type(row), []).append(row)
    for code in sorted(said):
        registrations = _shown(
            [row for row in said[code][EnterpriseRow] if isinstance(row, EnterpriseRow)]
        )
        every = [row for several in said[code].values() for row in several]
        yield EnterpriseFacts(
            registrations[0].enterprise,
            tuple(
                RatingFact(row.scheme, row.level, row.interval, ORIGIN)
                for row in every
                if isinstance(row, RatingRow)
            ),
            tuple(
                EntryFact(row.list, row.interval, ORIGIN)
                for row in every
                if isinstance(row, ListRow)
            ),
            tuple(
                StatementFact(row.statement, row.value, row.interval, ORIGIN)
                for row in every
                if isinstance(row, StatementRow)
            ),
            tuple(
                CommitmentFact(
                    row.commitment, None, row.made_on, row.due_on, row.fulfilled_on, ORIGIN
                )
                for row in every
                if isinstance(row, CommitmentRow)
            ),
            tuple(
                ViolationFact(
                    row.violation,
                    Severity(row.severity or "minor"),
                    row.found_on,
                    row.repaired_on,
                    None,
                    ORIGIN,
                )
                for row in every
                if isinstance(row, ViolationRow)
            ),
            registrations=registrations,
        )


def _shown(rows: list[EnterpriseRow]) -> tuple[Registration, ...]:
    """Each is shown until the next begins, the first from the beginning."""
    starts = [row.valid_from for row in rows]
    days = pairwise([None, *starts[1:], None])
    return tuple(
        Registration(
            Enterprise(row.uscc, row.name, row.region, row.zone, row.kinds, None, row.status),
            row.valid_from,
            row.valid_to,
            ORIGIN,
            *each,
        )
        for row, each in zip(rows, days, strict=True)
    )


def _with_partners(
    facts: EnterpriseFacts, own: dict[str, EnterpriseFacts], links: Iterable[LinkRow]
) -> EnterpriseFacts:
    code, partners = facts.enterprise.uscc, []
    for row in links:
        supplies = row.customer_uscc == code
        other = own[row.supplier_uscc if supplies else row.customer_uscc]
        direction = LinkDirection.SUPPLIER if supplies else LinkDirection.CUSTOMER
        days = Interval(row.valid_from, row.valid_to)
        partners += [
            Partner(
                other.enterprise.uscc,
                other.enterprise.name,
                each.enterprise.region,
                direction,
                days,
                ORIGIN,
                other.ratings,
                other.entries,
                each,
            )
            for each in other.registrations
        ]
    return EnterpriseFacts(
        facts.enterprise,
        facts.ratings,
        facts.entries,
        facts.statements,
        facts.commitments,
        facts.violations,
        tuple(partners),
        registrations=facts.registrations,
    )
