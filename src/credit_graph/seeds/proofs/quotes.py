"""Every quoted word stands in its document, under the place given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from credit_graph.seeds.files.document import Document
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.proofs.case import ProofCase
from credit_graph.seeds.proofs.tally import Tally


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Words of a seed file that should stand in a document; `place` if the file gives one."""

    words: str
    place: str | None
    spot: Spot
    document: Document


def prove_policy_quotes(case: ProofCase, ledger: Findings) -> Tally:
    """Prove every quote of a policy file, its headings (`category`), marks, number and title."""
    root, document = case.draft.spot, case.document
    quotes = [
        *_under(root, "quote", document),
        *_under(root.into("measures"), "category", document),
        *_at(root, "number", document),
        *_at(root, "title", document),
    ]
    if root.has("items"):
        quotes += _under(root.into("items"), "from", document)
        quotes += _under(root.into("items"), "to", document)
    return _prove(quotes, ledger)


def prove_vocabulary_quotes(
    root: Spot, documents: Mapping[str, Sequence[Document]], ledger: Findings
) -> Tally:
    """Prove every quote of a vocabulary file in a document of the policy it names.

    `documents` are those of the policy's texts, the latest first.
    """
    cited = (spot for spot in root.walk() if spot.has("quote"))
    quotes = [
        quoted
        for spot in cited
        for quoted in _at(spot, "quote", _source(spot, documents[spot.text("policy") or ""]))
    ]
    return _prove(quotes, ledger)


def _source(spot: Spot, documents: Sequence[Document]) -> Document:
    """Return the latest document in which the words stand; the latest if they do in none."""
    words = spot.text("quote") or ""
    return next((each for each in documents if each.find(words) is not None), documents[0])


def _under(root: Spot, key: str, document: Document) -> Iterator[_Quoted]:
    return (quoted for spot in root.walk() for quoted in _at(spot, key, document))


def _at(spot: Spot, key: str, document: Document) -> Iterator[_Quoted]:
    words = spot.text(key)
    if words is not None:
        yield _Quoted(words, spot.text("place"), spot.into(key), document)


def _prove(quotes: list[_Quoted], ledger: Findings) -> Tally:
    tally = Tally()
    for quoted in quotes:
        tally = tally.counting(proved=_stands(quoted, ledger))
    return tally


def _stands(quoted: _Quoted, ledger: Findings) -> bool:
    words, place, document = quoted.words, quoted.place, quoted.document
    if document.find(words) is None:
        facts = {"quote": words, "document": document.file.path}
        ledger.refuse(quoted.spot, SeedProblem.QUOTE_NOT_FOUND, **facts)
        return False
    if place is not None and document.find_under(place, words) is None:
        ledger.refuse(quoted.spot, SeedProblem.QUOTE_ELSEWHERE, quote=words, place=place)
        return False
    return True
