"""Generated enterprises with facts of every kind, and a plain reading of what holds on the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from credit_graph.domain.chains.profile import Dossier, Listing, Profile
from support.chain_reader import DAY
from support.staged_chains import Said, any_said

_SPANS = (
    (DAY - timedelta(9), None),
    (DAY - timedelta(9), None),
    (DAY, DAY + timedelta(1)),
    (DAY - timedelta(9), DAY),
    (DAY + timedelta(1), None),
)
_RATINGS = [("customs", "advanced"), ("customs", "general"), ("tax", "A"), ("port", "B")]
_LISTS = ["black", "white", "grey"]
_STATEMENTS = [("wants_aeo", "true"), ("wants_aeo", "false"), ("small_micro", "true")]


@dataclass(frozen=True)
class Held:
    """One fact: what it says, on which days it holds, how it is known."""

    what: tuple[str, str] | str
    since: date
    until: date | None
    said: Said

    @property
    def holds(self) -> bool:
        """Whether it holds on the day, as far as it is known."""
        on_day = self.since <= DAY and (self.until is None or self.until > DAY)
        return on_day and self.said.shows


@dataclass(frozen=True)
class Told:
    """All that is told of one enterprise; `registered` is how that is known."""

    uscc: str
    region: str
    zone: str | None
    kinds: list[str] | None
    registered_on: date | None
    registered: Said
    ratings: Sequence[Held]
    entries: Sequence[Held]
    statements: Sequence[Held]

    def row(self) -> Mapping[str, object]:
        """Return it as `testing/stage_dossiers` stores it."""
        registration = self.registered.props(
            uscc=self.uscc,
            name=f"虚构{self.uscc}",
            status="active",
            region=self.region,
            zone=self.zone,
            kinds=self.kinds,
            registered_on=self.registered_on,
        )
        return {
            "uscc": self.uscc,
            "registrations": [registration],
            "ratings": [_props(each, "scheme", "level") for each in self.ratings],
            "entries": [_props(each, "list") for each in self.entries],
            "statements": [_props(each, "statement", "value") for each in self.statements],
        }

    def dossier(self) -> Dossier | None:
        """Return what shows of it on the day."""
        if not self.registered.shows:
            return None
        listings = {(str(each.what), each.until) for each in self.entries if each.holds}
        return Dossier(
            uscc=self.uscc,
            name=f"虚构{self.uscc}",
            status="active",
            registered_on=self.registered_on,
            profile=Profile(
                region=self.region,
                zone=self.zone,
                kinds=tuple(self.kinds or ()),
                ratings=_pairs(self.ratings),
                lists=tuple(sorted({code for code, _ in listings})),
                statements=_pairs(self.statements),
            ),
            listings=tuple(
                Listing(*each)
                for each in sorted(listings, key=lambda one: (one[0], one[1] or date.max))
            ),
        )


def any_told(chance: Random, uscc: str) -> Told:
    """Return an enterprise of which something, or nothing, is told."""
    return Told(
        uscc=uscc,
        region=chance.choice(["111", "222"]),
        zone=chance.choice([None, "z"]),
        kinds=chance.choice([None, ["trader"], ["trader", "manufacturer"]]),
        registered_on=chance.choice([None, date(2001, 2, 3), date(2020, 12, 31)]),
        registered=any_said(chance),
        ratings=_some(chance, _RATINGS),
        entries=_some(chance, _LISTS),
        statements=_some(chance, _STATEMENTS),
    )


def _some(chance: Random, about: Sequence[tuple[str, str] | str]) -> list[Held]:
    found = []
    for _ in range(chance.randrange(5)):  # the same may be told twice
        since, until = chance.choice(_SPANS)
        found.append(Held(chance.choice(about), since, until, any_said(chance)))
    return found


def _pairs(held: Sequence[Held]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(each.what[0], each.what[1]) for each in held if each.holds}))


def _props(held: Held, *names: str) -> Mapping[str, object]:
    what = (held.what,) if isinstance(held.what, str) else held.what
    stated = dict(zip(names, what, strict=True))
    return held.said.props(**stated, valid_from=held.since, valid_to=held.until)
