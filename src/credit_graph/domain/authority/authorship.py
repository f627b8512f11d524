"""Provenance of a change: who made it, for which agency, and why."""

from dataclasses import dataclass
from enum import StrEnum


class ChangeSetKind(StrEnum):
    """What brought a change set about."""

    POLICIES = "policies"
    IMPORT = "import"
    MUTATION = "mutation"
    ERASURE = "erasure"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who brought a change set about; `change` is its id.

    `subject` is the principal, None for the command line, `agency` the one for which it was
    done, if any; `action` is what was done, `reason` why, in the author's words.
    """

    change: str
    subject: str | None = None
    agency: str | None = None
    action: str | None = None
    reason: str | None = None
