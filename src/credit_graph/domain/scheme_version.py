"""Scheme versions: the levels that an order gives a rating scheme on the days it is in force."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scheme.

    `is_aeo`: its order counts whoever holds it as an authorised economic operator. `reading`:
    the interpretation on which rests what it means for rules that do not name it.
    """

    code: str
    name: str
    is_aeo: bool = False
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class SchemeVersion:
    """A scheme as one order has it, levels best first.

    In force from `valid_from` to before `valid_to`, the first day of the next version. `source`
    says where the order was seen. `carries` gives, by the code of a level of the version before,
    the levels that a rating may have here: one where it keeps its level, several where which of
    them is not known. A level that it leaves out has no successor. `reading` is the interpretation
    on which that rests.
    """

    code: str
    name: str
    gloss: str
    valid_from: date
    valid_to: date | None
    levels: tuple[Level, ...]
    source: str
    carries: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reading: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its levels, best first."""
        return tuple(level.code for level in self.levels)

    def carried(self, levels: frozenset[str]) -> frozenset[str]:
        """Return the levels that a rating may have here that had one of some levels before."""
        return frozenset(to for code, after in self.carries if code in levels for to in after)


def version_on(versions: tuple[SchemeVersion, ...], day: date) -> SchemeVersion | None:
    """Return the version of a day; before the first, that one, as no earlier order is recorded."""
    begun = [each for each in versions if each.valid_from <= day]
    return begun[-1] if begun else next(iter(versions), None)


def turns_between(
    versions: tuple[SchemeVersion, ...], since: date, day: date
) -> tuple[SchemeVersion, ...]:
    """Return the versions that came into force after `since`, up to the day, first ones first.

    The first version turns nothing: what it replaced is not recorded.
    """
    return tuple(each for each in versions[1:] if since < each.valid_from <= day)
