"""GraphQL: regions and other terms."""

import strawberry

from credit_graph.domain.term import Term
from credit_graph.domain.vocabulary import CreditList, Vocabulary


@strawberry.type(name="RegionName", description="A name that a region's code no longer has.")
class RegionNameType:
    """`domain.region.RegionName`."""

    name: str = strawberry.field(description="The name.")
    first: int | None = strawberry.field(description="First year, if recorded.")
    last: int | None = strawberry.field(description="Last year.")


@strawberry.type(name="Region", description="A region of GB/T 2260, or what was one.")
class RegionType:
    """`domain.vocabulary.Region`."""

    code: str = strawberry.field(description="GB/T 2260 code, six digits.")
    name: str = strawberry.field(description="Official name.")
    gloss: str = strawberry.field(description="Name in English.")
    parent: str | None = strawberry.field(
        description="Code of the region that holds it; of a former code that passed whole to one "
        "other, that code."
    )
    ended: int | None = strawberry.field(
        description="Last year of a former code; null if it is in use."
    )
    former_names: list[RegionNameType] = strawberry.field(
        description="Names that the code no longer has, by year (at most 10)."
    )
    successors: list[str] = strawberry.field(
        description="Codes that a former code passed to, as far as known (at most 10)."
    )
    scattered: bool = strawberry.field(
        description="Where below its parent it lies today is not known: its successors are not, or "
        "not all, recorded, or the code stands for a group of regions."
    )


@strawberry.type(name="Term", description="A code of the vocabulary with its names.")
class TermType:
    """`domain.vocabulary.Term`."""

    code: str = strawberry.field(description="The code.")
    name: str = strawberry.field(description="Official name.")
    gloss: str = strawberry.field(description="Name in English.")


@strawberry.type(name="CreditList", description="A list on which an enterprise can stand.")
class CreditListType:
    """`domain.vocabulary.CreditList`."""

    code: str = strawberry.field(description="The code.")
    name: str = strawberry.field(description="Official name.")
    gloss: str = strawberry.field(description="Name in English.")
    colour: str = strawberry.field(description="black, red, white, pool, programme or exit.")


def _lists(parent: strawberry.Parent[Vocabulary]) -> list[CreditList]:
    return list(parent.lists.values())


def _violations(parent: strawberry.Parent[Vocabulary]) -> list[Term]:
    return list(parent.violations.values())


def _severities(parent: strawberry.Parent[Vocabulary]) -> list[Term]:
    return list(parent.severities.values())


@strawberry.type(
    name="Vocabulary", description="The codes that facts are written in, in the order of the seeds."
)
class VocabularyType:
    """`domain.vocabulary.Vocabulary`; schemes are `Query.schemes`."""

    lists = strawberry.field(
        resolver=_lists, graphql_type=list[CreditListType], description="Lists (at most 100)."
    )
    violations = strawberry.field(
        resolver=_violations,
        graphql_type=list[TermType],
        description="What an enterprise can break (at most 100).",
    )
    severities = strawberry.field(
        resolver=_severities,
        graphql_type=list[TermType],
        description="How gravely, mildest first (at most 20).",
    )
