"""One notice of the change log: what happened, to whom, and which agencies are to know."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.recording import RecordingOutcome
from credit_graph.domain.openness import Openness


class NoticeKind(StrEnum):
    """What a notice is about."""

    GAINED = "gained"
    LOST = "lost"
    RATING = "rating"
    LIST_ENTRY = "list_entry"
    VIOLATION = "violation"
    REPAIR = "repair"
    REPAIRABLE = "repairable"
    DISPLAY_ENDED = "display_ended"
    BEGUN = "begun"
    ENDED = "ended"
    DUE = "due"
    OVERDUE = "overdue"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class ChangeNotice:
    """What happened, as far as it can be said without asking anything else.

    `uscc` and `region` are the enterprise and where it was registered on the day; a summary of a
    register has its region alone. `agencies` are those who are notified, `flows` the flows of
    information by which documents have it so. `measures` moved from the verdict `before` to
    `after`; `None` is no decision at all. `register` is a scheme or list with its `level`,
    `subject` the code of a violation, an obligation, a measure or a policy, `fact` the id of a
    fact, `day` the day that has come. `facts` counts those of a bulk load. `keeper` keeps a fact
    that is not public, where neither `register` nor `agencies` say so. `openness` is what is stated
    for the fact.
    """

    kind: NoticeKind
    agencies: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    uscc: str | None = None
    region: str | None = None
    measures: tuple[str, ...] = ()
    before: Verdict | None = None
    after: Verdict | None = None
    register: str | None = None
    level: str | None = None
    subject: str | None = None
    fact: str | None = None
    outcome: RecordingOutcome | None = None
    day: date | None = None
    facts: int | None = None
    keeper: str | None = None
    openness: Openness | None = None
