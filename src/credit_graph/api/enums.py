"""The domain's enumerations as GraphQL shows them.

Types take them from here, by name: Strawberry has to know an enumeration before a type that uses
it. `tests/contract/test_enums.py` finds who takes one from elsewhere.
"""

import strawberry

from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.authority.objection import ObjectionState
from credit_graph.domain.authority.principal import PrincipalKind
from credit_graph.domain.chains.members import ChainMode
from credit_graph.domain.chains.walk import ChainDirection, CutKind
from credit_graph.domain.chains.weak_link import WeakLinkKind
from credit_graph.domain.cultivation.ranking import NextStepOrder
from credit_graph.domain.cultivation.standing import ProgrammeState
from credit_graph.domain.duties.calendar import DueStatus
from credit_graph.domain.duties.duty import DutyOrigin, DutyRole
from credit_graph.domain.eligibility.change import ChangeKind
from credit_graph.domain.eligibility.finding import EvidenceKind
from credit_graph.domain.eligibility.report import Side, Verdict
from credit_graph.domain.facts.history import FactKind
from credit_graph.domain.facts.recording import RecordingOutcome
from credit_graph.domain.name_search import SearchKind
from credit_graph.domain.notifying.change_notice import NoticeKind
from credit_graph.domain.notifying.log_entry import EntryOrigin
from credit_graph.domain.openness import Openness
from credit_graph.domain.policy import Beneficiary, MeasureKind, News, Validity
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import ListColour
from credit_graph.domain.webhooks.webhook import HaltCause, WebhookState
from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.languages.language import Language

__all__ = [
    "Beneficiary",
    "ChainDirection",
    "ChainMode",
    "ChangeKind",
    "ChangeSetKind",
    "CutKind",
    "DueStatus",
    "DutyOrigin",
    "DutyRole",
    "EntryOrigin",
    "EvidenceKind",
    "FactKind",
    "Fate",
    "Language",
    "ListColour",
    "MeasureKind",
    "News",
    "NextStepOrder",
    "NoticeKind",
    "ObjectionState",
    "Openness",
    "PrincipalKind",
    "ProgrammeState",
    "RecordingOutcome",
    "SearchKind",
    "Side",
    "TableKind",
    "Truth",
    "Validity",
    "Verdict",
    "WeakLinkKind",
    "WebhookHalt",
    "WebhookState",
]

strawberry.enum(Language, description="EN: English; ZH: Chinese, with the documents' own terms.")
strawberry.enum(PrincipalKind, description="What the author of a request is.")
strawberry.enum(ListColour, description="What being on a list means.")
strawberry.enum(Beneficiary, description="Who gains by a measure.")
strawberry.enum(
    MeasureKind,
    description="What a measure does. ADMINISTRATIVE ones and SAFEGUARDs direct agencies and "
    "promise an enterprise nothing, so they are never ELIGIBLE.",
)
strawberry.enum(
    DutyRole,
    description="Roles as documents state them: 牵头 LEAD, 配合 SUPPORT, "
    "按职责分别负责 EACH_BY_DUTY, 责任单位 RESPONSIBLE.",
)
strawberry.enum(DutyOrigin, description="Where in a document a duty is stated.")
strawberry.enum(
    Verdict,
    description="ELIGIBLE; CONDITIONAL: all that can be decided is met and a judgement of the "
    "agency remains; UNKNOWN: a fact is missing; NOT_ELIGIBLE.",
)
strawberry.enum(
    Truth,
    name="Outcome",
    description="The outcome of a condition. For an exclusion, MET excludes.",
)
strawberry.enum(Side, description="Whether a condition is required or excludes.")
strawberry.enum(
    EvidenceKind,
    description="FACT holds on the day; ENDED held before or will hold later; ABSENCE: no entry; "
    "ATTRIBUTE: the registration; WORDS: the document's own; INTERPRETATION: a reading of words "
    "that a document or a turn of the law leaves open.",
)
strawberry.enum(ChangeKind, description="What would have to happen.")
strawberry.enum(
    FactKind,
    description="What a fact is about. SUPPLIES: it supplies the partner; IS_SUPPLIED by it; "
    "OWNS a share of the partner; IS_OWNED by it.",
)
strawberry.enum(
    ObjectionState,
    description="How an objection stands: OPEN, or as the keeper answered: the fact is KEPT, was "
    "CORRECTED, was WITHDRAWN.",
)
strawberry.enum(
    RecordingOutcome,
    description="What became of a change. UNCHANGED: exactly that stood already; CORRECTED: "
    "something else was recorded of the same fact, and is withdrawn.",
)
strawberry.enum(
    DueStatus, description="Status of a due item: OPEN, DONE, or OVERDUE as of the day asked."
)
TableKind = Kind
strawberry.enum(Kind, name="TableKind", description="Kinds of tables; see docs/import.md.")
strawberry.enum(Fate, name="PreviewOutcome", description="What becomes of a fact.")
strawberry.enum(
    Validity,
    description="Whether a policy is in force on a day: NOT_YET, IN_FORCE, or ended: EXPIRED, "
    "REPEALED, REPLACED by another, or AMENDED, which a text of it is that a later one follows.",
)
strawberry.enum(SearchKind, description="What can be searched for.")
strawberry.enum(
    ChangeSetKind,
    description="What brought a change set about: a loading of POLICIES, an IMPORT of files (a "
    "full list, an undo and a retraction too), a MUTATION, an ERASURE of particulars; or that a "
    "webhook or the ADDRESS of a calendar was issued, changed or withdrawn.",
)

