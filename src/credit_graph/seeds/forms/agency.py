"""Agencies: one file per document."""

from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.forms.form import Code, Form, Words


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


class AgenciesFile(Form):
    """`vocabulary/agencies/PREFIX.yaml`."""

    agencies: tuple[AgencyForm, ...]
