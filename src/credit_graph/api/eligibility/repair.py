"""GraphQL: credit repair of a list entry or a violation."""

from dataclasses import dataclass
from datetime import date

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.relay.arguments import AsOf
from credit_graph.domain.facts.record import EntryFact, ViolationFact
from credit_graph.domain.facts.repair import Repair, RepairRule, repair_of


@strawberry.type(name="RepairRule", description="An order on credit repair.")
class RepairRuleType:
    """`domain.facts.repair.RepairRule`."""

    code: str = strawberry.field(description="The code: ndrc-36.")
    name: str = strawberry.field(description="Official name.")
    gloss: str = strawberry.field(description="Name in English.")
    valid_from: date = strawberry.field(description="First day in force.")
    source: str = strawberry.field(description="Where it was seen.")
    conditions: list[str] = strawberry.field(
        description="What it asks besides that the shortest time is over (at most 5)."
    )


@strawberry.type(
    name="Repair",
    description="From when repair can be asked for. The lapse of display ends no exclusion.",
)
class RepairType:
    """`domain.facts.repair.Repair`."""

    severity: str | None = strawberry.field(
        description="minor, general or serious; null if it is not recorded."
    )
    repair_from: date | None = strawberry.field(
        description="First day on which it can be asked for; null if not known."
    )
    display_until: date | None = strawberry.field(
        description="Day on which display ends by itself; null if not known."
    )
    rule: RepairRuleType | None = strawberry.field(
        description="The order by which days were computed; null if they are stated or not known."
    )
    readings: list[str] = strawberry.field(
        description="The interpretations on which the computed days rest (at most 5)."
    )


def _repair(parent: strawberry.Parent[EntryFact], info: Info, as_of: AsOf = None) -> Repair:
    return repair_of(parent, as_of or info.context.today, info.context.rulebook.vocabulary.repair)


ENTRY_REPAIR = strawberry.field(
    resolver=_repair,
    graphql_type=RepairType,
    description="From when repair can be asked for, by the order in force on the day.",
)


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """An open violation with the repair that can be asked for on the report's day."""

    fact: ViolationFact
    day: date

    @property
    def violation(self) -> str:
        """Code of the violation."""
        return self.fact.violation

    @property
    def severity(self) -> str:
        """How grave it is."""
        return self.fact.severity

    @property
    def found_on(self) -> date:
        """Day it was found."""
        return self.fact.found_on

    @property
    def found_by(self) -> str | None:
        """Who found it."""
        return self.fact.found_by

    def repair(self, rule: RepairRule | None) -> Repair:
        """Return its repair by the order."""
        return repair_of(self.fact, self.day, rule)
