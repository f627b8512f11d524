"""GraphQL: where a statement stands in an official document."""

import strawberry


@strawberry.type(
    name="Citation",
    description="Exact words of an official document, with place. All is empty for what no "
    "document states: that an enterprise is registered.",
)
class CitationType:
    """`domain.citation.Citation`."""

    policy: str = strawberry.field(description="Code of the policy that the document sets out.")
    place: str = strawberry.field(
        description="Heading path as the document numbers it: 四、（一）1."
    )
    quote: str = strawberry.field(description="The exact words, white space aside.")
    line: int | None = strawberry.field(
        description="Line of the document file on which the words begin, counted from 1."
    )
