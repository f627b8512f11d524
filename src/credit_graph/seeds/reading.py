"""One reading of a set of seeds: the files as they stand and what they say."""

from dataclasses import dataclass

from credit_graph.domain.rulebook import Rulebook
from credit_graph.seeds.files.document import Document
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.sources import SeedSet
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import Library, open_library
from credit_graph.seeds.terms.agencies import read_agencies
from credit_graph.seeds.terms.intervals import first_day
from credit_graph.seeds.terms.lexicon import open_lexicon
from credit_graph.seeds.terms.names import declared_names
from credit_graph.seeds.terms.programmes import read_programmes
from credit_graph.seeds.terms.vocabulary import read_vocabulary
from credit_graph.seeds.transcription.citations import Citations
from credit_graph.seeds.transcription.policies import read_policies


@dataclass(frozen=True, slots=True)
class Reading:
    """A rulebook with the files it was read from, for whoever must point at their lines."""

    library: Library
    rulebook: Rulebook


def read_rulebook(seeds: SeedSet) -> Reading:
    """Read the seeds; raise `SeedsRejectedError` with every finding, by file and line."""
    ledger = Findings()
    library = open_library(seeds, ledger)
    names = declared_names(library, ledger)
    vocabulary = read_vocabulary(library, names)
    citations = Citations(policy=None, documents=documents_by_policy(library), names=names)
    lexicon = open_lexicon(library, vocabulary, names)
    agencies = read_agencies(library, citations, names)
    policies = read_policies(library, lexicon)
    programmes = read_programmes(library, citations, lexicon)
    ledger.raise_if_any()
    texts = [text for each in policies.values() for text in each]
    latest = {code: each[-1] for code, each in policies.items()}
    # Of the latest text that has a code, in the order in which the documents have them.
    measures = {measure.code: measure for text in texts for measure in text.walk()}
    obligations = {each.code: each for text in texts for each in text.obligations}
    rulebook = Rulebook(
        version=seeds.version,
        vocabulary=vocabulary,
        agencies=agencies,
        policies=latest,
        measures=measures,
        obligations=obligations,
        programmes=programmes,
        earlier={code: each[:-1] for code, each in policies.items() if len(each) > 1},
    )
    return Reading(library, rulebook)


def documents_by_policy(library: Library) -> dict[str, list[Document]]:
    """Return the documents of each policy's texts, that of the latest first."""
    documents: dict[str, list[Document]] = {}
    drafts = sorted(library.of(PolicyForm), key=lambda each: first_day(each.form), reverse=True)
    for draft in drafts:
        document = library.documents.get(draft.form.document)
        if document is not None:
            documents.setdefault(draft.form.code, []).append(document)
    return documents
