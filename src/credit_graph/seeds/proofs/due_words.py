"""Every word of a document that sets a time is a recurrence, a deadline, or listed as none."""

import re
from collections.abc import Iterator
from datetime import date

from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.proofs.case import ProofCase

# 每 (each), 前 (before, by), a day of a month, the end of a month, quarter or year.
_NUMBER = "[0-9０-９一二三四五六七八九十]+"
_SETS_A_TIME = re.compile(f"每|前|{_NUMBER}日|(?:月|季|季度|年|年度)[末底]")
_SENTENCE_END = re.compile(r"[。;；!！?？]")  # the documents' own marks
_SHOWN = 20


def prove_due_words(case: ProofCase, ledger: Findings) -> None:
    """Note each such word that no obligation, deadline, flow or `not_due` of the policy quotes.

    The policy's own days (of issue, in force from, in force until) account for themselves.
    """
    text, covered = case.document.text, tuple(_covered(case))
    noted: set[int] = set()
    for found in _SETS_A_TIME.finditer(text):
        if any(start <= found.start() and found.end() <= end for start, end in covered):
            continue
        begins = _sentence_start(text, found.start())
        if begins not in noted:  # one finding a sentence says enough
            noted.add(begins)
            words = text[max(begins, found.start() - _SHOWN) : found.end() + _SHOWN]
            ledger.refuse(
                case.draft.spot.into("document"), SeedProblem.DUE_UNACCOUNTED, words=words
            )


def _covered(case: ProofCase) -> Iterator[tuple[int, int]]:
    for quote in _quotes(case):
        found = case.document.find(quote)
        while found is not None:
            yield found.start, found.end
            found = case.document.find(quote, found.end)


def _quotes(case: ProofCase) -> Iterator[str]:
    form = case.draft.form
    yield from (each.at.quote for each in form.obligations)
    yield from (each.at.quote for each in form.flows)
    yield from (each.quote for each in form.not_due)
    for transcript in case.transcripts():
        if transcript.form.deadline is not None:
            yield transcript.form.deadline.quote
    for day in (form.issued_on, form.effective.from_, form.effective.to):
        if day is not None:
            yield _as_written(day)


def _as_written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _sentence_start(text: str, place: int) -> int:
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, place)]
    return ends[-1] if ends else 0
