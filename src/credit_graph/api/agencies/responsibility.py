"""GraphQL: the responsibility matrix of a policy, and whom to notify of a loss."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.agencies.duty import DutyType
from credit_graph.api.context import Info
from credit_graph.api.eligibility.types import DecisionChangeType
from credit_graph.api.enums import DutyRole
from credit_graph.api.policies.types import FlowType
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.responsibility import MatrixCell
from credit_graph.domain.eligibility.ending import Ending, EndingKind

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType
    from credit_graph.api.enterprises.types import EnterpriseType
    from credit_graph.api.policies.types import PolicyType

_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]
_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]
_PolicyType = Annotated["PolicyType", strawberry.lazy("credit_graph.api.policies.types")]


@strawberry.type(name="RoleTally", description="How many measures an agency has in one role.")
class RoleTallyType:
    """`domain.responsibility.RoleTally`."""

    role: DutyRole | None = strawberry.field(
        description="The role; null where a sentence names the agency without one."
    )
    measures: int = strawberry.field(description="Measures; an item counts once with its parts.")


def _agency(parent: strawberry.Parent[MatrixCell], info: Info) -> Agency:
    return info.context.rulebook.agencies[parent.agency]


@strawberry.type(name="MatrixCell", description="What an agency does in a category.")
class MatrixCellType:
    """`domain.responsibility.MatrixCell`."""

    agency = strawberry.field(resolver=_agency, graphql_type=_AgencyType, description="The row.")
    category: str = strawberry.field(description="The column.")
    roles: list[RoleTallyType] = strawberry.field(description="Measures by role (at most 5).")
    measures: int = strawberry.field(description="Measures in whatever roles, each counted once.")


@strawberry.type(
    name="ResponsibilityMatrix", description="Agencies against categories, for a table or heat map."
)
class ResponsibilityMatrixType:
    """`domain.responsibility.ResponsibilityMatrix`."""

    policy: _PolicyType = strawberry.field(description="The policy.")
    agencies: list[_AgencyType] = strawberry.field(
        description="Rows, in the order in which the document names them (at most 100)."
    )
    categories: list[str] = strawberry.field(
        description="Columns, in the document's order (at most 50)."
    )
    cells: list[MatrixCellType] = strawberry.field(
        description="Cells that are not empty, row by row (at most 500)."
    )


@strawberry.input(one_of=True, description="How a standing ends: exactly one of these.")
class EndingInput:
    """What happens to the enterprise."""

    rating: str | None = strawberry.field(
        default=strawberry.UNSET, description="Its rating on this scheme ends."
    )
    entry: str | None = strawberry.field(
        default=strawberry.UNSET, description="Its stay on this list ends."
    )
    listing: str | None = strawberry.field(
        default=strawberry.UNSET, description="It is put on this list."
    )

    def to_ending(self) -> Ending:
        """Return the ending in the domain's terms."""
        if isinstance(self.rating, str):
            return Ending(EndingKind.RATING_ENDS, self.rating)
        if isinstance(self.entry, str):
            return Ending(EndingKind.ENTRY_ENDS, self.entry)
        return Ending(EndingKind.ENTRY_BEGINS, self.listing or "")


@strawberry.type(name="Notice", description="One agency to notify.")
class NoticeType:
    """`domain.notice.Notice`."""

    agency: _AgencyType = strawberry.field(description="Whom to notify.")
    duties: list[DutyType] = strawberry.field(
        description="Its duties on what is lost, an item standing for its parts (at most 100)."
    )
    flows: list[FlowType] = strawberry.field(
        description="Flows by which the register's keeper notifies it (at most 30)."
    )


@strawberry.type(
    name="Announcement", description="What an enterprise would lose on a day, and whom to notify."
)
class AnnouncementType:
    """`usecases.tell_agencies.Announcement`."""

    enterprise: _EnterpriseType = strawberry.field(description="The enterprise.")
    as_of: date = strawberry.field(description="The day on which its standing ends.")
    lost: list[DecisionChangeType] = strawberry.field(
        description="Decisions that fall from ELIGIBLE or CONDITIONAL (at most 500)."
    )
    notices: list[NoticeType] = strawberry.field(
        description="Whom to notify, in the documents' order (at most 200)."
    )
