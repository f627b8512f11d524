"""Obligations and flows of information."""

from credit_graph.domain.policy import Flow, Obligation
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.obligation import FlowForm, ObligationForm
from credit_graph.seeds.terms.names import Names
from credit_graph.seeds.transcription.citations import Citations
from credit_graph.seeds.transcription.duties import read_duties
from credit_graph.seeds.transcription.recurrence import check_recurrence


def read_obligation(
    policy: str, form: ObligationForm, spot: Spot, citations: Citations, names: Names
) -> Obligation:
    """Return the obligation `<policy>/<code>`; it is due once or by a recurrence, not both."""
    names.check_each("agency", form.recipients, spot.into("recipients"))
    if (form.once is None) == (form.recurrence is None):
        names.ledger.refuse(spot, SeedProblem.NEITHER_OR_BOTH, one="once", other="recurrence")
    if form.recurrence is not None:
        check_recurrence(form.recurrence, spot.into("recurrence"), names.ledger)
    code = f"{policy}/{form.code}"
    return Obligation(
        code=code,
        policy=policy,
        title=form.title,
        gloss=form.gloss,
        citation=citations.read(form.at, spot.into("at")),
        duties=read_duties(code, form.duties, spot.into("duties"), citations, names),
        recipients=form.recipients,
        due_on=form.once,
        rrule=None if form.recurrence is None else form.recurrence.rrule,
        starts_on=None if form.recurrence is None else form.recurrence.starts_on,
        min_cases=form.min_cases,
        assumption=form.assumption,
        text_from=citations.text_from,
    )


def read_flow(policy: str, form: FlowForm, spot: Spot, citations: Citations, names: Names) -> Flow:
    """Return the flow `<policy>/<code>`."""
    names.check_each("agency", form.senders, spot.into("senders"))
    names.check_each("agency", form.receivers, spot.into("receivers"))
    return Flow(
        code=f"{policy}/{form.code}",
        policy=policy,
        senders=form.senders,
        receivers=form.receivers,
        channel=form.channel,
        content=form.content,
        cadence=form.cadence,
        citation=citations.read(form.at, spot.into("at")),
        news=form.news,
    )
