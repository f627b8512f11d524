"""Duty forms to duties: one per agency, numbered in the order of the file."""

from collections.abc import Iterator

from credit_graph.domain.duties.duty import Duty
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.forms.duty import DutyForm
from credit_graph.seeds.terms.names import Names
from credit_graph.seeds.transcription.citations import Citations


def read_duties(
    subject: str, forms: tuple[DutyForm, ...], spot: Spot, citations: Citations, names: Names
) -> tuple[Duty, ...]:
    """Return the duties of a subject coded `<subject>#1`, `<subject>#2` and so on.

    In a later text of a policy the day from which it stands follows: `<subject>#1@2026-04-01`.
    """
    duties: list[Duty] = []
    for at, form in enumerate(forms):
        below = spot.into(at)
        names.check_each("agency", form.agencies, below.into("agencies"))
        duties.extend(_each_agency(subject, form, len(duties), citations, below))
    return tuple(duties)


def _each_agency(
    subject: str, form: DutyForm, before: int, citations: Citations, spot: Spot
) -> Iterator[Duty]:
    citation = citations.read(form.at, spot.into("at"))
    text = f"@{citations.text_from}" if citations.text_from else ""
    for number, agency in enumerate(form.agencies, before + 1):
        yield Duty(
            code=f"{subject}#{number}{text}",
            agency=agency,
            role=form.role,
            origin=form.origin,
            subject=subject,
            citation=citation,
            open_ended=form.open_ended,
            text_from=citations.text_from,
        )
