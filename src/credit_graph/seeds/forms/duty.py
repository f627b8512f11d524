"""Who does what."""

from typing import Annotated

from pydantic import Field

from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.forms.form import Code, Form, Origin, Role


class DutyForm(Form):
    """One role of one or several agencies, as the words below `at` state it.

    `role` must be written, as null where a sentence names an actor without a role.
    """

    role: Role | None
    origin: Origin
    agencies: Annotated[tuple[Code, ...], Field(min_length=1)]
    at: CitationForm
    open_ended: bool = False
