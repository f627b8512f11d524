"""Query: policies and measures."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.enums import Beneficiary, MeasureKind
from credit_graph.api.policies.difference import PolicyDiffType, policy_diff
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.policies.scheme import SchemeType
from credit_graph.api.policies.types import PolicyType
from credit_graph.api.policies.vocabulary import VocabularyType
from credit_graph.api.relay.arguments import After, AsOf, First
from credit_graph.api.relay.paging import Connection, Page, page_of
from credit_graph.domain.policy import Measure, Policy
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import Scheme, Vocabulary
from credit_graph.errors import UnknownCodeError

Code = Annotated[str, strawberry.argument(description="The code.")]


@strawberry.input(description="Which measures to list; every criterion given must fit.")
class MeasureFilter:
    """Criteria on measures and parts."""

    policy: str | None = strawberry.field(default=None, description="Of this policy.")
    agency: str | None = strawberry.field(default=None, description="This agency has a duty on it.")
    category: str | None = strawberry.field(
        default=None, description="The heading contains these words."
    )
    kinds: list[MeasureKind] | None = strawberry.field(default=None, description="Of these kinds.")
    beneficiary: Beneficiary | None = strawberry.field(
        default=None, description="For this beneficiary."
    )
    text: str | None = strawberry.field(
        default=None, description="Title, text or English gloss contain these words."
    )

    def admits(self, measure: Measure) -> bool:
        """Tell whether a measure is listed."""
        words = f"{measure.title}\n{measure.text}\n{measure.gloss}".casefold()
        return (
            (self.policy is None or measure.policy == self.policy)
            and (self.category is None or self.category in measure.category)
            and (self.kinds is None or measure.kind in self.kinds)
            and (self.beneficiary is None or measure.beneficiary is self.beneficiary)
            and (self.text is None or self.text.casefold() in words)
            and (self.agency is None or any(each.agency == self.agency for each in measure.duties))
        )


def _policy(info: Info, code: Code, as_of: AsOf = None) -> Policy | None:
    return _of_day(info, as_of).policies.get(code)


def _scheme(info: Info, code: Code) -> Scheme | None:
    return info.context.rulebook.vocabulary.schemes.get(code)


def _schemes(info: Info) -> list[Scheme]:
    return list(info.context.rulebook.vocabulary.schemes.values())


def _vocabulary(info: Info) -> Vocabulary:
    return info.context.rulebook.vocabulary


def _policies(info: Info, as_of: AsOf = None) -> list[Policy]:
    return list(_of_day(info, as_of).policies.values())


def _measure(info: Info, code: Code, as_of: AsOf = None) -> Measure | None:
    return _of_day(info, as_of).measures.get(code)


def _measures(
    info: Info,
    first: First,
    after: After = None,
    filter: Annotated[  # noqa: A002  # the contract's name
        MeasureFilter | None, strawberry.argument(description="Which to show; all if left out.")
    ] = None,
    as_of: AsOf = None,
) -> Page[Measure]:
    rulebook = _of_day(info, as_of)
    scope = f"measures/{filter}/{rulebook.stretch}"
    return page_of(info.context, scope, _listed(rulebook, filter or MeasureFilter()), first, after)


def _of_day(info: Info, as_of: date | None) -> Rulebook:
    return info.context.rulebook.on(as_of or info.context.today)


def _listed(rulebook: Rulebook, criteria: MeasureFilter) -> Iterator[Measure]:
    if criteria.policy is not None and criteria.policy not in rulebook.policies:
        raise UnknownCodeError(noun="policy", given=criteria.policy)
    if criteria.agency is not None and criteria.agency not in rulebook.agencies:
        raise UnknownCodeError(noun="agency", given=criteria.agency)
    every = (each for policy in rulebook.policies.values() for each in policy.walk())
    return filter(criteria.admits, every)


@strawberry.type
class PolicyQueries:
    """Policies and measures, from the rules in memory."""

    policy = strawberry.field(
        resolver=_policy,
        graphql_type=PolicyType | None,
        description="A policy by its code, in its text of the day.",
    )
    policies = strawberry.field(
        resolver=_policies,
        graphql_type=list[PolicyType],
        description="Every policy, in its text of the day (at most 100).",
    )
    policy_diff = strawberry.field(
        resolver=policy_diff,
        graphql_type=PolicyDiffType | None,
        description="What changed in a policy between two days, clause by clause; with instants, "
        "between two versions of its file as loaded. Null if there is no such policy.",
    )
    scheme = strawberry.field(
        resolver=_scheme,
        graphql_type=SchemeType | None,
        description="A rating scheme by its code, with the orders that changed it.",
    )
    schemes = strawberry.field(
        resolver=_schemes,
        graphql_type=list[SchemeType],
        description="Every rating scheme (at most 100).",
    )
    vocabulary = strawberry.field(
        resolver=_vocabulary,
        graphql_type=VocabularyType,
        description="The codes that facts are written in.",
    )
    measure = strawberry.field(
        resolver=_measure,
        graphql_type=MeasureType | None,
        description="A measure or part by its code, pds-2021-7/13, in its policy's text of the "
        "day; in another if that one has none of the code.",
    )
    measures = strawberry.field(
        resolver=_measures,
        graphql_type=Connection[MeasureType],
        description="Measures and parts of the texts of the day, in the documents' order.",
    )
