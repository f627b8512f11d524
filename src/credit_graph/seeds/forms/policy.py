"""A policy file."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.forms.condition import ConditionForm
from credit_graph.seeds.forms.form import Code, Form, Words
from credit_graph.seeds.forms.measure import MeasureForm
from credit_graph.seeds.forms.obligation import FlowForm, ObligationForm

Pattern = Annotated[str, Field(min_length=1, max_length=400)]


class EndForm(Form):
    """How the policy, or this text of it, ended, by which document, and the policy in its place."""

    how: Literal["amended", "expired", "repealed", "replaced"]
    by: Words
    policy: Code | None = None


class EffectiveForm(Form):
    """When the policy is in force, half-open, and the assumption that fixes an unstated day."""

    from_: Annotated[date | None, Field(alias="from")] = None
    to: date | None = None
    assumption: Words | None = None
    ended: EndForm | None = None


class ItemsForm(Form):
    """How a stretch of the document numbers its items."""

    pattern: Pattern
    from_: Annotated[Words, Field(alias="from")]
    to: Words | None
    code: Words


class BracketsForm(Form):
    """How unit brackets look; group 1 holds the names."""

    pattern: Pattern


class InterpretationForm(Form):
    """A reading of words that the document leaves open."""

    code: Code
    reading: Words
    at: CitationForm


class NotDueForm(Form):
    """Words of the document that set a time and ask for nothing by it, with the reason."""

    quote: Words
    why: Words


class PolicyForm(Form):
    """One official document as data."""

    code: Code
    number: Words | None
    title: Words
    gloss: Words
    document: Words
    region: Code
    zones: tuple[Code, ...] = ()
    issuers: tuple[Code, ...]
    issued_on: date | None
    effective: EffectiveForm = EffectiveForm()
    items: tuple[ItemsForm, ...] = ()
    brackets: tuple[BracketsForm, ...] = ()
    interpretations: tuple[InterpretationForm, ...] = ()
    oddities: tuple[Words, ...] = ()
    conditions: Annotated[dict[str, ConditionForm], Field(default_factory=dict)]
    measures: Annotated[tuple[MeasureForm, ...], Field(min_length=1)]
    obligations: tuple[ObligationForm, ...] = ()
    flows: tuple[FlowForm, ...] = ()
    not_due: tuple[NotDueForm, ...] = ()
