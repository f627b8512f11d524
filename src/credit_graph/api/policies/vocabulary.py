"""GraphQL: regions and other terms."""

import strawberry


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
