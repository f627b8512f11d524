"""Eligibility reports as they are shown: filtered, with the instant of knowledge."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import strawberry

from credit_graph.api.authority.in_sight import is_hidden
from credit_graph.api.context import Context, Info
from credit_graph.api.eligibility.repair import ShownWarning
from credit_graph.api.enums import Beneficiary, MeasureKind, Verdict
from credit_graph.domain.eligibility.masking import masked_report
from credit_graph.domain.eligibility.report import Decision, Report
from credit_graph.domain.facts.record import Enterprise, Registration
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.message import Message
from credit_graph.sharing.meter import working
from credit_graph.usecases.eligibility.decide import decide_eligibility


@strawberry.input(description="Which decisions to show; every criterion given must fit.")
class DecisionFilter:
    """Criteria on items; a part is shown with its item."""

    verdicts: list[Verdict] | None = strawberry.field(
        default=None, description="Any of these verdicts."
    )
    policy: str | None = strawberry.field(default=None, description="Of this policy.")
    agency: str | None = strawberry.field(
        default=None, description="This agency has a duty on the measure or a part of it."
    )
    category: str | None = strawberry.field(
        default=None, description="The heading contains these words."
    )
    beneficiary: Beneficiary | None = strawberry.field(
        default=None, description="For this beneficiary, itself or in a part."
    )
    kinds: list[MeasureKind] | None = strawberry.field(
        default=None, description="Measures of any of these kinds."
    )
    where_registered: bool = strawberry.field(
        default=False,
        description="Only policies of the region in which the enterprise is registered on the "
        "day, and of those around it.",
    )

    def admits(self, decision: Decision, home: Collection[str]) -> bool:
        """Tell whether an item is shown; `home`: the policies where the enterprise is."""
        measure = decision.measure
        parts = [part.measure for part in decision.walk()]
        return (
            (self.verdicts is None or decision.verdict in self.verdicts)
            and (self.policy is None or measure.policy == self.policy)
            and (not self.where_registered or measure.policy in home)
            and (self.category is None or self.category in measure.category)
            and (self.kinds is None or measure.kind in self.kinds)
            and (
                self.beneficiary is None
                or any(part.beneficiary is self.beneficiary for part in parts)
            )
            and (
                self.agency is None
                or any(duty.agency == self.agency for part in parts for duty in part.duties)
            )
        )


@dataclass(frozen=True, slots=True)
class ShownCounts:
    """Items by verdict."""

    eligible: int
    conditional: int
    not_eligible: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report after its filter; without one, `admitted` is `None`."""

    report: Report
    known_at: datetime
    admitted: tuple[Decision, ...] | None = None

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that the filter admits."""
        return self.report.decisions if self.admitted is None else self.admitted

    @property
    def enterprise(self) -> Enterprise:
        """The enterprise asked about."""
        return self.report.enterprise

    @property
    def registration(self) -> Registration | None:
        """What is registered of it on the day."""
        return self.report.registration

    @property
    def as_of(self) -> date:
        """The day asked about."""
        return self.report.as_of

    @property
    def rules_version(self) -> str:
        """Version of the rules."""
        return self.report.rules_version

    @property
    def warnings(self) -> tuple[ShownWarning, ...]:
        """Open violations on the day."""
        return tuple(ShownWarning(fact, self.as_of) for fact in self.report.warnings)

    @property
    def counts(self) -> ShownCounts:
        """Items shown, by verdict."""
        if self.admitted is None:
            tally = self.report.counts()
        else:
            tally = Counter(decision.verdict for decision in self.admitted)
        return ShownCounts(
            eligible=tally[Verdict.ELIGIBLE],
            conditional=tally[Verdict.CONDITIONAL],
            not_eligible=tally[Verdict.NOT_ELIGIBLE],
            unknown=tally[Verdict.UNKNOWN],
        )


async def show_report(
    info: Info,
    uscc: str,
    as_of: date | None,
    known_at: datetime | None,
    filter_by: DecisionFilter | None,
) -> ShownReport | None:
    """Decide an enterprise's measures and keep what the filter admits."""
    context = info.context
    check_instant(context, known_at)
    if filter_by is not None:
        check_filter(context, filter_by)
    services = context.services
    if await is_hidden(context, uscc, as_of):
        return None
    answer = await decide_eligibility(
        services.shelf, services.recall, uscc, as_of or context.today, known_at
    )
    if answer is None:
        return None
    mask = context.mask(
        answer.report.kept, answer.report.enterprise.region, answer.report.of_partners
    )
    report = masked_report(answer.report, mask) if mask.hides else answer.report
    if filter_by is None and "decisions" not in info.selection.names:
        return ShownReport(report, answer.known_at)
    # Made here, where each report takes its turn, and not for a whole page when they are shown.
    with working():
        every = report.decisions
    if filter_by is None:
        return ShownReport(report, answer.known_at)
    home = policies_at(context.rulebook.on(report.as_of), report.enterprise.region)
    shown = tuple(each for each in every if filter_by.admits(each, home))
    return ShownReport(report, answer.known_at, shown)


def policies_at(rulebook: Rulebook, region: str) -> frozenset[str]:
    """Return the policies of a region and of those that hold it, or may."""
    inside = rulebook.vocabulary.inside
    policies = rulebook.policies.items()
    return frozenset(
        code for code, policy in policies if inside(region, policy.region) is not False
    )


def check_instant(context: Context, known_at: datetime | None) -> None:
    """Refuse an instant that has not come: what will be known then is not known yet."""
    if known_at is not None and known_at > context.now():
        raise BadArgumentError(
            argument="knownAt",
            why=Message("{instant} lies in the future", instant=known_at.isoformat()),
            fix=Message("Leave it out for now, or give an instant that has passed."),
        )


def check_filter(context: Context, filter_by: DecisionFilter) -> None:
    """Refuse codes that name nothing: an empty answer would read as "none"."""
    if filter_by.policy is not None and filter_by.policy not in context.rulebook.policies:
        raise UnknownCodeError(noun="policy", given=filter_by.policy)
    if filter_by.agency is not None and filter_by.agency not in context.rulebook.agencies:
        raise UnknownCodeError(noun="agency", given=filter_by.agency)
