"""Scheme versions: the levels that each order has, from which day on, and what they carry over."""

from itertools import pairwise

from credit_graph.domain.scheme_version import Level, SchemeVersion
from credit_graph.message import Message
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.vocabulary import LevelForm, SchemeForm, SchemeVersionForm
from credit_graph.seeds.terms.names import Names, refuse_unknown, unique


def read_versions(form: SchemeForm, spot: Spot, names: Names) -> tuple[SchemeVersion, ...]:
    """Return the versions of a scheme, the oldest first; none for one that states its levels."""
    if bool(form.levels) == bool(form.versions):
        names.ledger.refuse(spot, SeedProblem.NEITHER_OR_BOTH, one="levels", other="versions")
    place = spot.into("versions") if form.versions else spot
    codes = [(each.code, place.into(at)) for at, each in enumerate(form.versions)]
    unique("version", codes, names.ledger)
    for at, (before, after) in enumerate(pairwise(form.versions), start=1):
        if after.valid_from <= before.valid_from:
            names.ledger.refuse(place.into(at, "valid_from"), SeedProblem.EMPTY_INTERVAL)
        _check_carries(before, after, place.into(at), names)
    ends = [each.valid_from for each in form.versions[1:]]
    return tuple(
        SchemeVersion(
            code=each.code,
            name=each.name,
            gloss=each.gloss,
            valid_from=each.valid_from,
            valid_to=ends[at] if at < len(ends) else None,
            levels=_levels(each.levels, place.into(at, "levels"), names),
            source=each.source,
            carries=tuple(each.carries.items()),
            reading=each.reading,
        )
        for at, each in enumerate(form.versions)
    )


def read_levels(form: SchemeForm, spot: Spot, names: Names) -> tuple[Level, ...]:
    """Return the levels of a scheme that has always been the same."""
    return _levels(form.levels, spot.into("levels"), names) if form.levels else ()


def merged_levels(versions: tuple[SchemeVersion, ...]) -> tuple[Level, ...]:
    """Return every level of any version, best first, as the latest version that has it says.

    A level that the latest version lacks stands below the level that is next better in its own.
    """
    merged: list[Level] = []
    for version in reversed(versions):
        place = 0
        for level in version.levels:
            known = [each.code for each in merged]
            if level.code in known:
                place = max(place, known.index(level.code) + 1)
            else:
                merged.insert(place, level)
                place += 1
    return tuple(merged)


def _levels(forms: tuple[LevelForm, ...], spot: Spot, names: Names) -> tuple[Level, ...]:
    codes = [(level.code, spot.into(at)) for at, level in enumerate(forms)]
    unique("level", codes, names.ledger)
    return tuple(Level(each.code, each.name, each.aeo, each.reading) for each in forms)


def _check_carries(
    before: SchemeVersionForm, after: SchemeVersionForm, spot: Spot, names: Names
) -> None:
    """Note a level that the one version or the other does not have."""
    old, new = ([level.code for level in each.levels] for each in (before, after))
    for code, leads_to in after.carries.items():
        place = spot.into("carries").into(code)
        if code not in old:
            refuse_unknown(
                names.ledger, place, Message("level of {scheme}", scheme=before.code), code, old
            )
        for at, to in enumerate(leads_to):
            if to not in new:
                refuse_unknown(
                    names.ledger,
                    place.into(at),
                    Message("level of {scheme}", scheme=after.code),
                    to,
                    new,
                )
