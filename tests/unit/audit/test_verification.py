"""S11: whatever is done to a log of 5,000 entries, the first bad entry is named."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest

from credit_graph.audit.checkpoint import TreeHead
from credit_graph.audit.entry import AuditEntry, SaltedFact, StoredEntry, commitments, new_salt
from credit_graph.audit.hash_tree import EMPTY, Frontier, Hash, SubtreePlace, leaf_hash
from credit_graph.audit.proof import ExtensionProof, FactProof, ProofError
from credit_graph.audit.verification import AuditFault, Erasures, LogReading, fact_fault
from credit_graph.message import Message

SIZE = 5_000
TAMPERINGS = 1_000
STARTS = range(0, SIZE, 50)


def entry(number: int, change: str | None = None) -> AuditEntry:
    return AuditEntry(
        number=number,
        change=change or f"change-{number}",
        kind="mutation",
        source="customs",
        started_at="2026-11-28T08:00:00+00:00",
        published_at=f"2026-11-28T08:{number // 60 % 60:02}:{number % 60:02}+00:00",
        author="clerk",
        brought=(f"{number:064x}",),
    )


def stored(made: AuditEntry) -> StoredEntry:
    return StoredEntry(made.number, made.change, made.data(), {})


@dataclass
class Log:
    """A log as it is kept: entries, subtrees, head."""

    entries: list[StoredEntry]
    kept: dict[SubtreePlace, Hash]
    head: Frontier

    def fault(self, checkpoint: TreeHead | None = None, start: int = 0) -> AuditFault | None:
        """Read it; from `start` on, where nothing before it was touched."""
        reading = LogReading(checkpoint)
        reading.frontier = frontier_at(start)
        for each in self.entries[start:]:
            if fault := reading.add(each, self.kept):
                return fault
        return reading.finish(self.head)

    def rewritten(self) -> "Log":
        """Return a log that is sound in itself, over the same texts under new numbers."""
        texts = [AuditEntry.read(each.data) for each in self.entries]
        return grown([replace(each, number=number) for number, each in enumerate(texts)])


def grown(entries: list[AuditEntry]) -> Log:
    frontier = EMPTY
    kept: dict[SubtreePlace, Hash] = {}
    for each in entries:
        frontier, completed = frontier.append(each.leaf())
        kept.update(completed)
    return Log([stored(each) for each in entries], kept, frontier)


@cache
def frontier_at(size: int) -> Frontier:
    frontier = EMPTY
    for number in range(size):
        frontier, _ = frontier.append(entry(number).leaf())
    return frontier


@cache
def whole() -> Log:
    return grown([entry(number) for number in range(SIZE)])


def copied() -> Log:
    log = whole()
    return Log(log.entries.copy(), log.kept.copy(), log.head)


Tampering = Callable[[Log, int, random.Random], int]
"""Changes the log at about that entry; returns the number of the first one that is wrong."""


def cut_off(log: Log, at: int, _: random.Random) -> int:
    del log.entries[at:]
    return at


def changed_text(log: Log, at: int, chance: random.Random) -> int:
    data = log.entries[at].data.replace("customs", chance.choice(["police", "customs "]))
    log.entries[at] = replace(log.entries[at], data=data)
    return at


def changed_with_its_leaf(log: Log, at: int, _: random.Random) -> int:
    made = replace(AuditEntry.read(log.entries[at].data), source="police")
    log.entries[at] = stored(made)
    log.kept[SubtreePlace(0, at)] = made.leaf()
    # A leaf at an odd place completes the subtree over it and its neighbour; one at an even
    # place is seen when that neighbour is read.
    return at if at & 1 else at + 1


def swapped(log: Log, at: int, chance: random.Random) -> int:
    other = chance.choice([each for each in (at - 1, at + 1) if 0 <= each < SIZE])
    log.entries[at], log.entries[other] = log.entries[other], log.entries[at]
    return min(at, other)


def inserted(log: Log, at: int, _: random.Random) -> int:
    log.entries.insert(at, stored(entry(at, "foreign")))
    return at


def removed(log: Log, at: int, _: random.Random) -> int:
    del log.entries[at]
    return at


def swapped_texts(log: Log, at: int, _: random.Random) -> int:
    other = at + 1 if at + 1 < SIZE else at - 1
    one, two = log.entries[at], log.entries[other]
    log.entries[at] = replace(one, data=two.data)
    log.entries[other] = replace(two, data=one.data)
    return min(at, other)


def other_change(log: Log, at: int, _: random.Random) -> int:
    log.entries[at] = replace(log.entries[at], change="another")
    return at


def lost_leaf(log: Log, at: int, _: random.Random) -> int:
    del log.kept[SubtreePlace(0, at)]
    return at


def spaced_text(log: Log, at: int, _: random.Random) -> int:
    """Is the same JSON, and another text."""
    log.entries[at] = replace(log.entries[at], data=log.entries[at].data.replace('":', '": '))
    return at


def no_json(log: Log, at: int, chance: random.Random) -> int:
    data = chance.choice(["", "{}", "[]", log.entries[at].data[:-1], '{"unknown":1}'])
    log.entries[at] = replace(log.entries[at], data=data)
    return at


KINDS: tuple[Tampering, ...] = (
    cut_off,
    changed_text,
    changed_with_its_leaf,
    swapped,
    inserted,
    removed,
    swapped_texts,
    other_change,
    lost_leaf,
    spaced_text,
    no_json,
)


def test_a_log_that_nobody_touched_is_whole() -> None:
    log = whole()
    assert log.fault() is None
    assert log.fault(TreeHead.of("log", log.head)) is None


def test_every_tampering_is_found_and_its_first_entry_named() -> None:
    chance = random.Random(11)  # noqa: S311  # invented data, not a secret
    for number in range(TAMPERINGS):
        tamper = KINDS[number % len(KINDS)]
        # Not everything is read each time: what lies before is whole, as the test above shows.
        start = chance.choice(STARTS)
        at = start + chance.randrange(2, STARTS.step - 1)
        log = copied()
        first = tamper(log, at, chance)
        fault = log.fault(start=start)
        assert fault is not None, (tamper.__name__, at)
        assert fault.number == first, (tamper.__name__, at, fault)


def test_a_changed_head_is_found() -> None:
    log = copied()
    log.head = Frontier(SIZE, (*log.head.peaks[:-1], bytes(32)))
    assert log.fault() == AuditFault(
        SIZE - 1, Message("the head has another root hash than its entries")
    )
    log.head = Frontier(SIZE + 1, log.head.peaks)
    assert log.fault() == AuditFault(
        SIZE,
        Message("the head counts {size} entries, and {last} are there", size=SIZE + 1, last=SIZE),
    )


@pytest.mark.parametrize("tamper", [removed, changed_text])
def test_a_log_that_was_written_anew_is_found_by_a_checkpoint(tamper: Tampering) -> None:
    kept_elsewhere = TreeHead.of("log", whole().head)
    log = copied()
    tamper(log, 100, random.Random(2))  # noqa: S311  # not a secret
    forged = log.rewritten()
    assert forged.fault() is None
    assert forged.fault(kept_elsewhere) is not None


def test_an_end_cut_off_with_its_head_is_found_by_a_checkpoint() -> None:
    forged = grown([entry(number) for number in range(SIZE - 10)])
    assert forged.fault() is None
    assert forged.fault(TreeHead.of("log", whole().head)) == AuditFault(
        SIZE - 10,
        Message("the checkpoint counts {size} entries, not {last}", size=SIZE, last=SIZE - 10),
    )


def fact(level: str = "advanced") -> dict[str, object]:
    return {"fact_id": "f1", "uscc": "91410400XN00000125", "level": level}


def test_a_fact_that_was_altered_is_found_until_it_is_erased() -> None:
    salt = new_salt()
    true = SaltedFact.of("Rating", fact(), salt)
    made = replace(entry(7), brought=commitments([true]), withdrew=())
    altered = SaltedFact.of("Rating", fact("general"), b"")
    assert fact_fault(made, {"f1": salt}, {"f1": true}, {}) is None
    assert fact_fault(made, {"f1": salt}, {"f1": altered}, {}) == AuditFault(
        7, Message("fact {fact_id} is not what was logged", fact_id="f1")
    )
    assert fact_fault(made, {}, {"f1": altered}, {}) is None
    assert fact_fault(made, {"f1": salt}, {"f1": true, "f2": true}, {}) == AuditFault(
        7, Message("a fact of the change set was not logged")
    )
    assert fact_fault(made, {"f1": salt}, {"f1": true}, {"f1": true}) is not None
    assert fact_fault(replace(made, bulk=True), {}, {"f1": altered, "f2": true}, {}) is None


def test_an_erased_entry_counts_by_its_hash_if_an_erasure_names_it() -> None:
    made = [replace(entry(number), reason="a name", digest="d") for number in range(9)]
    erasure = replace(entry(9), kind="erasure", uscc="91410400XN00000125", erases=(3,))
    log = grown([*made, erasure])
    assert log.fault() is None
    log.entries[3] = stored(made[3].without_particulars())
    assert "a name" not in log.entries[3].data
    assert log.fault() is None
    log.entries[4] = stored(made[4].without_particulars())
    assert log.fault() == AuditFault(4, Message("its text was erased, and no erasure names it"))
    del log.kept[SubtreePlace(0, 3)]
    assert log.fault() == AuditFault(3, Message("its text was erased, and its hash is gone"))


def test_a_salt_is_missed_unless_its_enterprise_was_erased() -> None:
    one, link = (
        SaltedFact.of("Rating", fact(), b""),
        SaltedFact.of("SUPPLIES", {"fact_id": "f2", "start": "A", "end": "B"}, b""),
    )
    made = entry(7)
    for erased, missed in (
        (set(), "f1"),
        ({"91410400XN00000125"}, "f2"),
        ({"91410400XN00000125", "B"}, None),
    ):
        erasures = Erasures(usccs=erased)
        erasures.read_facts(made, {}, (one, link))
        erasures.read_facts(replace(made, bulk=True), {}, (one,))
        erasures.read_facts(made, {"f1": b"s", "f2": b"s"}, (one, link))
        fault = erasures.fault()
        assert (str(fault.what).split()[4] if fault else None) == missed


def test_what_later_change_sets_set_is_no_part_of_a_fact() -> None:
    salt = new_salt()
    later = {**fact(), "retracted_by": "c", "confirmed_by": "d", "shown_to": "2026-01-01"}
    assert SaltedFact.of("Rating", later, salt) == SaltedFact.of("Rating", fact(), salt)
    assert (
        SaltedFact.of("Rating", fact(), new_salt()).commitment()
        != SaltedFact.of("Rating", fact(), salt).commitment()
    )


def test_texts_that_are_no_proof_are_refused() -> None:
    for text in ("", "{}", "[]", '{"fact":"","salt":"x","entry":"","path":[],"checkpoint":""}'):
        with pytest.raises(ProofError):
            FactProof.read(text)
        with pytest.raises(ProofError):
            ExtensionProof.read(text)


def test_a_leaf_is_the_text_of_its_entry() -> None:
    made = entry(3)
    assert made.leaf() == leaf_hash(made.data().encode())
    assert AuditEntry.read(made.data()) == made


def test_an_entry_that_is_found_by_what_is_not_its_own_is_found() -> None:
    made = AuditEntry(0, "c0", "import", "a file", "2026-11-28", "2026-11-28")
    kept = dict(EMPTY.append(made.leaf())[1])
    for found_by, fault in (
        (("import", None, None), None),
        (("mutation", None, None), 0),
        (("import", "x", None), 0),
        (("import", None, "x"), 0),
    ):
        given = StoredEntry(0, "c0", made.data(), {}, found_by)
        found = LogReading().add(given, kept)
        assert (found.number if found else None) == fault
