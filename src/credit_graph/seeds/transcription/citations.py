"""`at:` to citations, with the line of the document on which the words begin."""

from collections.abc import Mapping

from credit_graph.domain.citation import Citation
from credit_graph.seeds.files.document import Document
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import Problem
from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.terms.names import Names


class Citations:
    """Reads citations of one file.

    In a policy file all are of its own `policy`; in vocabulary files (`policy` is `None`)
    each names its own. Words that do not stand in the document have no line; that they do
    is for `check` to prove.
    """

    def __init__(
        self, *, policy: str | None, documents: Mapping[str, Document], names: Names
    ) -> None:
        self._policy = policy
        self._documents = documents
        self._names = names

    def read(self, form: CitationForm, spot: Spot) -> Citation:
        """Return the citation at a spot."""
        policy = self._owner(form, spot)
        document = self._documents.get(policy)
        span = document.locate(form.place, form.quote) if document else None
        line = document.line(span.start) if document and span else None
        return Citation(policy=policy, place=form.place, quote=form.quote, line=line)

    def _owner(self, form: CitationForm, spot: Spot) -> str:
        refuse = self._names.ledger.refuse
        if self._policy is not None:
            if form.policy is not None:
                refuse(spot.into("policy"), Problem.CITATION_OF_OTHER_POLICY)
            return self._policy
        if form.policy is None:
            refuse(spot, Problem.CITATION_WITHOUT_POLICY)
            return ""
        self._names.check("policy", form.policy, spot.into("policy"))
        return form.policy
