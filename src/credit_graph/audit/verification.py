"""Reading the whole log again: the first entry that is not what was logged is named.

Works on entries as they are kept, in order, whatever reads them. What a log alone cannot show is
that its end was cut off together with its head; a checkpoint kept elsewhere shows that too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from credit_graph.audit.checkpoint import TreeHead
from credit_graph.audit.entry import AuditEntry, SaltedFact, StoredEntry
from credit_graph.audit.hash_tree import EMPTY, Frontier, Hash, SubtreePlace


@dataclass(frozen=True, slots=True)
class AuditFault:
    """What is wrong, and the number of the first entry that it concerns."""

    number: int
    what: str


class LogReading:
    """One reading of the log from its first entry on.

    Give `add` every entry in order with the subtrees kept at the places that it completes, and
    `finish` the head. Both return None while nothing is wrong.
    """

    def __init__(self, checkpoint: TreeHead | None = None) -> None:
        self.frontier = EMPTY
        self._checkpoint = checkpoint

    def add(self, stored: StoredEntry, kept: Mapping[SubtreePlace, Hash]) -> AuditFault | None:
        """Take the next entry as it is kept."""
        number = self.frontier.size
        if stored.number != number:
            missing = "is missing" if stored.number > number else "stands there twice"
            return AuditFault(number, f"entry {min(number, stored.number)} {missing}")
        try:
            entry = AuditEntry.read(stored.data)
        except ValueError:
            return AuditFault(number, "its text is not that of an entry")
        if (odd := _oddity(stored, entry)) is not None:
            return AuditFault(number, odd)
        self.frontier, completed = self.frontier.append(entry.leaf())
        for place, expected in completed:
            if kept.get(place) != expected:
                what = "its text" if place.level == 0 else f"the tree over it (level {place.level})"
                return AuditFault(number, f"{what} is not what was logged")
        return self._at_checkpoint()

    def finish(self, head: Frontier) -> AuditFault | None:
        """Compare what was read with the head of the log."""
        last = self.frontier.size
        if head.size != last:
            what = f"the head counts {head.size} entries, and {last} are there"
            return AuditFault(min(head.size, last), what)
        if head.peaks != self.frontier.peaks:
            return AuditFault(max(last - 1, 0), "the head has another root hash than its entries")
        checkpoint = self._checkpoint
        if checkpoint is not None and checkpoint.size > last:
            return AuditFault(last, f"the checkpoint counts {checkpoint.size} entries, not {last}")
        return None

    def _at_checkpoint(self) -> AuditFault | None:
        checkpoint = self._checkpoint
        if checkpoint is None or checkpoint.size != self.frontier.size:
            return None
        if checkpoint.root == self.frontier.root():
            return None
        return AuditFault(
            self.frontier.size - 1, "the log up to here is not that of the checkpoint"
        )


def _oddity(stored: StoredEntry, entry: AuditEntry) -> str | None:
    """Return what of an entry is not as its text says."""
    if entry.data() != stored.data:
        return "its text is not in the form that is hashed"
    if entry.number != stored.number or entry.change != stored.change:
        return "its text is that of another entry"
    if stored.found_by not in (None, (entry.kind, entry.author, entry.agency)):
        return "it is found by another kind, author or agency than its own"
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
            return AuditFault(entry.number, "a fact of the change set was not logged")
        for fact in facts.values():
            salt = salts.get(fact.fact_id)
            if salt is not None:
                own = SaltedFact(fact.fact_id, fact.text, salt).commitment()
                if own not in committed:
                    what = f"fact {fact.fact_id} is not what was logged"
                    return AuditFault(entry.number, what)
    return None
