"""What every measure must require, so that nobody is promised what no document promises."""

from credit_graph.domain.conditions import Condition, InRegion, InZone, Judgement, Operator, fold
from credit_graph.domain.conditions.tree import Algebra
from credit_graph.domain.policy import MeasureKind
from credit_graph.seeds.files.findings import Ledger
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import Problem
from credit_graph.seeds.forms.measure import MeasureForm

_DIRECTS_AGENCIES = frozenset({MeasureKind.ADMINISTRATIVE, MeasureKind.SAFEGUARD})


def check_requirement(
    form: MeasureForm, requires: Condition | None, spot: Spot, ledger: Ledger
) -> None:
    """Note a measure that requires nothing, or too little for what it says.

    An item that only has parts takes the best of their verdicts, so what it excluded itself would
    count for nothing.
    """
    if requires is None:
        if not form.parts:
            ledger.refuse(spot, Problem.NO_REQUIREMENT)
        elif form.excludes is not None:
            ledger.refuse(spot.into("excludes"), Problem.EXCLUSION_ALONE)
        return
    place = spot.into("requires")
    if not _always_asks(requires, InRegion, InZone):
        ledger.refuse(place, Problem.NO_PLACE_REQUIRED)
    if form.kind in _DIRECTS_AGENCIES and not _always_asks(requires, Judgement):
        ledger.refuse(place, Problem.PROMISE_WITHOUT_JUDGEMENT, kind=form.kind)


def _always_asks(condition: Condition, *leaves: type[Operator]) -> bool:
    """Tell whether no way to meet the condition passes by all of the leaves.

    An empty group was refused already: nothing more is asked of it.
    """
    return fold(
        condition,
        Algebra(
            leaf=lambda leaf: isinstance(leaf, leaves),
            every=lambda members: not members or any(members),
            some=all,
            denied=lambda _: False,
        ),
    )
