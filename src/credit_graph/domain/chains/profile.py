"""What programmes and risk ask of an enterprise on a day, in a form that many share."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from credit_graph.domain.conditions import Family
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Origin,
    RatingFact,
    StatementFact,
)
from credit_graph.domain.vocabulary import ListColour, Vocabulary

CUSTOMS = "customs"
AEO = "advanced"  # 海关高级认证企业
AEO_RATING = (CUSTOMS, AEO)
DISHONEST = frozenset({"dishonest", "serious_dishonest"})  # 失信企业、严重失信企业
_ORIGIN = Origin("")
HELD_BY_PROFILES = frozenset(
    {Family.REGISTRATION, Family.RATINGS, Family.ENTRIES, Family.STATEMENTS}
)


class Profile(NamedTuple):
    """Registration, ratings, lists and statements as they hold on one day, each sorted.

    Members share profiles, so that what depends on nothing else is worked out once for all of
    them. A tuple: where much is known of 50,000 members, few of them are alike. `turned` names
    the ratings that stand across a turn of their scheme, with the first one since the award.
    """

    region: str
    zone: str | None = None
    kinds: tuple[str, ...] = ()
    ratings: tuple[tuple[str, str], ...] = ()
    lists: tuple[str, ...] = ()
    statements: tuple[tuple[str, str], ...] = ()
    status: str = "active"
    turned: tuple[tuple[str, str, date], ...] = ()

    @property
    def is_aeo(self) -> bool:
        """Whether customs rates it highest."""
        return AEO_RATING in self.ratings

    @property
    def is_dishonest(self) -> bool:
        """Whether customs rates it dishonest."""
        return any(scheme == CUSTOMS and level in DISHONEST for scheme, level in self.ratings)

    def narrowed(self, registers: Collection[str]) -> "Profile":
        """Return the profile without ratings, lists and statements other than these."""
        return self._replace(
            ratings=tuple(each for each in self.ratings if each[0] in registers),
            lists=tuple(code for code in self.lists if code in registers),
            statements=tuple(each for each in self.statements if each[0] in registers),
            turned=tuple(each for each in self.turned if each[0] in registers),
        )

    def facts(self, day: date) -> EnterpriseFacts:
        """Return the profile as facts of that day, for evaluating conditions on it."""
        on_day = Interval(day)
        # Which day before the turn it was awarded on makes no difference.
        before = {(scheme, level): turn - timedelta(1) for scheme, level, turn in self.turned}
        awards = [(*each, Interval(before.get(each, day))) for each in self.ratings]
        return EnterpriseFacts(
            enterprise=Enterprise("", "", self.region, self.zone, self.kinds, status=self.status),
            ratings=tuple(RatingFact(*each, _ORIGIN) for each in awards),
            entries=tuple(EntryFact(code, on_day, _ORIGIN) for code in self.lists),
            statements=tuple(StatementFact(*each, on_day, _ORIGIN) for each in self.statements),
        )


class HeldRating(NamedTuple):
    """A level of a scheme that is held on the day."""

    scheme: str
    level: str


# As a tuple it would equal a `HeldRating` of the same texts.
@dataclass(frozen=True, slots=True)
class HeldStatement:
    """What is declared on the day."""

    statement: str
    value: str


class Listing(NamedTuple):
    """A stay on a list that holds on the day, with the first day it holds no more, if stated."""

    list: str
    until: date | None


class Dossier(NamedTuple):
    """What is known of one enterprise on a day. A tuple: a chain holds up to 50,000 of them."""

    uscc: str
    name: str
    status: str
    registered_on: date | None
    profile: Profile
    listings: tuple[Listing, ...]

    @property
    def enterprise(self) -> Enterprise:
        """Its registration."""
        return Enterprise(
            uscc=self.uscc,
            name=self.name,
            region=self.profile.region,
            zone=self.profile.zone,
            kinds=self.profile.kinds,
            registered_on=self.registered_on,
            status=self.status,
        )

    @property
    def ratings(self) -> tuple[HeldRating, ...]:
        """Its ratings, by scheme."""
        return tuple(HeldRating(*each) for each in self.profile.ratings)

    def until(self, lists: Collection[str]) -> date | None:
        """Return the day on which it is off all of these lists; `None` if one has no end."""
        ends = [each.until for each in self.listings if each.list in lists]
        stated = [end for end in ends if end is not None]
        return max(stated) if stated and len(stated) == len(ends) else None


def unregistered(code: str) -> Dossier:
    """Return the dossier of an enterprise whose registration is not known at the instant."""
    return Dossier(code, "", "", None, Profile(""), ())


def black_lists(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the black lists, in the order of the vocabulary."""
    return tuple(code for code, each in vocabulary.lists.items() if each.colour is ListColour.BLACK)
