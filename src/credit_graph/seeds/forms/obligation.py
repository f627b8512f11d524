"""Reports that agencies owe, and information that passes between them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from credit_graph.domain.policy import News
from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.forms.duty import DutyForm
from credit_graph.seeds.forms.form import Code, Form, Words


class RecurrenceForm(Form):
    """A recurrence of RFC 5545, counted from its first due day."""

    rrule: Annotated[str, Field(min_length=1, max_length=200)]
    starts_on: date


class ObligationForm(Form):
    """A report or feedback that is due once or again and again."""

    code: Code
    title: Words
    gloss: Words
    at: CitationForm
    duties: Annotated[tuple[DutyForm, ...], Field(min_length=1)]
    recipients: tuple[Code, ...]
    once: date | None = None
    recurrence: RecurrenceForm | None = None
    min_cases: Annotated[int, Field(ge=0, le=1_000)] = 0
    assumption: Words | None = None


class FlowForm(Form):
    """Information that agencies pass on."""

    code: Code
    senders: Annotated[tuple[Code, ...], Field(min_length=1)]
    receivers: tuple[Code, ...]
    channel: Words | None = None
    content: Words
    cadence: Words | None = None
    news: tuple[Annotated[News, Field(strict=False)], ...] = ()
    at: CitationForm
