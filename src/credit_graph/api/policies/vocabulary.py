"""GraphQL: regions and other terms."""

import strawberry


@strawberry.type(name="Region", description="A region of GB/T 2260.")
class RegionType:
    """`domain.vocabulary.Region`."""

    code: str = strawberry.field(description="GB/T 2260 code, six digits.")
    name: str = strawberry.field(description="Official name.")
    gloss: str = strawberry.field(description="Name in English.")
    parent: str | None = strawberry.field(description="Code of the region that holds it.")


@strawberry.type(name="Term", description="A code of the vocabulary with its names.")
class TermType:
    """`domain.vocabulary.Term`."""

    code: str = strawberry.field(description="The code.")
    name: str = strawberry.field(description="Official name.")
    gloss: str = strawberry.field(description="Name in English.")
