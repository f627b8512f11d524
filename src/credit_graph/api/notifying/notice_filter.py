"""GraphQL: which notices somebody wants."""

from collections.abc import Collection, Iterable
from typing import Annotated, TypeVar

import strawberry

from credit_graph.api.context import Context
from credit_graph.api.enums import NoticeKind
from credit_graph.api.scalars import Uscc
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.message import Message

MOST_NAMED = 100
"""Enterprises or measures that one filter names."""


@strawberry.input(description="Which notices; every criterion given must fit.")
class ChangeFilter:
    """Criteria on notices."""

    kinds: list[NoticeKind] | None = strawberry.field(
        default=None, description="Of any of these kinds."
    )
    enterprises: list[Uscc] | None = strawberry.field(
        default=None, description="On any of these enterprises, at most 100."
    )
    measures: list[str] | None = strawberry.field(
        default=None, description="On a decision on any of these measures, at most 100."
    )
    agency: str | None = strawberry.field(
        default=None, description="That notify this agency; a code."
    )
    region: str | None = strawberry.field(
        default=None, description="On enterprises registered in this region or below it."
    )

    def to_filter(self, context: Context) -> NoticeFilter:
        """Return the filter, within the token's sight; raise `UnknownCodeError` for bad codes."""
        rules, terms = context.rulebook, context.rulebook.vocabulary
        _check_known("measure", self.measures or (), rules.measures)
        _check_known("agency", [self.agency] if self.agency else (), rules.agencies)
        _check_known("region", [self.region] if self.region else (), terms.regions)
        return NoticeFilter(
            kinds=_some("kinds", self.kinds),
            enterprises=_some("enterprises", self.enterprises),
            measures=_some("measures", self.measures),
            agency=self.agency,
            regions=None if self.region is None else terms.below(self.region),
            sight=context.sight,
        )


Criteria = Annotated[
    ChangeFilter | None, strawberry.argument(description="Which of them; all if null.")
]


def filter_of(context: Context, given: ChangeFilter | None) -> NoticeFilter:
    """Return what is asked for, within the token's sight."""
    return (given or ChangeFilter()).to_filter(context)


Named = TypeVar("Named", bound=str)


def _some(argument: str, given: Collection[Named] | None) -> frozenset[Named] | None:
    if given is not None and len(given) > MOST_NAMED:
        raise BadArgumentError(
            argument=f"filter.{argument}",
            why=Message("there are {count}", count=len(given)),
            fix=Message("Name at most {most}.", most=MOST_NAMED),
        )
    return None if given is None else frozenset(given)


def _check_known(noun: str, given: Iterable[str], known: Collection[str]) -> None:
    for code in given:
        if code not in known:
            raise UnknownCodeError(noun, code, suggestions(code, known))
