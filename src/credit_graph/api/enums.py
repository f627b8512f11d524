"""The domain's enumerations as GraphQL shows them; imported before any type that uses one."""

import strawberry

from credit_graph.domain.calendar import DueStatus
from credit_graph.domain.change import ChangeKind
from credit_graph.domain.duty import DutyOrigin, DutyRole
from credit_graph.domain.eligibility.report import Side, Verdict
from credit_graph.domain.finding import EvidenceKind
from credit_graph.domain.history import FactKind
from credit_graph.domain.policy import Beneficiary, MeasureKind
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import ListColour
from credit_graph.graph.names import SearchKind

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
    Truth, name="Outcome", description="What a condition came to. For an exclusion MET excludes."
)
strawberry.enum(Side, description="Whether a condition is required or excludes.")
strawberry.enum(
    EvidenceKind,
    description="FACT holds on the day; ENDED held before or will hold later; ABSENCE: no entry; "
    "ATTRIBUTE: the registration; WORDS: the document's own.",
)
strawberry.enum(ChangeKind, description="What would have to happen.")
strawberry.enum(
    FactKind,
    description="What a fact is about. SUPPLIES: it supplies the partner; IS_SUPPLIED by it; "
    "OWNS a share of the partner; IS_OWNED by it.",
)
strawberry.enum(
    DueStatus, description="How a due item stands: OPEN, DONE, or OVERDUE as of the day asked."
)
strawberry.enum(SearchKind, description="What can be searched for.")
