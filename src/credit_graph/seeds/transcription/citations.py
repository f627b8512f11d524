"""`at:` to citations, with the line of the document on which the words begin."""

from collections.abc import Mapping, Sequence
from datetime import date

from credit_graph.domain.citation import Citation
from credit_graph.seeds.files.document import Document
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.terms.names import Names


class Citations:
    """Reads citations of one file.

    In a policy file all are of its own `policy`; in vocabulary files (`policy` is `None`)
    each names its own, and the documents are those of its texts, the latest first. Words that do
    not stand in any have no line; that they do is for `check` to prove. `text_from` is the day from
    which the file's text stands in place of an earlier one, if it does.
    """

    def __init__(
        self,
        *,
        policy: str | None,
        documents: Mapping[str, Sequence[Document]],
        names: Names,
        text_from: date | None = None,
    ) -> None:
        self.text_from = text_from
        self._policy = policy
        self._documents = documents
        self._names = names

    def read(self, form: CitationForm, spot: Spot) -> Citation:
        """Return the citation at a spot."""
        policy = self._owner(form, spot)
        lines = (
            document.line(span.start)
            for document in self._documents.get(policy, ())
            if (span := document.locate(form.place, form.quote))
        )
        return Citation(policy=policy, place=form.place, quote=form.quote, line=next(lines, None))

    def _owner(self, form: CitationForm, spot: Spot) -> str:
        refuse = self._names.ledger.refuse
        if self._policy is not None:
            if form.policy is not None:
                refuse(spot.into("policy"), SeedProblem.CITATION_OF_OTHER_POLICY)
            return self._policy
        if form.policy is None:
            refuse(spot, SeedProblem.CITATION_WITHOUT_POLICY)
            return ""
        self._names.check("policy", form.policy, spot.into("policy"))
        return form.policy
