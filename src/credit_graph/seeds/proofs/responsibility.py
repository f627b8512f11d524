"""Somebody is responsible for every measure, or it is said why nobody is."""

from credit_graph.domain.policy import Measure
from credit_graph.seeds.files.findings import Ledger
from credit_graph.seeds.files.problem import Problem
from credit_graph.seeds.proofs.case import Case


def prove_responsibility(case: Case, ledger: Ledger) -> None:
    """Note measures without duties, whose parts have none either and that do not say why.

    A part is answered for by its item's duties.
    """
    answered: set[str] = set()
    for transcript in case.transcripts():
        measure = transcript.measure
        if _is_answered_for(measure):
            answered.update(part.code for part in measure.walk())
        elif measure.code not in answered and not any(map(_is_answered_for, measure.walk())):
            ledger.refuse(transcript.spot, Problem.NOBODY_RESPONSIBLE)


def _is_answered_for(measure: Measure) -> bool:
    return bool(measure.duties) or measure.duty_note is not None
