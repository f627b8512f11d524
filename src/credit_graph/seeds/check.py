"""The proof that `credit-graph check` gives: the seeds against the documents."""

from collections.abc import Iterator
from dataclasses import dataclass

from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import SeedError, SeedsRejectedError
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.sources import SeedSet
from credit_graph.seeds.forms.agency import AgenciesFile
from credit_graph.seeds.forms.programme import ProgrammesFile
from credit_graph.seeds.proofs.case import cases
from credit_graph.seeds.proofs.due_words import prove_due_words
from credit_graph.seeds.proofs.duties import prove_duties
from credit_graph.seeds.proofs.figures import prove_figures
from credit_graph.seeds.proofs.items import prove_items
from credit_graph.seeds.proofs.quotes import prove_policy_quotes, prove_vocabulary_quotes
from credit_graph.seeds.proofs.responsibility import prove_responsibility
from credit_graph.seeds.proofs.tally import Tally
from credit_graph.seeds.reading import Reading, documents_by_policy, read_rulebook


@dataclass(frozen=True, slots=True)
class PolicyProof:
    """What was proved of one policy.

    `items`: numbered items of the document that have a measure; `quotes`: quotes, headings
    and titles that stand in it; `names`: names in unit brackets that are one agency with the
    duty stated; `figures`: runs of digits in measures that are said to be something.
    """

    policy: str
    document: str
    items: Tally
    quotes: Tally
    names: Tally
    figures: Tally


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of a check; nothing was proved (`rulebook` is `None`) of rejected seeds."""

    rulebook: Rulebook | None
    policies: tuple[PolicyProof, ...]
    vocabulary_quotes: Tally
    findings: tuple[SeedError, ...]


def check_seeds(seeds: SeedSet) -> CheckReport:
    """Read the seeds and prove them against their documents; findings are by file and line."""
    try:
        reading = read_rulebook(seeds)
    except SeedsRejectedError as error:
        return CheckReport(None, (), Tally(), error.findings)
    ledger = Findings()
    proofs = tuple(_proofs(reading, ledger))
    vocabulary = _prove_vocabulary(reading, ledger)
    return CheckReport(reading.rulebook, proofs, vocabulary, ledger.findings)


def _proofs(reading: Reading, ledger: Findings) -> Iterator[PolicyProof]:
    for case in cases(reading):
        prove_responsibility(case, ledger)
        prove_due_words(case, ledger)
        yield PolicyProof(
            policy=case.policy.code,
            document=case.policy.document,
            items=prove_items(case, ledger),
            quotes=prove_policy_quotes(case, ledger),
            names=prove_duties(case, reading.rulebook, ledger),
            figures=prove_figures(case, ledger),
        )


def _prove_vocabulary(reading: Reading, ledger: Findings) -> Tally:
    documents = documents_by_policy(reading.library)
    files = (*reading.library.of(AgenciesFile), *reading.library.of(ProgrammesFile))
    tally = Tally()
    for draft in files:
        tally += prove_vocabulary_quotes(draft.spot, documents, ledger)
    return tally
