"""Agencies: one file per document."""

from datetime import date

from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.forms.form import Code, Form, Words


class SuccessionForm(Form):
    """What a body passed on: to an heir, or to nobody known; by a source read on a day."""

    heir: Code | None = None
    since: date | None = None
    function: Words | None = None
    subjects: tuple[str, ...] = ()
    source: Words
    seen_on: date


class AgencyForm(Form):
    """One body per name and region."""

    code: Code
    name: Words
    region: Code
    gloss: Words
    aliases: tuple[Words, ...] = ()
    collective: bool = False
    members: tuple[Code, ...] = ()
    members_at: CitationForm | None = None
    members_assumption: Words | None = None
    successions: tuple[SuccessionForm, ...] = ()
    sought_as: tuple[Words, ...] = ()


class AgenciesFile(Form):
    """`vocabulary/agencies/PREFIX.yaml`."""

    agencies: tuple[AgencyForm, ...]
