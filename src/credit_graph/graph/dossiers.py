"""Rows of what is known of enterprises on a day to dossiers that share their profiles."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from credit_graph.domain.profile import Dossier, Listing, Profile

# uscc, name, region, zone, kinds, status, registered_on; (scheme, level), (list, valid_to) and
# (statement, value) pairs. As chains/dossiers returns it; days are texts, quicker than dates.
DossierRow = tuple[
    str,
    str,
    str,
    str | None,
    Sequence[str] | None,
    str,
    str | None,
    Sequence[tuple[str, str]],
    Sequence[tuple[str, str | None]],
    Sequence[tuple[str, str]],
]
_Key = tuple[
    str,
    str | None,
    tuple[str, ...],
    tuple[tuple[str, str], ...],
    tuple[str, ...],
    tuple[tuple[str, str], ...],
]


def to_dossiers(found: Iterable[DossierRow]) -> Mapping[str, Dossier]:
    """Return the dossiers by code."""
    profiles: dict[_Key, Profile] = {}
    return {row[0]: _dossier(row, profiles) for row in found}


def _dossier(row: DossierRow, profiles: dict[_Key, Profile]) -> Dossier:
    uscc, name, region, zone, kinds, status, registered_on, ratings, entries, statements = row
    listings = _listings(entries) if entries else ()
    key = (
        region,
        zone,
        tuple(kinds or ()),
        _pairs(ratings),
        tuple(sorted({each.list for each in listings})) if listings else (),
        _pairs(statements),
    )
    profile = profiles.get(key)
    if profile is None:
        profile = profiles[key] = Profile(*key)
    return Dossier(uscc, name, status, _day(registered_on), profile, listings)


def _pairs(found: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Sort them: the order in which facts are stored must not show."""
    if len(found) < 2:  # noqa: PLR2004  # nothing to sort, and the most frequent case
        return tuple((one, other) for one, other in found)
    return tuple(sorted({(one, other) for one, other in found}))


def _listings(entries: Sequence[tuple[str, str | None]]) -> tuple[Listing, ...]:
    return tuple(
        Listing(code, _day(until))
        for code, until in sorted(entries, key=lambda each: (each[0], each[1] or "9999"))
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
