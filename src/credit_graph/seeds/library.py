"""Seed files with their trees, and those that have the right form."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from credit_graph.seeds.files.document import Document
from credit_graph.seeds.files.findings import FindingLine, Findings, nearest
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.mark import marks
from credit_graph.seeds.files.node import ScalarNode
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.files.shape import shaped
from credit_graph.seeds.files.sources import DOCUMENTS, SeedFile, SeedSet
from credit_graph.seeds.forms import vocabulary
from credit_graph.seeds.forms.agency import AgenciesFile
from credit_graph.seeds.forms.form import Form
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.forms.programme import ProgrammesFile
from credit_graph.seeds.places.corrections import PLACES, PlaceRow, read_places
from credit_graph.seeds.transcription.composition import compose

_SHOWN = 60  # characters of a mark

FormT = TypeVar("FormT", bound=Form)
FormT_co = TypeVar("FormT_co", bound=Form, covariant=True)
ItemT = TypeVar("ItemT")

_POLICY = re.compile(r"policies/[^/]+\.yaml")
# A site adds entries in a file of its own: vocabulary/lists/site.yaml beside vocabulary/lists.yaml.
_VOCABULARY = re.compile(r"vocabulary/([a-z]+)(?:/[^/]+)?\.yaml")
VOCABULARY_FORMS: Mapping[str, type[Form]] = {
    "agencies": AgenciesFile,
    "regions": vocabulary.RegionsFile,
    "zones": vocabulary.ZonesFile,
    "kinds": vocabulary.KindsFile,
    "schemes": vocabulary.SchemesFile,
    "lists": vocabulary.ListsFile,
    "statements": vocabulary.StatementsFile,
    "commitments": vocabulary.CommitmentsFile,
    "violations": vocabulary.ViolationsFile,
    "repair": vocabulary.RepairFile,
    "outcomes": vocabulary.OutcomesFile,
    "statuses": vocabulary.StatusesFile,
    "links": vocabulary.LinksFile,
    "programmes": ProgrammesFile,
}


@dataclass(frozen=True, slots=True)
class Draft(Generic[FormT_co]):
    """A file's content and the root of its tree."""

    form: FormT_co
    spot: Spot

    def each(self, key: str, items: Iterable[ItemT]) -> Iterator[tuple[ItemT, Spot]]:
        """Pair the items under a key with their spots."""
        return ((item, self.spot.into(key, index)) for index, item in enumerate(items))


@dataclass(frozen=True, slots=True)
class Library:
    """The seeds of one reading.

    `trees` are all files that are YAML, `unread` the forms of those that are not; `drafts`
    are the files of the right form, `documents` the official texts by file name, `places` the
    rows of the tables of places; `None` if there is no such table.
    """

    trees: tuple[tuple[type[Form], Spot], ...]
    unread: frozenset[type[Form]]
    drafts: tuple[Draft[Form], ...]
    documents: Mapping[str, Document]
    places: tuple[PlaceRow, ...] | None = None

    def of(self, form: type[FormT]) -> tuple[Draft[FormT], ...]:
        """Return the files of one form, by path."""
        return tuple(
            Draft(draft.form, draft.spot) for draft in self.drafts if isinstance(draft.form, form)
        )


def open_library(seeds: SeedSet, ledger: Findings) -> Library:
    """Parse every file and hold it against its form; findings go to the ledger."""
    trees: list[tuple[type[Form], Spot]] = []
    unread: set[type[Form]] = set()
    tables = [each for each in seeds.files if PLACES.fullmatch(each.path)]
    for file in sorted({*seeds.files}.difference(tables), key=lambda each: each.path):
        form = _form(file, ledger)
        tree = compose(file, ledger)
        unsettled = () if tree is None else tuple(marks(tree))
        for spot in unsettled:
            node = spot.node
            words = str(node.value) if isinstance(node, ScalarNode) else ""
            ledger.refuse(spot, SeedProblem.UNSETTLED, words=repr(words[:_SHOWN]))
        # Of a draft nothing else is said: what its form lacks is what is not settled.
        if form is not None and tree is not None and not unsettled:
            trees.append((form, tree))
        elif form is not None:
            unread.add(form)
    return Library(
        trees=tuple(trees),
        unread=frozenset(unread),
        drafts=tuple(_drafts(trees, ledger)),
        documents={file.path.removeprefix(DOCUMENTS): Document(file) for file in seeds.documents},
        places=tuple(row for file in tables for row in read_places(file, ledger)) or None,
    )


def _drafts(trees: Iterable[tuple[type[Form], Spot]], ledger: Findings) -> Iterator[Draft[Form]]:
    for form, spot in trees:
        content = shaped(form, spot, ledger)
        if content is not None:
            yield Draft(content, spot)


def _form(file: SeedFile, ledger: Findings) -> type[Form] | None:
    """Return the form that a path asks for, or note that nothing has this name."""
    if _POLICY.fullmatch(file.path):
        return PolicyForm
    match = _VOCABULARY.fullmatch(file.path)
    if match and match[1] in VOCABULARY_FORMS:
        return VOCABULARY_FORMS[match[1]]
    near = nearest(file.path, (f"vocabulary/{noun}.yaml" for noun in VOCABULARY_FORMS))
    ledger.refuse(FindingLine(file.path), SeedProblem.UNKNOWN_FILE, near=near)
    return None
