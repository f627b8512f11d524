"""GraphQL: rating schemes, with the versions that orders gave them."""

from datetime import date
from typing import Annotated

import strawberry

from credit_graph.domain.scheme_version import Level, SchemeVersion
from credit_graph.domain.vocabulary import Scheme


@strawberry.type(name="Level", description="A level of a rating scheme.")
class LevelType:
    """`domain.scheme_version.Level`."""

    code: str = strawberry.field(description="The code, unique within the scheme.")
    name: str = strawberry.field(description="Official name.")
    is_aeo: bool = strawberry.field(
        description="Whether its order counts whoever holds it as an AEO."
    )
    reading: str | None = strawberry.field(
        description="How documents that do not name the level are read, as an interpretation."
    )


@strawberry.type(name="CarriedLevel", description="What a level of the version before became.")
class CarriedLevelType:
    """An entry of `domain.scheme_version.SchemeVersion.carries`."""

    level: str = strawberry.field(description="Code of the level before.")
    becomes: list[str] = strawberry.field(
        description="Codes of what it is now; several where it is not known which of them (at "
        "most 20)."
    )


def _carries(parent: strawberry.Parent[SchemeVersion]) -> list[CarriedLevelType]:
    return [CarriedLevelType(level=code, becomes=list(after)) for code, after in parent.carries]


@strawberry.type(name="SchemeVersion", description="A rating scheme as one order has it.")
class SchemeVersionType:
    """`domain.scheme_version.SchemeVersion`."""

    code: str = strawberry.field(description="Code of the order: order-282.")
    name: str = strawberry.field(description="Official name of the order.")
    gloss: str = strawberry.field(description="Name in English.")
    valid_from: date = strawberry.field(description="First day in force.")
    valid_to: date | None = strawberry.field(description="First day of the next version.")
    levels: list[LevelType] = strawberry.field(description="Its levels, best first (at most 20).")
    source: str = strawberry.field(description="Where the order was seen.")
    reading: str | None = strawberry.field(
        description="On which interpretation rests what a rating is that the version before gave."
    )
    carries = strawberry.field(
        resolver=_carries,
        graphql_type=list[CarriedLevelType],
        description="What ratings by the version before are in this one (at most 20).",
    )


def _levels(
    parent: strawberry.Parent[Scheme],
    on: Annotated[
        date | None,
        strawberry.argument(description="As the order in force on this day has them; all if null."),
    ] = None,
) -> tuple[Level, ...]:
    return parent.levels if on is None else parent.levels_on(on)


@strawberry.type(name="Scheme", description="A scheme on which enterprises are rated.")
class SchemeType:
    """`domain.vocabulary.Scheme`."""

    code: str = strawberry.field(description="The code: customs, tax, …")
    name: str = strawberry.field(description="Official name.")
    gloss: str = strawberry.field(description="Name in English.")
    levels = strawberry.field(
        resolver=_levels,
        graphql_type=list[LevelType],
        description="Its levels, best first (at most 20).",
    )
    versions: list[SchemeVersionType] = strawberry.field(
        description="What each order made of it, first ones first; none if no order changed it "
        "(at most 20)."
    )
