"""Where words stand."""

from credit_graph.seeds.forms.form import Code, Form, Words


class CitationForm(Form):
    """`at`: heading path and exact words. `policy` is for vocabulary files only."""

    place: Words
    quote: Words
    policy: Code | None = None
