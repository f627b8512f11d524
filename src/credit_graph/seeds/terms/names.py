"""Codes that seeds declare: references are checked against them, and no code stands twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from credit_graph.message import Words
from credit_graph.seeds.files.findings import Findings, suggest
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.node import ScalarNode
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.form import Form
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import Library
from credit_graph.seeds.places.corrections import PlaceRow
from credit_graph.seeds.places.published import published_names

NOUNS = {
    "regions": "region",
    "zones": "zone",
    "kinds": "kind",
    "schemes": "scheme",
    "lists": "list",
    "statements": "statement",
    "commitments": "commitment",
    "violations": "violation",
    "severities": "severity",
    "outcomes": "outcome",
    "statuses": "status",
    "agencies": "agency",
    "programmes": "programme",
}
# They declare no code that anything names.
_NOT_NOUNS = {"registrars", "link_writers", "repair"}


@dataclass(frozen=True, slots=True)
class Names:
    """Known codes per noun (`agency`, `list`, …) with the spots that declare them.

    A noun in `partial` was declared in a file that could not be read: a reference to it is
    given the benefit of the doubt, so that one slip does not make a hundred findings.
    """

    known: Mapping[str, Mapping[str, Spot]]
    partial: frozenset[str]
    ledger: Findings

    def check(self, noun: str, code: str | None, spot: Spot) -> None:
        """Note a finding if a code is given that nothing declares."""
        known = self.known.get(noun, {})
        if code is None or code in known or noun in self.partial:
            return
        refuse_unknown(self.ledger, spot, noun, code, known)

    def check_each(self, noun: str, codes: Iterable[str], spot: Spot) -> None:
        """Check a list of codes, and that none stands there twice."""
        pairs = [(code, spot.into(index)) for index, code in enumerate(codes)]
        for code, place in pairs:
            self.check(noun, code, place)
        unique(noun, pairs, self.ledger)


def declared_names(library: Library, ledger: Findings) -> Names:
    """Return every code that the files declare; note those declared twice.

    The trees are asked, not the forms: a slip elsewhere in an entry leaves its code known.
    """
    declared: dict[str, list[tuple[str, Spot]]] = defaultdict(list)
    policies: dict[str, Spot] = {}
    measures: dict[str, Spot] = {}
    for form, tree in library.trees:
        if form is PolicyForm:
            policies.setdefault(tree.text("code") or tree.file, tree)
            # The texts of one policy share the codes of its measures.
            measures = {**unique("measure", _measures(tree), ledger), **measures}
            continue
        for key in tree.children():
            if key.path in _NOT_NOUNS:
                continue
            declared[NOUNS.get(key.path, key.path)].extend(_coded(key))
    known = {noun: unique(noun, pairs, ledger) for noun, pairs in declared.items()}
    regions = {**_of_tables(library), **known.get("region", {})}
    return Names(
        known={**known, "measure": measures, "policy": policies, "region": regions},
        partial=frozenset(noun for form in library.unread for noun in _declares(form)),
        ledger=ledger,
    )


def refuse_unknown(
    ledger: Findings, spot: Spot, noun: Words, given: str, known: Iterable[str]
) -> None:
    """Note that a code names nothing, with the nearest that does."""
    near = suggest(given, known)
    ledger.refuse(spot, SeedProblem.UNKNOWN_CODE, noun=noun, given=given, near=near)


def unique(noun: str, pairs: Iterable[tuple[str, Spot]], ledger: Findings) -> dict[str, Spot]:
    """Return each code's first spot; note each code that is declared a second time."""
    first: dict[str, Spot] = {}
    for code, spot in pairs:
        known = first.setdefault(code, spot)
        if known is not spot:
            place = f"{known.file}:{known.line}"
            ledger.refuse(spot, SeedProblem.DUPLICATE_CODE, noun=noun, given=code, first=place)
    return first


def _declares(form: type[Form]) -> Iterator[str]:
    """Yield the nouns whose codes a file of this form declares."""
    if form is PolicyForm:
        yield from ("policy", "measure")
        return
    yield from (NOUNS[key] for key in form.model_fields if key not in _NOT_NOUNS)


def _of_tables(library: Library) -> dict[str, Spot]:
    """Return the codes of places, which a file of regions may describe again."""
    if library.places is None:
        return {}
    spots = {row.code: _spot(row) for row in library.places}
    return {**dict.fromkeys(published_names(), _spot(library.places[0])), **spots}


def _spot(row: PlaceRow) -> Spot:
    return Spot(row.place.file, row.place.line, ScalarNode(row.place.line, row.code))


def _coded(entries: Spot) -> Iterator[tuple[str, Spot]]:
    for entry in entries.children():
        code = entry.text("code")
        if code is not None:
            yield code, entry.into("code")


def _measures(tree: Spot) -> Iterator[tuple[str, Spot]]:
    """Yield the full codes of a policy file's measures and parts."""
    policy = tree.text("code")
    if not tree.has("measures"):
        return
    for spot in tree.into("measures").walk():
        number = spot.text("number")
        if number is not None and policy is not None:
            yield f"{policy}/{number}", spot.into("number")
