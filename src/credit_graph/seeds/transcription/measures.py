"""Measure forms to measures and their parts."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from credit_graph.domain.policy import Deadline, Direction, Measure, Quantity
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.measure import DeadlineForm, DirectionForm, MeasureForm, QuantityForm
from credit_graph.seeds.terms.names import Names, refuse_unknown
from credit_graph.seeds.transcription.citations import Citations
from credit_graph.seeds.transcription.conditions import Conditions
from credit_graph.seeds.transcription.duties import read_duties
from credit_graph.seeds.transcription.requirements import check_requirement

_EDITION_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Measures:
    """Reads the measures of one policy file."""

    policy: str
    citations: Citations
    conditions: Conditions
    interpretations: Collection[str]
    names: Names

    def read_all(self, forms: tuple[MeasureForm, ...], spot: Spot) -> tuple[Measure, ...]:
        """Return the measures of a list at a spot, in its order."""
        return tuple(self.read(form, spot.into(at)) for at, form in enumerate(forms))

    def read(self, form: MeasureForm, spot: Spot) -> Measure:
        """Return the measure at a spot with its parts."""
        self._check(form, spot)
        code = f"{self.policy}/{form.number}"
        requires = self.conditions.read_any(form.requires, spot.into("requires"))
        check_requirement(form, requires, spot, self.names.ledger)
        measure = Measure(
            code=code,
            number=form.number,
            policy=self.policy,
            category=form.category,
            title=form.title,
            gloss=form.gloss,
            kind=form.kind,
            beneficiary=form.beneficiary,
            citation=self.citations.read(form.at, spot.into("at")),
            requires=requires,
            excludes=self.conditions.read_any(form.excludes, spot.into("excludes")),
            quantities=tuple(_quantity(each) for each in form.quantities),
            directions=tuple(_direction(each) for each in form.directions),
            deadline=_deadline(form.deadline),
            deadline_note=form.deadline_note,
            duties=read_duties(code, form.duties, spot.into("duties"), self.citations, self.names),
            duty_note=form.duty_note,
            damage=form.damage,
            parts=self.read_all(form.parts, spot.into("parts")),
            task_of=None if form.task_of is None else f"{self.policy}/{form.task_of}",
            effective_from=form.effective_from,
            superseded_by=form.superseded_by,
            superseded_on=form.superseded_on,
            interpretations=form.interpretations,
            text_from=self.citations.text_from,
        )
        said = sha256(repr(measure).encode()).hexdigest()
        return replace(measure, edition=said[:_EDITION_DIGITS])

    def _check(self, form: MeasureForm, spot: Spot) -> None:
        ledger = self.names.ledger
        if form.task_of is not None:
            self.names.check("measure", f"{self.policy}/{form.task_of}", spot.into("task_of"))
        self.names.check("measure", form.superseded_by, spot.into("superseded_by"))
        pair = {"superseded_by": form.superseded_by, "superseded_on": form.superseded_on}
        one, other = sorted(pair, key=lambda key: pair[key] is None)
        if pair[one] is not None and pair[other] is None:
            ledger.refuse(spot.into(one), SeedProblem.PAIR, one=one, other=other)
        for at, part in enumerate(form.parts):
            if not part.number.startswith(f"{form.number}."):
                place = spot.into("parts", at, "number")
                ledger.refuse(
                    place, SeedProblem.PART_NUMBER, number=part.number, parent=form.number
                )
        for at, code in enumerate(form.interpretations):
            if code not in self.interpretations:
                place = spot.into("interpretations", at)
                refuse_unknown(ledger, place, "interpretation", code, self.interpretations)


def _quantity(form: QuantityForm) -> Quantity:
    return Quantity(form.what, form.operator, form.value, form.unit, form.base, form.quote)


def _direction(form: DirectionForm) -> Direction:
    return Direction(form.what, form.direction, form.quote)


def _deadline(form: DeadlineForm | None) -> Deadline | None:
    return None if form is None else Deadline(form.due_on, form.quote, form.assumption)
