"""A journal writes what is noted once and in order, holds so much of it, and says what it lost."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from credit_graph.audit.records import AccessRecord
from credit_graph.domain.authority.principal import Principal, PrincipalKind
from credit_graph.errors import DatabaseUnreachableError
from credit_graph.usecases.auditing.accesses import AccessNote, Readers, missing_accesses
from credit_graph.usecases.auditing.disclosure import Disclosure
from credit_graph.usecases.auditing.journal import Journal, Shelf

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
SOMEBODY = Principal(PrincipalKind.AGENCY, "clerk", frozenset(), "pds-customs", None, "t1")


class Cellar:
    """Keeps records in memory; fails when it is told to, also after it has kept them."""

    def __init__(self) -> None:
        self.kept: dict[str, AccessRecord] = {}
        self.sizes: list[int] = []
        self.pruned: list[datetime] = []
        self.failing: Sequence[str] = ()

    async def put(self, records: Sequence[AccessRecord]) -> None:
        failing, self.failing = self.failing[:1], self.failing[1:]
        if "before" in failing:
            raise DatabaseUnreachableError("bolt://x")
        self.sizes.append(len(records))
        self.kept |= {each.id: each for each in records}
        if "after" in failing:
            raise DatabaseUnreachableError("bolt://x")

    async def prune(self, before: datetime) -> int:
        self.pruned.append(before)
        return 0


@dataclass
class Hand:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


def journal_of(
    cellar: Cellar, hand: Hand, most_held: int = 1_000
) -> Journal[AccessNote, AccessRecord]:
    shelf = Shelf(cellar.put, cellar.prune)
    return Journal(
        shelf, AccessNote.record, missing_accesses, now=hand, days=183, most_held=most_held
    )


def note(uscc: str) -> AccessNote:
    return AccessNote(SOMEBODY, "sha256:00", "Report", uscc)


async def test_all_that_is_noted_is_kept_once_and_in_order_whatever_fails() -> None:
    dice, cellar, hand = Random(24), Cellar(), Hand()  # noqa: S311  # repeatable
    journal = journal_of(cellar, hand, most_held=10_000)
    noted: list[str] = []
    for turn in range(300):
        some = [f"{turn}-{each}" for each in range(dice.randrange(4))]
        noted += some
        journal.note(*map(note, some))
        hand.now += timedelta(microseconds=dice.randrange(3))
        if dice.random() < 0.2:
            cellar.failing = [dice.choice(["before", "after", "not"]) for _ in range(3)]
            with suppress(DatabaseUnreachableError):
                await journal.write()
    cellar.failing = ()
    await journal.write()
    ordered = sorted(cellar.kept.values(), key=lambda each: each.id)
    assert [each.uscc for each in ordered] == noted
    assert [each.at for each in ordered] == sorted(each.at for each in ordered)
    first = ordered[0]
    assert first.asker is not None
    assert (first.asker.subject, first.asker.agency, first.asker.token_id) == (
        "clerk",
        "pds-customs",
        "t1",
    )


async def test_batches_are_bounded() -> None:
    cellar = Cellar()
    journal = journal_of(cellar, Hand(), most_held=1_000)
    journal.note(*(note(str(each)) for each in range(450)))
    await journal.write()
    assert cellar.sizes == [200, 200, 50]


async def test_what_finds_no_room_is_counted_and_said_once() -> None:
    cellar, hand = Cellar(), Hand()
    journal = journal_of(cellar, hand, most_held=10)
    journal.note(*(note(str(each)) for each in range(8)))
    journal.note(*(note(str(each)) for each in range(8, 15)))
    journal.note(note("15"))
    await journal.write()
    kept = sorted(cellar.kept.values(), key=lambda each: each.id)
    assert [each.uscc for each in kept] == [*map(str, range(10)), None]
    assert [each.lost for each in kept] == [0] * 10 + [6]
    assert kept[-1].asker is None
    journal.note(note("16"))
    await journal.write()
    assert [each.lost for each in cellar.kept.values()].count(6) == 1


async def test_records_are_pruned_hourly_after_their_days() -> None:
    cellar, hand = Cellar(), Hand()
    journal = journal_of(cellar, hand)
    for minutes in (0, 59, 61):
        hand.now = NOON + timedelta(minutes=minutes)
        await journal.prune()
    assert cellar.pruned == [
        NOON - timedelta(days=183),
        NOON + timedelta(minutes=61) - timedelta(days=183),
    ]


async def test_it_keeps_going_while_the_database_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("credit_graph.usecases.auditing.journal._PAUSE_S", 0.001)
    cellar = Cellar()
    journal = journal_of(cellar, Hand())
    cellar.failing = ["before"] * 5
    journal.note(note("A"))
    task = asyncio.create_task(journal.keep())
    async with asyncio.timeout(5):
        while not cellar.kept:  # noqa: ASYNC110  # nobody sets an event
            await asyncio.sleep(0.001)
    task.cancel()
    await asyncio.wait([task])
    assert [each.uscc for each in cellar.kept.values()] == ["A"]


@pytest.mark.parametrize(
    ("readers", "anonymous", "with_token"),
    [(Readers.TOKENS, False, True), (Readers.ALL, True, True), (Readers.NOBODY, False, False)],
)
def test_whose_reading_is_logged(readers: Readers, *, anonymous: bool, with_token: bool) -> None:
    nobody = Principal(PrincipalKind.ANONYMOUS, "local", frozenset())
    assert (readers.include(nobody), readers.include(SOMEBODY)) == (anonymous, with_token)


def test_a_disclosure_names_each_enterprise_once() -> None:
    disclosure = Disclosure()
    disclosure.show(["B", "A"])
    disclosure.show(["A"])
    assert disclosure.usccs == {"A", "B"}
