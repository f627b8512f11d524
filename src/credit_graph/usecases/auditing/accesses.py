"""The access log: who was shown which enterprise, when, under which question."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from credit_graph.audit.records import AccessRecord, Asker
from credit_graph.domain.authority.principal import Principal, PrincipalKind
from credit_graph.usecases.auditing.disclosure import Disclosure


class Readers(StrEnum):
    """Whose reading is logged: of those with a token, of everybody, of nobody."""

    TOKENS = "tokens"
    ALL = "all"
    NOBODY = "off"

    def include(self, principal: Principal) -> bool:
        """Tell whether somebody is one of them."""
        if self is Readers.TOKENS:
            return principal.kind is not PrincipalKind.ANONYMOUS
        return self is Readers.ALL


@dataclass(frozen=True, slots=True)
class AccessNote:
    """An enterprise that was shown in answer to a question."""

    principal: Principal
    question: str
    operation: str | None
    uscc: str

    def record(self, at: datetime, record_id: str) -> AccessRecord:
        """Return the note as it is kept."""
        return AccessRecord(
            record_id, at, asker_of(self.principal), self.question, self.operation, self.uscc
        )


def asker_of(principal: Principal) -> Asker:
    """Return who asked, as records name them."""
    return Asker(principal.subject, principal.kind.value, principal.agency, principal.token_id)


def notes_of(
    principal: Principal, disclosure: Disclosure, document_id: str | None
) -> list[AccessNote]:
    """Return what was shown, an enterprise each; a trusted document counts by its id."""
    question = disclosure.page or document_id or question_of(disclosure.document)
    return [
        AccessNote(principal, question, disclosure.operation, uscc)
        for uscc in sorted(disclosure.usccs)
    ]


def question_of(document: str) -> str:
    """Return what stands for a document that has no id."""
    return f"sha256:{sha256(document.encode()).hexdigest()}"


def missing_accesses(at: datetime, record_id: str, lost: int) -> AccessRecord:
    """Return the record that stands for those that were lost."""
    return AccessRecord(record_id, at, None, lost=lost)
