"""One reading of a set of seeds: the files as they stand and what they say."""

from dataclasses import dataclass

from credit_graph.domain.rulebook import Rulebook
from credit_graph.seeds.files.document import Document
from credit_graph.seeds.files.findings import Ledger
from credit_graph.seeds.files.sources import SeedSet
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import Library, open_library
from credit_graph.seeds.terms.agencies import read_agencies
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
    ledger = Ledger()
    library = open_library(seeds, ledger)
    names = declared_names(library, ledger)
    vocabulary = read_vocabulary(library, names)
    citations = Citations(policy=None, documents=_by_policy(library), names=names)
    lexicon = open_lexicon(library, vocabulary, names)
    agencies = read_agencies(library, citations, names)
    policies = read_policies(library, lexicon)
    programmes = read_programmes(library, citations, lexicon)
    ledger.raise_if_any()
    measures = [measure for policy in policies.values() for measure in policy.walk()]
    obligations = [each for policy in policies.values() for each in policy.obligations]
    rulebook = Rulebook(
        version=seeds.version,
        vocabulary=vocabulary,
        agencies=agencies,
        policies=policies,
        measures={measure.code: measure for measure in measures},
        obligations={obligation.code: obligation for obligation in obligations},
        programmes=programmes,
    )
    return Reading(library, rulebook)


def _by_policy(library: Library) -> dict[str, Document]:
    pairs = (
        (draft.form.code, library.documents.get(draft.form.document))
        for draft in library.of(PolicyForm)
    )
    return {code: document for code, document in pairs if document is not None}
