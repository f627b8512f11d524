"""Programme files to programmes."""

from collections.abc import Mapping

from credit_graph.domain.cultivation.programme import Programme, Target
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.forms.programme import ProgrammeForm, ProgrammesFile, TargetForm
from credit_graph.seeds.library import Library
from credit_graph.seeds.terms.lexicon import Lexicon
from credit_graph.seeds.transcription.citations import Citations
from credit_graph.seeds.transcription.conditions import Conditions


def read_programmes(
    library: Library, citations: Citations, lexicon: Lexicon
) -> Mapping[str, Programme]:
    """Return the programmes by code, in the order of the file."""
    programmes: dict[str, Programme] = {}
    for draft in library.of(ProgrammesFile):
        conditions = Conditions(lexicon=lexicon, citations=citations, named={}, spot=draft.spot)
        for form, spot in draft.each("programmes", draft.form.programmes):
            programmes[form.code] = _programme(form, spot, citations, conditions)
            _check_codes(form, spot, lexicon)
    return programmes


def _programme(
    form: ProgrammeForm, spot: Spot, citations: Citations, conditions: Conditions
) -> Programme:
    return Programme(
        code=form.code,
        name=form.name,
        gloss=form.gloss,
        region=form.region,
        list=form.list,
        leads_to=conditions.read_any(form.leads_to, spot.into("leads_to")),
        criteria=conditions.read(form.criteria, spot.into("criteria")),
        excludes=conditions.read_any(form.excludes, spot.into("excludes")),
        target=_target(form.target, spot.into("target"), citations),
        helped_by=form.helped_by,
        interpretations=form.interpretations,
        citation=citations.read(form.at, spot.into("at")),
    )


def _target(form: TargetForm | None, spot: Spot, citations: Citations) -> Target | None:
    return None if form is None else Target(form.value, citations.read(form.at, spot.into("at")))


def _check_codes(form: ProgrammeForm, spot: Spot, lexicon: Lexicon) -> None:
    lexicon.names.check("region", form.region, spot.into("region"))
    lexicon.names.check("list", form.list, spot.into("list"))
    lexicon.names.check_each("measure", form.helped_by, spot.into("helped_by"))
