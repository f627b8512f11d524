"""Reading the whole log again: the first entry that is not what was logged is named.

Works on entries as they are kept, in order, whatever reads them. What a log alone cannot show is
that its end was cut off together with its head; a checkpoint kept elsewhere shows that too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from credit_graph.audit.checkpoint import TreeHead
from credit_graph.audit.entry import AuditEntry, SaltedFact, StoredEntry
from credit_graph.audit.hash_tree import EMPTY, Frontier, Hash, SubtreePlace
from credit_graph.message import Message


@dataclass(frozen=True, slots=True)
class AuditFault:
    """What is wrong, and the number of the first entry that it concerns."""

    number: int
    what: Message


@dataclass(slots=True)
class Erasures:
    """What is gone from a log, and what its erasures account for.

    An erasure comes after what it takes away, so that only the whole log tells.
    """

    usccs: set[str] = field(default_factory=set)
    accounted: set[int] = field(default_factory=set)
    erased: set[int] = field(default_factory=set)
    unsalted: list[tuple[int, SaltedFact]] = field(default_factory=list)

    def read(self, entry: AuditEntry) -> None:
        """Take the next entry down."""
        if entry.erased:
            self.erased.add(entry.number)
        if entry.uscc is not None:
            self.usccs.add(entry.uscc)
            self.accounted.update(entry.erases)

    def read_facts(
        self, entry: AuditEntry, salts: Mapping[str, bytes], facts: Iterable[SaltedFact]
    ) -> None:
        """Take down which of the facts of an entry have no salt."""
        if not entry.bulk:
            self.unsalted += [(entry.number, each) for each in facts if each.fact_id not in salts]

    def fault(self) -> AuditFault | None:
        """Return the first thing that is gone without an erasure that says so."""
        entries = sorted(self.erased - self.accounted)
        if entries:
            return AuditFault(entries[0], Message("its text was erased, and no erasure names it"))
        for number, fact in self.unsalted:
            if not fact.enterprises & self.usccs:
                what = Message(
                    "the salt of fact {fact_id} is gone, and no erasure says why",
                    fact_id=fact.fact_id,
                )
                return AuditFault(number, what)
        return None


class LogReading:
    """One reading of the log from its first entry on.

    Give `add` every entry in order with the subtrees kept at the places that it completes, and
    `finish` the head. Both return None while nothing is wrong.
    """

    def __init__(self, checkpoint: TreeHead | None = None) -> None:
        self.frontier = EMPTY
        self.erasures = Erasures()
        self._checkpoint = checkpoint

    def add(self, stored: StoredEntry, kept: Mapping[SubtreePlace, Hash]) -> AuditFault | None:
        """Take the next entry as it is kept."""
        number = self.frontier.size
        if stored.number != number:
            return AuditFault(number, _misplaced(stored.number, number))
        try:
            entry = AuditEntry.read(stored.data)
        except ValueError:
            return AuditFault(number, Message("its text is not that of an entry"))
        if (odd := _oddity(stored, entry)) is not None:
            return AuditFault(number, odd)
        self.erasures.read(entry)
        leaf = kept.get(SubtreePlace(0, number)) if entry.erased else entry.leaf()
        if leaf is None:
            return AuditFault(number, Message("its text was erased, and its hash is gone"))
        self.frontier, completed = self.frontier.append(leaf)
        for place, expected in completed:
            if kept.get(place) != expected:
                what = (
                    Message("its text")
                    if place.level == 0
                    else Message("the tree over it (level {level})", level=place.level)
                )
                return AuditFault(number, Message("{what} is not what was logged", what=what))
        return self._at_checkpoint()

    def finish(self, head: Frontier) -> AuditFault | None:
        """Compare what was read with the head of the log."""
        last = self.frontier.size
        if head.size != last:
            what = Message(
                "the head counts {size} entries, and {last} are there", size=head.size, last=last
            )
            return AuditFault(min(head.size, last), what)
        if head.peaks != self.frontier.peaks:
            return AuditFault(
                max(last - 1, 0), Message("the head has another root hash than its entries")
            )
        checkpoint = self._checkpoint
        if checkpoint is not None and checkpoint.size > last:
            return AuditFault(
                last,
                Message(
                    "the checkpoint counts {size} entries, not {last}",
                    size=checkpoint.size,
                    last=last,
                ),
            )
        return self.erasures.fault()

    def _at_checkpoint(self) -> AuditFault | None:
        checkpoint = self._checkpoint
        if checkpoint is None or checkpoint.size != self.frontier.size:
            return None
        if checkpoint.root == self.frontier.root():
            return None
        return AuditFault(
            self.frontier.size - 1, Message("the log up to here is not that of the checkpoint")
        )


def _misplaced(found: int, expected: int) -> Message:
    if found > expected:
        return Message("entry {number} is missing", number=expected)
    return Message("entry {number} stands there twice", number=found)


def _oddity(stored: StoredEntry, entry: AuditEntry) -> Message | None:
    """Return what of an entry is not as its text says."""
    if entry.data() != stored.data:
        return Message("its text is not in the form that is hashed")
    if entry.number != stored.number or entry.change != stored.change:
        return Message("its text is that of another entry")
    if stored.found_by not in (None, (entry.kind, entry.author, entry.agency)):
        return Message("it is found by another kind, author or agency than its own")
    return None


def fact_fault(
    entry: AuditEntry,
    salts: Mapping[str, bytes],
    brought: Mapping[str, SaltedFact],
    withdrawn: Mapping[str, SaltedFact],
) -> AuditFault | None:
    """Compare facts as they stand with what the entry commits to.

    A fact whose salt was erased passes: that is what erasure is for. One that is there and has a
    salt must be the one that was logged, and one that was not logged must not be there.
    """
    if entry.bulk:
        return None
    for facts, committed in ((brought, entry.brought), (withdrawn, entry.withdrew)):
        if len(facts) > len(committed):
            return AuditFault(entry.number, Message("a fact of the change set was not logged"))
        for fact in facts.values():
            salt = salts.get(fact.fact_id)
            if salt is not None:
                own = SaltedFact(fact.fact_id, fact.text, salt).commitment()
                if own not in committed:
                    what = Message("fact {fact_id} is not what was logged", fact_id=fact.fact_id)
                    return AuditFault(entry.number, what)
    return None
