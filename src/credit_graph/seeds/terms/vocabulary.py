"""Vocabulary files to the vocabulary."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from credit_graph.domain.facts.repair import RepairRule, RepairTerm
from credit_graph.domain.region import Region
from credit_graph.domain.term import FactTerm, Term
from credit_graph.domain.vocabulary import Status, Vocabulary, Zone
from credit_graph.seeds.forms.vocabulary import (
    CommitmentsFile,
    FactTermForm,
    KindsFile,
    LinksFile,
    OutcomesFile,
    RegionsFile,
    RepairFile,
    StatementsFile,
    StatusesFile,
    TermForm,
    ViolationsFile,
    ZonesFile,
)
from credit_graph.seeds.library import Library
from credit_graph.seeds.places.gazetteer import read_gazetteer
from credit_graph.seeds.terms.cycles import refuse_cycles
from credit_graph.seeds.terms.names import Names
from credit_graph.seeds.terms.registers import read_lists, read_schemes

TermT = TypeVar("TermT", bound=Term)


def read_vocabulary(library: Library, names: Names) -> Vocabulary:
    """Return the vocabulary in the order of its files; a missing file leaves its noun empty."""
    breaches = library.of(ViolationsFile)
    return Vocabulary(
        regions=_coded(_regions(library, names)),
        zones=_coded(_zones(library, names)),
        kinds=_terms(term for draft in library.of(KindsFile) for term in draft.form.kinds),
        schemes=_coded(read_schemes(library, names)),
        lists=_coded(read_lists(library, names)),
        statements=_fact_terms(
            term for draft in library.of(StatementsFile) for term in draft.form.statements
        ),
        commitments=_fact_terms(
            term for draft in library.of(CommitmentsFile) for term in draft.form.commitments
        ),
        violations=_fact_terms(term for draft in breaches for term in draft.form.violations),
        severities=_terms(term for draft in breaches for term in draft.form.severities),
        outcomes=_terms(term for draft in library.of(OutcomesFile) for term in draft.form.outcomes),
        statuses=_coded(_statuses(library)),
        registrars=dict(_registrars(library, names)),
        repair=next(_repair(library), None),
        link_writers=tuple(_link_writers(library, names)),
    )


def _coded(terms: Iterable[TermT]) -> dict[str, TermT]:
    return {term.code: term for term in terms}


def _terms(forms: Iterable[TermForm]) -> dict[str, Term]:
    return _coded(Term(form.code, form.name, form.gloss) for form in forms)


def _fact_terms(forms: Iterable[FactTermForm]) -> dict[str, FactTerm]:
    return _coded(
        FactTerm(form.code, form.name, form.gloss, openness=form.openness) for form in forms
    )


def _statuses(library: Library) -> Iterator[Status]:
    for draft in library.of(StatusesFile):
        for form in draft.form.statuses:
            yield Status(form.code, form.name, form.gloss, effect=form.effect)


def _repair(library: Library) -> Iterator[RepairRule]:
    for draft in library.of(RepairFile):
        form = draft.form.repair
        yield RepairRule(
            code=form.code,
            name=form.name,
            gloss=form.gloss,
            valid_from=form.valid_from,
            source=form.source,
            terms=tuple(
                RepairTerm(each.severity, each.shortest_months, each.longest_months)
                for each in form.terms
            ),
            conditions=form.conditions,
            reading=form.reading,
            older_reading=form.older_reading,
        )


def _registrars(library: Library, names: Names) -> Iterator[tuple[str, str]]:
    for draft in library.of(StatusesFile):
        for region, agency in draft.form.registrars.items():
            spot = draft.spot.into("registrars").into(region)
            names.check("region", region, spot)
            names.check("agency", agency, spot)
            yield region, agency


def _link_writers(library: Library, names: Names) -> Iterator[str]:
    for draft in library.of(LinksFile):
        names.check_each("agency", draft.form.link_writers, draft.spot.into("link_writers"))
        yield from draft.form.link_writers


def _regions(library: Library, names: Names) -> Iterator[Region]:
    """Yield the regions that files describe, then the other places of the tables."""
    table = read_gazetteer(library.places, names.ledger) if library.places else {}
    parents: dict[str, tuple[str, ...]] = {}
    spots = {**names.known["region"]}
    glosses = {}
    for draft in library.of(RegionsFile):
        for form, spot in draft.each("regions", draft.form.regions):
            names.check("region", form.parent, spot.into("parent"))
            parents[form.code] = () if form.parent is None else (form.parent,)
            spots[form.code] = spot.into("parent")
            glosses[form.code] = form.gloss
            known = table.get(form.code)
            yield Region(
                form.code,
                form.name,
                form.gloss,
                parent=form.parent,
                names=known.names if known else (),
            )
    for place in table.values():
        if place.code not in glosses:
            parents[place.code] = () if place.parent is None else (place.parent,)
            yield replace(place, gloss=_gloss(place, table, glosses))
    refuse_cycles("regions", parents, spots, names.ledger)


def _gloss(place: Region, table: Mapping[str, Region], glosses: Mapping[str, str]) -> str:
    """Name the code, and in which of the regions with an English name it lies."""
    holder = place.parent
    while holder is not None and holder not in glosses:
        holder = table[holder].parent
    return f"Place {place.code}" if holder is None else f"Place {place.code}, {glosses[holder]}"


def _zones(library: Library, names: Names) -> Iterator[Zone]:
    for draft in library.of(ZonesFile):
        for form, spot in draft.each("zones", draft.form.zones):
            names.check("region", form.region, spot.into("region"))
            yield Zone(form.code, form.name, form.gloss, region=form.region)
