"""Agency files to agencies: one body per name and region."""

from collections.abc import Collection, Iterator

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.succession import Succession
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.agency import AgenciesFile, AgencyForm
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import Library
from credit_graph.seeds.terms.cycles import refuse_cycles
from credit_graph.seeds.terms.names import Names, refuse_unknown
from credit_graph.seeds.transcription.citations import Citations


def read_agencies(library: Library, citations: Citations, names: Names) -> dict[str, Agency]:
    """Return every agency by code; no name may stand for two bodies of a region."""
    pairs = [
        pair
        for draft in library.of(AgenciesFile)
        for pair in draft.each("agencies", draft.form.agencies)
    ]
    bearers: dict[tuple[str, str], str] = {}
    for form, spot in pairs:
        _refuse_shared_names(form, spot, bearers, names)
    members = {form.code: form.members for form, _ in pairs}
    spots = {form.code: spot.into("members") for form, spot in pairs}
    refuse_cycles("agencies", members, spots, names.ledger)
    heirs = {
        form.code: tuple(each.heir for each in form.successions if each.heir) for form, _ in pairs
    }
    spots = {form.code: spot.into("successions") for form, spot in pairs}
    refuse_cycles("agencies", heirs, spots, names.ledger)
    subjects = {*names.known.get("measure", ()), *_obligations(library)}
    return {form.code: _agency(form, spot, citations, names, subjects) for form, spot in pairs}


def _obligations(library: Library) -> Iterator[str]:
    for draft in library.of(PolicyForm):
        for each in draft.form.obligations:
            yield f"{draft.form.code}/{each.code}"


def _refuse_shared_names(
    form: AgencyForm, spot: Spot, bearers: dict[tuple[str, str], str], names: Names
) -> None:
    places = [(form.name, spot.into("name"))]
    places += [(alias, spot.into("aliases", at)) for at, alias in enumerate(form.aliases)]
    for name, place in places:
        first = bearers.setdefault((form.region, name), form.code)
        if first != form.code or (name == form.name and place.path != places[0][1].path):
            names.ledger.refuse(
                place, SeedProblem.DUPLICATE_NAME, name=name, first=first, region=form.region
            )


def _agency(
    form: AgencyForm, spot: Spot, citations: Citations, names: Names, subjects: Collection[str]
) -> Agency:
    names.check("region", form.region, spot.into("region"))
    names.check_each("agency", form.members, spot.into("members"))
    at = form.members_at
    return Agency(
        code=form.code,
        name=form.name,
        region=form.region,
        gloss=form.gloss,
        aliases=form.aliases,
        collective=form.collective,
        members=form.members,
        members_at=None if at is None else citations.read(at, spot.into("members_at")),
        members_assumption=form.members_assumption,
        successions=tuple(_successions(form, spot.into("successions"), names, subjects)),
        sought_as=form.sought_as,
    )


def _successions(
    form: AgencyForm, spot: Spot, names: Names, subjects: Collection[str]
) -> Iterator[Succession]:
    for at, each in enumerate(form.successions):
        place = spot.into(at)
        names.check("agency", each.heir, place.into("heir"))
        for index, subject in enumerate(each.subjects):
            if subject not in subjects:
                there = place.into("subjects", index)
                refuse_unknown(names.ledger, there, "measure", subject, subjects)
        yield Succession(
            body=form.code,
            heir=each.heir,
            since=each.since,
            function=each.function,
            subjects=each.subjects,
            source=each.source,
            seen_on=each.seen_on,
        )
