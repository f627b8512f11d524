"""Every name in a unit bracket carries its duty, and every such duty stands in a bracket."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import DutyOrigin
from credit_graph.domain.rulebook import Rulebook
from credit_graph.message import Message, Series
from credit_graph.seeds.files.document import Span
from credit_graph.seeds.files.findings import FindingLine, Findings, suggest
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.duty import DutyForm
from credit_graph.seeds.proofs.bodies import bodies_of
from credit_graph.seeds.proofs.bracket import Bracket, brackets
from credit_graph.seeds.proofs.case import ProofCase, Transcript
from credit_graph.seeds.proofs.tally import Tally
from credit_graph.seeds.proofs.unit_names import UnitName

_IN_BRACKETS = frozenset({DutyOrigin.HEADING, DutyOrigin.BRACKET, DutyOrigin.TABLE})


@dataclass(frozen=True, slots=True)
class _Cited:
    """A duty of a file with the words it cites and the text of its measure."""

    text: Span
    form: DutyForm
    spot: Spot
    span: Span


def prove_duties(case: ProofCase, rulebook: Rulebook, ledger: Findings) -> Tally:
    """Hold the document's unit brackets against the duties of the file, both ways."""
    return _DutyProof(case, rulebook, ledger).prove()


class _DutyProof:
    def __init__(self, case: ProofCase, rulebook: Rulebook, ledger: Findings) -> None:
        self._case = case
        self._document = case.document
        self._ledger = ledger
        self._bodies = bodies_of(case.policy, rulebook)
        self._brackets = brackets(case)
        self._cited = tuple(_cited(case))

    def prove(self) -> Tally:
        tally = Tally()
        for bracket in self._brackets:
            cited = [each for each in self._cited if each.span.overlaps(bracket.span)]
            closed = list(self._closed_by(bracket))
            for name in bracket.names:
                proved = self._carried(name, bracket, cited, closed)
                tally = tally.counting(proved=proved)
        for each in self._cited:
            self._prove_bracketed(each)
        return tally

    def _closed_by(self, bracket: Bracket) -> Iterator[Transcript]:
        """Yield the measures whose text ends where the bracket begins."""
        for transcript in self._case.transcripts():
            at = transcript.form.at
            span = self._document.locate(at.place, at.quote)
            if span is not None and span.end == bracket.span.start:
                yield transcript

    def _carried(
        self,
        name: UnitName,
        bracket: Bracket,
        cited: Sequence[_Cited],
        closed: Sequence[Transcript],
    ) -> bool:
        """Tell whether a name in a bracket is one agency that has the duty, as it is stated."""
        agency = self._resolved(name, bracket)
        if agency is None:
            return False
        facts = {"name": name.name, "agency": agency.code, "policy": self._case.policy.code}
        carrying = [each for each in cited if agency.code in each.form.agencies]
        if not carrying:
            self._ledger.refuse(self._place(bracket), SeedProblem.NAME_WITHOUT_DUTY, **facts)
            return False
        without = [each for each in closed if agency.code not in _agencies_of(each)]
        for transcript in without:
            self._ledger.refuse(transcript.spot, SeedProblem.MEASURE_WITHOUT_DUTY, **facts)
        return self._as_stated(name, carrying) and not without

    def _as_stated(self, name: UnitName, carrying: Sequence[_Cited]) -> bool:
        other = [each for each in carrying if name.role not in (None, each.form.role)]
        same = [each for each in carrying if each not in other]
        if not same:
            facts = {"name": name.name, "stated": name.role}
            self._ledger.refuse(other[0].spot.into("role"), SeedProblem.OTHER_ROLE, **facts)
        closes = Message("closes") if name.open_ended else Message("does not close")
        odd = [each for each in same if each.form.open_ended != name.open_ended]
        for each in odd:
            self._ledger.refuse(
                each.spot.into("open_ended"), SeedProblem.NOT_OPEN_ENDED, closes=closes
            )
        return bool(same) and not odd

    def _resolved(self, name: UnitName, bracket: Bracket) -> Agency | None:
        found = self._bodies.named(name.name)
        if len(found) == 1:
            return found[0]
        self._ledger.refuse(
            self._place(bracket),
            SeedProblem.NAME_UNRESOLVED,
            name=name.name,
            found=Series(tuple(each.code for each in found), " and ")
            if found
            else Message("no agency"),
            policy=self._case.policy.code,
            near="" if found else suggest(name.name, self._bodies.by_name),
        )
        return None

    def _prove_bracketed(self, cited: _Cited) -> None:
        """Note agencies of a bracket's duty that no bracket names where the duty cites one."""
        if cited.form.origin not in _IN_BRACKETS:
            return
        there = [each for each in self._brackets if each.span.overlaps(cited.span)]
        names = [name.name for bracket in there for name in bracket.names]
        named = {agency.code for name in names for agency in self._bodies.named(name)}
        for at, agency in enumerate(cited.form.agencies):
            if agency not in named:
                place = cited.spot.into("agencies", at)
                self._ledger.refuse(place, SeedProblem.DUTY_WITHOUT_BRACKET, agency=agency)
        if any(not self._belongs(bracket, cited) for bracket in there):
            self._ledger.refuse(cited.spot.into("at"), SeedProblem.BRACKET_OF_ANOTHER)

    def _belongs(self, bracket: Bracket, cited: _Cited) -> bool:
        """Tell whether a bracket stands above a measure, in it, or is the first behind it."""
        if cited.form.origin is DutyOrigin.HEADING:
            return bracket.span.end <= cited.text.start
        between = (
            each.span
            for each in self._brackets
            if cited.text.end <= each.span.start and each.span.end <= bracket.span.start
        )
        return cited.text.start <= bracket.span.start and not any(between)

    def _place(self, bracket: Bracket) -> FindingLine:
        line = self._document.line(bracket.span.start)
        return FindingLine(self._document.file.path, line, "unit bracket")


def _cited(case: ProofCase) -> Iterator[_Cited]:
    locate = case.document.locate
    for transcript in case.transcripts():
        text = locate(transcript.form.at.place, transcript.form.at.quote)
        spot = transcript.spot.into("duties")
        for at, form in enumerate(transcript.form.duties):
            span = locate(form.at.place, form.at.quote)
            if span is not None and text is not None:
                yield _Cited(text, form, spot.into(at), span)


def _agencies_of(transcript: Transcript) -> set[str]:
    """Return the agencies with a duty on the measure or on a part of it."""
    return {duty.agency for each in transcript.measure.walk() for duty in each.duties}
