"""Cultivation programmes."""

from typing import Annotated

from pydantic import Field

from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.forms.condition import ConditionForm
from credit_graph.seeds.forms.form import Code, Form, MeasureCode, Words


class TargetForm(Form):
    """How many enterprises the programme aims for."""

    value: Annotated[int, Field(ge=1, le=1_000_000)]
    at: CitationForm


class ProgrammeForm(Form):
    """One programme; every citation names its policy."""

    code: Code
    name: Words
    gloss: Words
    region: Code
    list: Code | None = None
    leads_to: ConditionForm | None = None
    criteria: ConditionForm
    excludes: ConditionForm | None = None
    target: TargetForm | None = None
    helped_by: tuple[MeasureCode, ...] = ()
    interpretations: tuple[Words, ...] = ()
    at: CitationForm


class ProgrammesFile(Form):
    """`vocabulary/programmes.yaml`."""

    programmes: tuple[ProgrammeForm, ...]
