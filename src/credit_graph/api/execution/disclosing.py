"""Takes down which enterprises an answer shows, for the access log, whichever executor runs it.

A plan shows objects of a type by the column; graphql-core asks each object for its type as it
shows it. Both are where the enterprises of an answer pass, and nothing else does.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from credit_graph.api.context import Context
from credit_graph.api.execution.failure import Failure
from credit_graph.api.execution.plan import Column, Complete, PlanRun

_ITSELF = (attrgetter("uscc"),)
_WHOSE = (attrgetter("enterprise.uscc"),)

DISCLOSED: Mapping[str, tuple[Callable[[Any], str], ...]] = {
    "Announcement": _WHOSE,
    "Candidate": _WHOSE,
    "Chain": (attrgetter("core.uscc"),),
    "ChainLink": (attrgetter("supplier"), attrgetter("customer")),
    "ChainMember": _WHOSE,
    "ChainNode": _WHOSE,
    "DecisionMove": _WHOSE,
    "EligibilityDiff": (attrgetter("before.enterprise.uscc"),),
    "EligibilityReport": _WHOSE,
    "EligibleEnterprise": _WHOSE,
    "Enterprise": _ITSELF,
    "Registration": _ITSELF,
    "WeakLink": _WHOSE,
}
"""Types whose objects show an enterprise, even if its name is not asked for; and which ones."""


def disclosing(kind: str, inner: Complete) -> Complete:
    """Return how objects of a type are shown in a plan: taken down if they show an enterprise."""
    codes = DISCLOSED.get(kind)
    if codes is None:
        return inner

    def complete(values: Column, run: PlanRun) -> Column:
        disclosure = run.context.disclosure
        if disclosure is not None:
            shown = [each for each in values if each is not None and type(each) is not Failure]
            for code in codes:
                disclosure.show(map(code, shown))
        return inner(values, run)

    return complete


def take_down_disclosures(schema: GraphQLSchema) -> None:
    """Have graphql-core's executor take down what it shows, too; to be called once a schema."""
    for name, codes in DISCLOSED.items():
        kind = schema.type_map[name]
        if isinstance(kind, GraphQLObjectType):
            kind.is_type_of = _noting(kind, codes)


def _noting(
    kind: GraphQLObjectType, codes: tuple[Callable[[Any], str], ...]
) -> Callable[[Any, GraphQLResolveInfo[Any]], Any]:
    stated = kind.is_type_of

    def is_type_of(value: Any, info: GraphQLResolveInfo[Any]) -> Any:  # noqa: ANN401  # any object
        fits = True if stated is None else stated(value, info)
        context = None if info is None else info.context
        # A plan asks without `info`: it takes down what it shows by itself.
        if fits and isinstance(context, Context) and context.disclosure is not None:
            context.disclosure.show([code(value) for code in codes])
        return fits

    return is_type_of
