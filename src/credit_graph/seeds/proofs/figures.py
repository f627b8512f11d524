"""Every figure of a measure's text is said to be something, in words of that text."""

import re
from collections.abc import Iterator

from credit_graph.seeds.files.document import folded
from credit_graph.seeds.files.findings import Ledger
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import Problem
from credit_graph.seeds.forms.measure import MeasureForm
from credit_graph.seeds.proofs.case import Case, Transcript
from credit_graph.seeds.proofs.tally import Tally

_DIGITS = re.compile(r"[0-9０-９]+")


def prove_figures(case: Case, ledger: Ledger) -> Tally:
    """Prove the quotes inside measures, and count the runs of digits they account for."""
    tally = Tally()
    for transcript in case.transcripts():
        _prove_inside(transcript, ledger)
        tally += _account(transcript, ledger)
    return tally


def _prove_inside(transcript: Transcript, ledger: Ledger) -> None:
    """Note quotes of a measure that its own text lacks; a deadline may stand elsewhere."""
    text = folded(transcript.form.at.quote)
    for quote, spot in _inner_quotes(transcript.form, transcript.spot):
        if folded(quote) not in text:
            ledger.refuse(spot, Problem.OUTSIDE_TEXT, quote=quote)


def _inner_quotes(form: MeasureForm, spot: Spot) -> Iterator[tuple[str, Spot]]:
    lists = {
        "quantities": [each.quote for each in form.quantities],
        "directions": [each.quote for each in form.directions],
        "not_quantities": [each.quote for each in form.not_quantities],
    }
    for key, quotes in lists.items():
        for at, quote in enumerate(quotes):
            yield quote, spot.into(key, at, "quote")


def _account(transcript: Transcript, ledger: Ledger) -> Tally:
    text = folded(transcript.form.at.quote)
    covered = [span for quote in _figures_of(transcript.form) for span in _spans(text, quote)]
    tally = Tally()
    for run in _DIGITS.finditer(text):
        known = any(start <= run.start() and run.end() <= end for start, end in covered)
        if not known:
            figure = _in_context(text, run)
            ledger.refuse(
                transcript.spot.into("at", "quote"), Problem.FIGURE_UNACCOUNTED, figure=figure
            )
        tally = tally.counting(proved=known)
    return tally


def _figures_of(form: MeasureForm) -> Iterator[str]:
    """Yield the quotes that account for digits, those of parts included."""
    yield from (each.quote for each in form.quantities)
    yield from (each.quote for each in form.not_quantities)
    if form.deadline is not None:
        yield form.deadline.quote
    for part in form.parts:
        yield from _figures_of(part)


def _spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    words = folded(quote)
    return ((at.start(), at.end()) for at in re.finditer(re.escape(words), text) if words)


def _in_context(text: str, run: re.Match[str]) -> str:
    return f"{run.group()} (…{text[max(0, run.start() - 6) : run.end() + 6]}…)"
