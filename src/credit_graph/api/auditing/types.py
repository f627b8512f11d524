"""GraphQL: entries of the audit log and their proofs, records of access, refused attempts."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.authority.in_sight import is_shown
from credit_graph.api.context import Context, Info
from credit_graph.api.enums import ChangeSetKind
from credit_graph.audit.entry import AuditEntry
from credit_graph.audit.proof import FactProof
from credit_graph.audit.records import AccessRecord, RefusedAttempt
from credit_graph.domain.duties.agency import Agency
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message
from credit_graph.usecases.auditing.prove import SignedProof

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType

_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]


def _change_set(parent: strawberry.Parent[AuditEntry]) -> strawberry.ID:
    return strawberry.ID(parent.change)


def _kind(parent: strawberry.Parent[AuditEntry]) -> ChangeSetKind:
    return ChangeSetKind(parent.kind)


def _started_at(parent: strawberry.Parent[AuditEntry]) -> datetime:
    return datetime.fromisoformat(parent.started_at)


def _published_at(parent: strawberry.Parent[AuditEntry]) -> datetime:
    return datetime.fromisoformat(parent.published_at)


def _entry_agency(parent: strawberry.Parent[AuditEntry], info: Info) -> Agency | None:
    return info.context.rulebook.agencies.get(parent.agency or "")


def _brought(parent: strawberry.Parent[AuditEntry]) -> int | None:
    return None if parent.bulk else len(parent.brought)


def _withdrew(parent: strawberry.Parent[AuditEntry]) -> int | None:
    return None if parent.bulk else len(parent.withdrew)


def _data(parent: strawberry.Parent[AuditEntry]) -> str:
    return parent.data()


@strawberry.type(name="AuditEntry", description="One entry of the audit log: a publication.")
class AuditEntryType:
    """`audit.entry.AuditEntry`."""

    number: int = strawberry.field(description="Its place in the log, from 0.")
    change_set = strawberry.field(
        resolver=_change_set,
        graphql_type=strawberry.ID,
        description="Id of the change set; `proof` proves it.",
    )
    kind = strawberry.field(
        resolver=_kind, graphql_type=ChangeSetKind, description="What brought it about."
    )
    action: str | None = strawberry.field(
        description="What was done: the mutation, or import, full list, undo, retraction."
    )
    author: str | None = strawberry.field(
        description="Who did it, as the token named them; null for the command line."
    )
    agency = strawberry.field(
        resolver=_entry_agency,
        graphql_type=_AgencyType | None,
        description="The agency that did it, or for which it was done.",
    )
    source: str = strawberry.field(description="Where it came from: a file, an agency.")
    reason: str | None = strawberry.field(description="Why, in the author's words.")
    started_at = strawberry.field(
        resolver=_started_at, graphql_type=datetime, description="Instant at which it was begun."
    )
    published_at = strawberry.field(
        resolver=_published_at, graphql_type=datetime, description="Instant since which it shows."
    )
    digest: str | None = strawberry.field(
        description="SHA-256 of the files of an import, or of all that a mutation asked."
    )
    bulk: bool = strawberry.field(
        description="Whether it commits to its files as a whole, and not to each fact."
    )
    brought = strawberry.field(
        resolver=_brought,
        graphql_type=int | None,
        description="How many facts it brought; null in bulk.",
    )
    withdrew = strawberry.field(
        resolver=_withdrew,
        graphql_type=int | None,
        description="How many facts it withdrew; null in bulk.",
    )
    erased: bool = strawberry.field(
        description="Whether an erasure took reason and digest away: `data` is not what was hashed."
    )
    uscc: str | None = strawberry.field(
        description="Of an erasure, the enterprise whose particulars went."
    )
    data = strawberry.field(
        resolver=_data,
        graphql_type=str,
        description="The entry as it is hashed: canonical JSON, with a commitment to each fact.",
    )


@strawberry.type(
    name="FactProof",
    description="A fact of a change set with all that proves that it was recorded.",
)
class FactProofType:
    """`audit.proof.FactProof`."""

    fact: str = strawberry.field(description="The fact as it is committed to: canonical JSON.")
    salt: str = strawberry.field(description="Its salt, in hexadecimal.")
    json: str = strawberry.field(
        description="The whole proof, byte for byte as `credit-graph audit prove` writes it."
    )

    @classmethod
    def of(cls, proof: FactProof) -> "FactProofType":
        """Show a proof."""
        return cls(fact=proof.fact, salt=proof.salt.hex(), json=proof.json())


def _entry(parent: strawberry.Parent[SignedProof]) -> AuditEntry:
    return AuditEntry.read(parent.proof.stored.data)


def _size(parent: strawberry.Parent[SignedProof]) -> int:
    return parent.proof.size


def _path(parent: strawberry.Parent[SignedProof]) -> list[str]:
    return [each.hex() for each in parent.proof.path]


async def _fact(
    parent: strawberry.Parent[SignedProof],
    info: Info,
    id: Annotated[  # noqa: A002  # the contract's name
        strawberry.ID, strawberry.argument(description="Id of a fact that it brought or withdrew.")
    ],
) -> FactProofType:
    await _refuse_closed(info.context, id)
    found = await info.context.services.audit.fact_proof(parent, id)
    return FactProofType.of(found)


async def _refuse_closed(context: Context, fact_id: str) -> None:
    """Refuse a fact that is not open to whoever asks: its proof holds all that it says."""
    if context.display.sees_all:
        return
    named = await context.services.facts.fact(fact_id)
    if named is None or (context.display.closure is None and named.fact.openness is None):
        return
    if not await is_shown(context, named.fact, named.uscc):
        raise BadArgumentError(
            argument=Message("fact {id}", id=fact_id),
            why=Message("it is not open to everybody"),
            fix=Message("The entry of its change set can be proved."),
        )


@strawberry.type(
    name="AuditProof",
    description="Proves that an entry is in the log, for somebody who has the log's public key "
    "only (docs/audit.md).",
)
class AuditProofType:
    """`usecases.auditing.prove.SignedProof`."""

    entry = strawberry.field(resolver=_entry, graphql_type=AuditEntryType, description="The entry.")
    size = strawberry.field(
        resolver=_size, graphql_type=int, description="How many entries the checkpoint counts."
    )
    path = strawberry.field(
        resolver=_path,
        graphql_type=list[str],
        description="Hashes from the entry to the root, the nearest first, in hexadecimal (at "
        "most 64).",
    )
    checkpoint: str = strawberry.field(
        description="The head of the log as it is now, a signed note (C2SP, Ed25519)."
    )
    fact = strawberry.field(
        resolver=_fact,
        graphql_type=FactProofType,
        description="A fact that the entry commits to, with its salt.",
    )


def _record_agency(
    parent: strawberry.Parent[AccessRecord | RefusedAttempt], info: Info
) -> Agency | None:
    asker = parent.asker
    return None if asker is None else info.context.rulebook.agencies.get(asker.agency or "")


def _subject(parent: strawberry.Parent[AccessRecord | RefusedAttempt]) -> str | None:
    return None if parent.asker is None else parent.asker.subject


def _token_id(parent: strawberry.Parent[AccessRecord | RefusedAttempt]) -> str | None:
    return None if parent.asker is None else parent.asker.token_id


_LOST = (
    "0; of a record that stands for those for which there was no room, how many they were. Such a "
    "record names nobody."
)


@strawberry.type(name="AccessRecord", description="An enterprise was shown to somebody.")
class AccessRecordType:
    """`audit.records.AccessRecord`."""

    at: datetime = strawberry.field(description="When.")
    subject = strawberry.field(
        resolver=_subject, graphql_type=str | None, description="Who, as the token named them."
    )
    agency = strawberry.field(
        resolver=_record_agency, graphql_type=_AgencyType | None, description="Of which agency."
    )
    token_id = strawberry.field(
        resolver=_token_id, graphql_type=str | None, description="Id of the token; no secret."
    )
    question: str | None = strawberry.field(
        description="Id of a trusted document, else `sha256:` and the digest of the document, or "
        "the path of a page."
    )
    operation: str | None = strawberry.field(description="Name of the operation in it, if any.")
    uscc: str | None = strawberry.field(description="The enterprise.")
    lost: int = strawberry.field(description=_LOST)


@strawberry.type(
    name="RefusedAttempt", description="Somebody wanted to record something, and was refused."
)
class RefusedAttemptType:
    """`audit.records.RefusedAttempt`."""

    at: datetime = strawberry.field(description="When.")
    subject = strawberry.field(
        resolver=_subject, graphql_type=str | None, description="Who, as the token named them."
    )
    agency = strawberry.field(
        resolver=_record_agency, graphql_type=_AgencyType | None, description="Of which agency."
    )
    token_id = strawberry.field(
        resolver=_token_id, graphql_type=str | None, description="Id of the token; no secret."
    )
    action: str | None = strawberry.field(description="The mutation, or several.")
    refusal: str | None = strawberry.field(
        description="The type of the refusal (`NotKeeper`), or the code of the error."
    )
    message: str | None = strawberry.field(description="The refusal in words.")
    uscc: str | None = strawberry.field(description="The enterprise, if one was named.")
    key: str | None = strawberry.field(description="The idempotency key, if one was given.")
    lost: int = strawberry.field(description=_LOST)
