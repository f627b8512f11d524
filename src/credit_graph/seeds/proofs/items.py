"""Every item of the document has a measure, and every measure an item."""

import re
from collections.abc import Iterator

from credit_graph.domain.policy import MeasureKind
from credit_graph.seeds.files.document import Document
from credit_graph.seeds.files.findings import Ledger, Line
from credit_graph.seeds.files.problem import Problem
from credit_graph.seeds.forms.policy import ItemsForm
from credit_graph.seeds.proofs.case import Case, Transcript
from credit_graph.seeds.proofs.tally import Tally
from credit_graph.seeds.transcription.numeral import arabic


def prove_items(case: Case, ledger: Ledger) -> Tally:
    """Hold the numbers that the document shows against the measures of the file."""
    shown = dict(_shown(case))
    written = {each.form.number for each in case.transcripts()}
    tally = Tally()
    for number, line in shown.items():
        if number not in written:
            place = Line(case.document.file.path, line, f"item {number}")
            facts = {"number": number, "policy": case.policy.code}
            ledger.refuse(place, Problem.ITEM_MISSING, **facts)
        tally = tally.counting(proved=number in written)
    for transcript in case.transcripts():
        number = transcript.form.number
        if number not in shown and not _may_lack_number(transcript):
            ledger.refuse(transcript.spot.into("number"), Problem.ITEM_UNEXPECTED, number=number)
    return tally


def _may_lack_number(transcript: Transcript) -> bool:
    """Tell whether the file itself says what kind of thing without item number it is."""
    is_safeguard = transcript.form.kind is MeasureKind.SAFEGUARD
    return transcript.is_part or is_safeguard or transcript.form.task_of is not None


def _shown(case: Case) -> Iterator[tuple[str, int]]:
    """Yield the measure numbers that the document's items ask for, with their lines."""
    for form in case.draft.form.items:
        start, end = _stretch(form, case.document)
        pattern = re.compile(form.pattern, re.MULTILINE)
        for match in pattern.finditer(case.document.raw, start, end):
            line = case.document.raw.count("\n", 0, match.start(1)) + 1
            yield form.code.replace("{n}", arabic(match.group(1) or "")), line


def _stretch(form: ItemsForm, document: Document) -> tuple[int, int]:
    """Return the raw offsets between the two marks; empty if the document lacks one."""
    opening = document.find(form.from_)
    if opening is None:
        return 0, 0
    closing = None if form.to is None else document.find(form.to, opening.end)
    if form.to is not None and closing is None:
        return 0, 0
    end = len(document.raw) if closing is None else document.offset(closing.start)
    return document.offset(opening.end), end
