"""Proofs for a third party: that a fact was recorded, under a checkpoint that it keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from credit_graph.audit.checkpoint import SignerKey, TreeHead
from credit_graph.audit.entry import AuditEntry, SaltedFact, StoredEntry
from credit_graph.audit.hash_tree import Hash, LeafRange, consistency_spans, inclusion_spans
from credit_graph.audit.proof import FactProof
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph import audit_log
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.imports.facts import read_brought_by
from credit_graph.message import Message


@dataclass(frozen=True, slots=True)
class EntryProof:
    """An entry with the path from it to the root of the log of `size` entries, nearest first."""

    stored: StoredEntry
    size: int
    root: Hash
    path: tuple[Hash, ...]


@dataclass(frozen=True, slots=True)
class SignedProof:
    """The proof of an entry, with the head of the log that it leads to as a signed note."""

    proof: EntryProof
    checkpoint: str

    @classmethod
    def of(cls, proof: EntryProof, key: SignerKey) -> Self:
        """Sign the head under which the entry is proved."""
        return cls(proof, key.sign(TreeHead(key.name, proof.size, proof.root)))

    def with_fact(self, fact: SaltedFact) -> FactProof:
        """Return the proof of a fact that the entry commits to."""
        return FactProof(
            fact=fact.text,
            salt=fact.salt,
            entry=self.proof.stored.data,
            path=self.proof.path,
            checkpoint=self.checkpoint,
        )


async def checkpoint(graph: Graph, origin: str) -> TreeHead:
    """Return the head of the log as it is now."""
    return TreeHead.of(origin, await audit_log.read_frontier(graph))


async def prove_change(graph: Graph, change_id: str, size: int | None = None) -> EntryProof:
    """Prove the entry of a change set under the log of `size` entries, the whole one if None.

    Raises `UnknownCodeError` for a change set without an entry, `BadArgumentError` if the log
    was or is not that long, or did not hold the entry then.
    """
    proof = await prove_entry(graph, change_id, size)
    if proof is None:
        raise UnknownCodeError(noun="entry of the audit log for change set", given=change_id)
    return proof


async def prove_entry(graph: Graph, change_id: str, size: int | None = None) -> EntryProof | None:
    """Prove the entry of a change set as `prove_change` does; None if it has none."""
    stored = await audit_log.read_entry_of(graph, change_id)
    if stored is None:
        return None
    if AuditEntry.read(stored.data).erased:
        raise BadArgumentError(
            argument=Message("change set {id}", id=change_id),
            why=Message("the text of its entry was erased; its place in the log stands"),
            fix=Message("The erasure is an entry of its own, which can be proved."),
        )
    whole = (await audit_log.read_frontier(graph)).size
    size = whole if size is None else size
    if not stored.number < size <= whole:
        raise BadArgumentError(
            argument=Message("size {size}", size=size),
            why=Message(
                "the log holds {whole} entries, and this one is number {number} from 0",
                whole=whole,
                number=stored.number,
            ),
            fix=Message("Take a checkpoint made after the entry."),
        )
    spans = (*inclusion_spans(stored.number, size), LeafRange(0, size))
    *path, root = await _hashes(graph, spans)
    return EntryProof(stored, size, root, tuple(path))


async def prove_fact(graph: Graph, fact_id: str, key: SignerKey) -> FactProof:
    """Prove that a fact was recorded, with a fresh checkpoint signed by `key`.

    Raises `UnknownCodeError` for no such fact, `BadArgumentError` for one that the log does not
    commit to by itself: of a bulk import, from before the log, or erased.
    """
    changes = await read_brought_by(graph, [fact_id])
    if not changes:
        raise UnknownCodeError(noun="fact", given=fact_id)
    proof = await prove_change(graph, changes[0])
    fact = await salted_fact(graph, proof, fact_id)
    return SignedProof.of(proof, key).with_fact(fact)


async def salted_fact(graph: Graph, proof: EntryProof, fact_id: str) -> SaltedFact:
    """Return a fact that the entry commits to, with its salt.

    Raises `BadArgumentError` for one that it does not commit to by itself: of a bulk import, of
    another change set, or erased.
    """
    entry = AuditEntry.read(proof.stored.data)
    brought, withdrawn = await audit_log.read_facts(graph, entry.change)
    fact = brought.get(fact_id) or withdrawn.get(fact_id)
    salt = proof.stored.salts.get(fact_id)
    if entry.bulk or fact is None or salt is None:
        if entry.bulk:
            why = Message(
                "its change set {change} brought more facts than are committed to one by one",
                change=entry.change,
            )
        elif fact is None:
            why = Message(
                "change set {change} neither brought nor withdrew it", change=entry.change
            )
        else:
            why = Message("its salt was erased")
        raise BadArgumentError(
            argument=Message("fact {id}", id=fact_id),
            why=why,
            fix=Message("The entry of its change set can be proved."),
        )
    return SaltedFact(fact_id, fact.text, salt)


async def prove_extension(graph: Graph, earlier: int, size: int) -> tuple[Hash, ...]:
    """Prove that the log of `size` entries extends that of `earlier` entries.

    Raises `BadArgumentError` if it never was so long.
    """
    whole = (await audit_log.read_frontier(graph)).size
    if not 0 <= earlier <= size <= whole:
        raise BadArgumentError(
            argument=Message("sizes {earlier} and {size}", earlier=earlier, size=size),
            why=Message("the log holds {whole} entries", whole=whole),
            fix=Message("The earlier size comes first."),
        )
    return await _hashes(graph, consistency_spans(earlier, size))


async def _hashes(graph: Graph, spans: Sequence[LeafRange]) -> tuple[Hash, ...]:
    """Read all that the spans are made of in one round trip, and fold each."""
    kept = await audit_log.read_subtrees(
        graph, {place for span in spans for place in span.places()}
    )
    return tuple(span.root(kept) for span in spans)