strawberry.enum(
    ChainMode,
    description="ONE_PLUS_N starts from the core alone, GROUP_PLUS (集团+) from the core and "
    "all that it controls.",
)
strawberry.enum(
    ChainDirection,
    description="UPSTREAM: suppliers and their suppliers; DOWNSTREAM: customers and theirs.",
)
strawberry.enum(
    ProgrammeState,
    description="ACHIEVED: holds what the programme leads to; IN: on its list; READY: meets every "
    "criterion; WITHIN_REACH: fails some that could change; UNKNOWN: facts are missing, or an "
    "agency has to judge; BLOCKED: on a black list, or excluded.",
)
strawberry.enum(
    WeakLinkKind,
    description="LISTED: on a black list; DISHONEST: rated so by customs; SOLE_SUPPLIER: a "
    "customer's only one in some category, and without any rating; ARTICULATION: others reach "
    "the core only through it.",
)
strawberry.enum(
    CutKind,
    name="TruncationKind",
    description="GROUP: control through more steps than are followed; MEMBERS: found but not "
    "included; LINKS: enterprises whose links were not all followed; TIERS: not explored.",
)
strawberry.enum(
    NextStepOrder,
    description="MEMBERS: how many lack only that; SUPPLY: how much of the supply they carry.",
)
strawberry.enum(
    NoticeKind,
    description="What a notice is about. GAINED and LOST: decisions moved to or from ELIGIBLE or "
    "CONDITIONAL; RATING, LIST_ENTRY, VIOLATION, REPAIR: a fact was recorded, corrected or "
    "retracted; REPAIRABLE: repair can be asked for from that day on; DISPLAY_ENDED: display of an "
    "entry or violation ends that day, shown to its keeper alone; "
    "BEGUN and ENDED: a fact or a policy, because its day has come; DUE: an item is due "
    "that day; OVERDUE: since that day; SUMMARY: a bulk load, or a register that has lapsed.",
)
strawberry.enum(
    EntryOrigin,
    description="What brought an entry of the change log about: a MUTATION, an IMPORT (also of a "
    "full list, or an undo), a load of POLICIES, or a DAY that has come.",
)
strawberry.enum(
    Openness,
    description="Who is shown a fact. PUBLIC: whoever may read enterprises; SHARED: whoever speaks "
    "for an agency; KEEPER: the agency that keeps it. Operators always are.",
)
strawberry.enum(
    News,
    name="FlowNews",
    description="What happens to an enterprise and is passed on, one by one.",
)
strawberry.enum(
    WebhookState,
    description="ACTIVE: it delivers; PAUSED by its owner; HALTED by the service.",
)
WebhookHalt = HaltCause
strawberry.enum(
    HaltCause,
    name="WebhookHalt",
    description="Why the service halted a webhook. TOKEN_ENDED: its API key is revoked or has "
    "expired; SECRET_CHANGED: the service has another CREDIT_GRAPH_SECRET; RECEIVER_GONE: it "
    "answered 410; RECEIVER_FAILING: ten deliveries in a row were given up; CHAIN_TOO_LARGE: its "
    "filter's chain has outgrown what one follows.",
)
