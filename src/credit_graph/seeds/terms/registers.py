"""Schemes and lists: who keeps them, and for whom."""

from collections.abc import Iterator

from credit_graph.domain.vocabulary import CreditList, KeptFor, Scheme
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.forms.vocabulary import ListsFile, RegisterForm, SchemesFile
from credit_graph.seeds.library import Library
from credit_graph.seeds.terms.names import Names, unique
from credit_graph.seeds.terms.scheme_versions import merged_levels, read_levels, read_versions


def read_schemes(library: Library, names: Names) -> Iterator[Scheme]:
    """Yield the schemes; no level and no keeper may be unknown or stand twice."""
    for draft in library.of(SchemesFile):
        for form, spot in draft.each("schemes", draft.form.schemes):
            _check_register(form, spot, names)
            versions = read_versions(form, spot, names)
            yield Scheme(
                form.code,
                form.name,
                form.gloss,
                openness=form.openness,
                keepers=tuple(form.keepers.items()),
                keeper_words=form.keeper_words,
                kept_for=_kept_for(form),
                freshness_days=form.freshness_days,
                levels=merged_levels(versions) if versions else read_levels(form, spot, names),
                versions=versions,
            )


def read_lists(library: Library, names: Names) -> Iterator[CreditList]:
    """Yield the lists; a list may not go by the code of a scheme: syncs name either."""
    for draft in library.of(ListsFile):
        for form, spot in draft.each("lists", draft.form.lists):
            _check_register(form, spot, names)
            scheme = names.known.get("scheme", {}).get(form.code)
            if scheme is not None:
                unique("scheme or list", [(form.code, scheme), (form.code, spot)], names.ledger)
            yield CreditList(
                form.code,
                form.name,
                form.gloss,
                openness=form.openness,
                keepers=tuple(form.keepers.items()),
                keeper_words=form.keeper_words,
                kept_for=_kept_for(form),
                freshness_days=form.freshness_days,
                none_recorded=form.none_recorded,
                colour=form.colour,
            )


def _check_register(form: RegisterForm, spot: Spot, names: Names) -> None:
    keepers = spot.into("keepers")
    for region, agency in form.keepers.items():
        names.check("region", region, keepers.into(region))
        names.check("agency", agency, keepers.into(region))
    if form.kept_for is not None:
        kept_for = spot.into("kept_for")
        names.check_each("region", form.kept_for.regions, kept_for.into("regions"))
        names.check_each("zone", form.kept_for.zones, kept_for.into("zones"))


def _kept_for(form: RegisterForm) -> KeptFor | None:
    if form.kept_for is None:
        return None
    return KeptFor(regions=form.kept_for.regions, zones=form.kept_for.zones)
