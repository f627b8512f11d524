"""GraphQL: ratings and list entries."""

from datetime import date

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.eligibility.repair import ENTRY_REPAIR
from credit_graph.api.enums import Openness
from credit_graph.domain.facts.record import EntryFact, RatingFact

_OPENNESS = "Who is shown it, where that is stated for this fact; it only narrows that of its kind."


def _scheme_name(parent: strawberry.Parent[RatingFact], info: Info) -> str:
    return info.context.rulebook.vocabulary.schemes[parent.scheme].name


def _level_name(parent: strawberry.Parent[RatingFact], info: Info) -> str:
    scheme = info.context.rulebook.vocabulary.schemes[parent.scheme]
    return scheme.level_on(parent.level, parent.valid_from).name


def _list_name(parent: strawberry.Parent[EntryFact], info: Info) -> str:
    return info.context.rulebook.vocabulary.lists[parent.list].name


def _list_colour(parent: strawberry.Parent[EntryFact], info: Info) -> str:
    return info.context.rulebook.vocabulary.lists[parent.list].colour


@strawberry.interface(name="Fact", description="A fact recorded about an enterprise.")
class Fact:
    """What ratings, list entries and links have in common."""

    fact_id: str = strawberry.field(description="Id of the fact.")
    valid_from: date = strawberry.field(description="First day it holds.")
    valid_to: date | None = strawberry.field(description="First day it holds no more.")
    source: str | None = strawberry.field(description="Who stated it.")
    reference: str | None = strawberry.field(description="Under which reference.")


@strawberry.type(name="Rating", description="One award of a level on a scheme.")
class RatingType(Fact):
    """`domain.facts.RatingFact`."""

    scheme: str = strawberry.field(description="Code of the scheme.")
    level: str = strawberry.field(description="Code of the level.")
    openness: Openness | None = strawberry.field(description=_OPENNESS)
    scheme_name = strawberry.field(
        resolver=_scheme_name, graphql_type=str, description="Official name of the scheme."
    )
    level_name = strawberry.field(
        resolver=_level_name,
        graphql_type=str,
        description="Official name of the level by the order of the day it was awarded.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, RatingFact)


@strawberry.type(name="ListEntry", description="One stay on a list.")
class ListEntryType(Fact):
    """`domain.facts.EntryFact`."""

    list: str = strawberry.field(description="Code of the list.")
    reason: str | None = strawberry.field(description="Why it was put there, if stated.")
    severity: str | None = strawberry.field(description="minor, general or serious, if stated.")
    repaired_on: date | None = strawberry.field(
        description="Day of the repair that ended it, if one did."
    )
    openness: Openness | None = strawberry.field(description=_OPENNESS)
    repair = ENTRY_REPAIR
    list_name = strawberry.field(
        resolver=_list_name, graphql_type=str, description="Official name of the list."
    )
    colour = strawberry.field(
        resolver=_list_colour,
        graphql_type=str,
        description="black, red, white, pool, programme, exit.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, EntryFact)
