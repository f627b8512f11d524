"""What a service keeps and shows of who wrote, who read and who was refused."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field

from credit_graph.audit.entry import AuditEntry
from credit_graph.audit.key_file import KeyFile
from credit_graph.audit.proof import FactProof
from credit_graph.audit.query import EntryQuery, RecordQuery
from credit_graph.audit.records import AccessRecord, RefusedAttempt
from credit_graph.clock import Now
from credit_graph.domain.authority.principal import Principal
from credit_graph.graph.auditing.entry_pages import read_page
from credit_graph.graph.auditing.records import AccessRecords, RefusedAttempts
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.auditing.accesses import (
    AccessNote,
    Readers,
    missing_accesses,
    notes_of,
)
from credit_graph.usecases.auditing.disclosure import Disclosure
from credit_graph.usecases.auditing.journal import MOST_HELD, Journal, Shelf
from credit_graph.usecases.auditing.prove import SignedProof, prove_entry, salted_fact
from credit_graph.usecases.auditing.refusals import RefusalNote, missing_attempts


@dataclass(frozen=True, slots=True)
class BookKeeping:
    """Whose reading is logged, for how many days records are kept, and the log's signing key."""

    readers: Readers = Readers.TOKENS
    days: int = 183
    key: KeyFile = field(default_factory=lambda: KeyFile(None))
    most_held: int = MOST_HELD


class AuditBook:
    """One for all requests of the process; wired once."""

    def __init__(self, graph: Graph, now: Now, keeping: BookKeeping) -> None:
        self._graph = graph
        self._keeping = keeping
        self._accesses = AccessRecords(graph)
        self._refusals = RefusedAttempts(graph)
        held = keeping.most_held
        self._reading: Journal[AccessNote, AccessRecord] = Journal(
            Shelf(self._accesses.put, self._accesses.prune),
            AccessNote.record,
            missing_accesses,
            now=now,
            days=keeping.days,
            most_held=held,
        )
        self._refusing: Journal[RefusalNote, RefusedAttempt] = Journal(
            Shelf(self._refusals.put, self._refusals.prune),
            RefusalNote.record,
            missing_attempts,
            now=now,
            days=keeping.days,
            most_held=held,
        )

    @property
    def keepers(self) -> Sequence[Callable[[], Coroutine[None, None, None]]]:
        """What writes records, to be kept going while the service runs."""
        return self._reading.keep, self._refusing.keep

    async def write(self) -> None:
        """Write all that is noted by now; raises the `DatabaseError`s."""
        await self._reading.write()
        await self._refusing.write()

    def disclosure(self, principal: Principal) -> Disclosure | None:
        """Return where to take down what somebody is shown; None if that is not logged."""
        return Disclosure() if self._keeping.readers.include(principal) else None

    def disclosed(
        self, principal: Principal, disclosure: Disclosure, document_id: str | None = None
    ) -> None:
        """Note what was shown; `document_id` is that of a trusted document."""
        if disclosure.usccs:
            self._reading.note(*notes_of(principal, disclosure, document_id))

    def refused(self, note: RefusalNote) -> None:
        """Note an attempt that was refused."""
        self._refusing.note(note)

    def entries(
        self, query: EntryQuery, before: int | None, limit: int
    ) -> Awaitable[tuple[AuditEntry, ...]]:
        """Return up to `limit` entries of the log with numbers below `before`, the latest first."""
        return read_page(self._graph, query, before, limit)

    def accesses(
        self, query: RecordQuery, before: str | None, limit: int
    ) -> Awaitable[tuple[AccessRecord, ...]]:
        """Return up to `limit` records of access with ids below `before`, the latest first."""
        return self._accesses.page(query, before, limit)

    def refusals(
        self, query: RecordQuery, before: str | None, limit: int
    ) -> Awaitable[tuple[RefusedAttempt, ...]]:
        """Return up to `limit` refused attempts with ids below `before`, the latest first."""
        return self._refusals.page(query, before, limit)

    async def proof(self, change_id: str) -> SignedProof | None:
        """Prove the entry of a change set under the log as it is now; None if it has none.

        Raises `SigningKeyError`.
        """
        key = self._keeping.key.key()
        proof = await prove_entry(self._graph, change_id)
        return None if proof is None else SignedProof.of(proof, key)

    async def fact_proof(self, proof: SignedProof, fact_id: str) -> FactProof:
        """Add a fact of the change set to its proof; raises `BadArgumentError` if it cannot be."""
        return proof.with_fact(await salted_fact(self._graph, proof.proof, fact_id))
