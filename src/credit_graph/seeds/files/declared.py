"""The codes that seeds declare and facts may name, so that two readings can be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.sources import SeedSet
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.forms.vocabulary import SchemesFile
from credit_graph.seeds.library import Library, open_library
from credit_graph.seeds.terms.names import declared_names

# Facts name no agency by a code that is checked, and no programme.
_OF_FACTS: Final = ("region", "zone", "kind", "scheme", "list", "statement", "commitment")
_NOUNS: Final = (*_OF_FACTS, "violation", "severity", "outcome", "status", "measure")


@dataclass(frozen=True, slots=True)
class DeclaredTerm:
    """A code under its noun; `scheme` is that of a level, and empty otherwise."""

    noun: str
    code: str
    scheme: str = ""


def declared_terms(seeds: SeedSet) -> Mapping[DeclaredTerm, Spot]:
    """Return every code that facts may name, with the place that declares it.

    Seeds that are wrong elsewhere are no hindrance; a file that is no YAML declares nothing.
    """
    ledger = Findings()
    library = open_library(seeds, ledger)
    known = declared_names(library, ledger).known
    terms = {
        DeclaredTerm(noun, code): spot
        for noun, codes in known.items()
        if noun in _NOUNS
        for code, spot in codes.items()
    }
    return {**terms, **dict(_levels(library)), **dict(_obligations(library))}


def policy_files(seeds: SeedSet) -> Mapping[str, tuple[str, ...]]:
    """Return the paths of each policy's files, one for each of its texts, by the policy's code."""
    paths: dict[str, tuple[str, ...]] = {}
    for draft in open_library(seeds, Findings()).of(PolicyForm):
        code = draft.form.code
        paths[code] = (*paths.get(code, ()), draft.spot.file)
    return paths


def cited_documents(seeds: SeedSet) -> frozenset[str]:
    """Return the file names of the documents that policies rest on."""
    library = open_library(seeds, Findings())
    return frozenset(draft.form.document for draft in library.of(PolicyForm))


def _levels(library: Library) -> Iterator[tuple[DeclaredTerm, Spot]]:
    for draft in library.of(SchemesFile):
        for form, spot in draft.each("schemes", draft.form.schemes):
            for place, level in enumerate(form.levels):
                yield DeclaredTerm("level", level.code, form.code), spot.into("levels", place)
            for at, version in enumerate(form.versions):
                for place, level in enumerate(version.levels):
                    there = spot.into("versions", at).into("levels", place)
                    yield DeclaredTerm("level", level.code, form.code), there


def _obligations(library: Library) -> Iterator[tuple[DeclaredTerm, Spot]]:
    for draft in library.of(PolicyForm):
        for form, spot in draft.each("obligations", draft.form.obligations):
            yield DeclaredTerm("obligation", f"{draft.form.code}/{form.code}"), spot
