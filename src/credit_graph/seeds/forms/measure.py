"""Measures: items, clauses, sub-items, safeguards and table tasks."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from credit_graph.domain.policy import Beneficiary, MeasureKind
from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.forms.condition import ConditionForm
from credit_graph.seeds.forms.duty import DutyForm
from credit_graph.seeds.forms.form import Code, Form, MeasureCode, MeasureNumber, Words


class QuantityForm(Form):
    """A figure of the text."""

    what: Words
    operator: Literal["<", "<=", "=", ">=", ">"]
    value: float
    unit: str
    base: Words | None = None
    quote: Words


class DirectionForm(Form):
    """A change without a figure."""

    what: Words
    direction: Literal["lower", "raise", "shorten", "exempt", "prefer"]
    quote: Words


class NotQuantityForm(Form):
    """Digits of the text that state no quantity, with the reason."""

    quote: Words
    why: Words


class DeadlineForm(Form):
    """The day by which something is due."""

    due_on: date
    quote: Words
    assumption: Words | None = None


class MeasureForm(Form):
    """One measure. `at.quote` is its whole text without its number and unit bracket."""

    number: MeasureNumber
    category: Words
    title: Words
    gloss: Words
    kind: Annotated[MeasureKind, Field(strict=False)]
    beneficiary: Annotated[Beneficiary, Field(strict=False)]
    at: CitationForm
    requires: ConditionForm | None = None
    excludes: ConditionForm | None = None
    quantities: tuple[QuantityForm, ...] = ()
    directions: tuple[DirectionForm, ...] = ()
    not_quantities: tuple[NotQuantityForm, ...] = ()
    deadline: DeadlineForm | None = None
    deadline_note: Words | None = None
    duties: tuple[DutyForm, ...] = ()
    duty_note: Words | None = None
    damage: Words | None = None
    task_of: MeasureNumber | None = None
    interpretations: tuple[Code, ...] = ()
    effective_from: date | None = None
    superseded_by: MeasureCode | None = None
    superseded_on: date | None = None
    parts: tuple["MeasureForm", ...] = ()
