"""What loading seeds would change, file by file, worked out before anything is written.

Nothing that stands goes by itself: a file goes only if it is named.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.seed_store import Basis, SeedText, basis_of
from credit_graph.message import Message
from credit_graph.seeds.files.declared import cited_documents, policy_files
from credit_graph.seeds.files.sources import DOCUMENTS, PACKAGED, SeedFile, SeedSet


class Effect(StrEnum):
    """What becomes of a file: `KEPT` stands, though no folder that was given holds it."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of one file; `origin` is the folder it comes from, empty if unknown."""

    path: str
    origin: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class LoadingPlan:
    """All seeds as they would stand, and what becomes of each file, in the order of the paths."""

    seeds: SeedSet
    changes: tuple[FileChange, ...]
    basis: Basis

    def paths(self, *effects: Effect) -> tuple[str, ...]:
        """Return the paths of the files that share one of these fates."""
        return tuple(each.path for each in self.changes if each.effect in effects)


def plan_loading(
    given: SeedSet, standing: Sequence[SeedText], withdraw: Collection[str] = ()
) -> LoadingPlan:
    """Work out what loading the given seeds changes where these texts stand.

    `withdraw` names policies by their code, or files by their path; the document of a policy goes
    with it unless another rests on it. Raises `UnknownCodeError` for one that does not stand, and
    `BadArgumentError` for one that the given folders would bring back.
    """
    here = {each.path: each for each in (*given.files, *given.documents)}
    there = {each.path: SeedFile(each.path, each.text, each.origin) for each in standing}
    stays = {path: each for path, each in there.items() if _stands_by_itself(each, here.get(path))}
    gone = _withdrawn(stays, there, here, withdraw)
    kept = {path: each for path, each in stays.items() if path not in gone}
    after = {**here, **kept}
    changes = (
        _change(path, there.get(path), after.get(path), kept=path in kept)
        for path in sorted({*there, *after})
    )
    return LoadingPlan(SeedSet.of(after.values()), tuple(changes), basis_of(standing))


def _stands_by_itself(standing: SeedFile, given: SeedFile | None) -> bool:
    """Tell whether a text stays though it is not given: a site's stays before ours of its path."""
    if given is None:
        return True
    return (
        given.origin == PACKAGED
        and standing.origin not in (PACKAGED, "", given.origin)
        and (standing.text != given.text)
    )


def _withdrawn(
    stays: Mapping[str, SeedFile],
    there: Mapping[str, SeedFile],
    here: Mapping[str, SeedFile],
    withdraw: Collection[str],
) -> frozenset[str]:
    if not withdraw:
        return frozenset()
    standing = SeedSet.of(there.values())
    by_code = policy_files(standing)
    gone = set()
    named = ((code, path) for code in withdraw for path in by_code.get(code, (code,)))
    for code, path in named:
        if path not in there:
            raise UnknownCodeError("policy", code, suggestions(code, (*by_code, *stays)))
        if path not in stays:
            origin = here[path].origin
            why = Message(
                "{code} comes from a folder that is given, {origin}", code=code, origin=origin
            )
            raise BadArgumentError(
                "--withdraw", why, Message("Take its file out of that folder first.")
            )
        gone.add(path)
    return frozenset(gone | _orphans(standing, {**here, **stays}, gone, stays))


def _orphans(
    standing: SeedSet,
    after: Mapping[str, SeedFile],
    gone: Collection[str],
    stays: Mapping[str, SeedFile],
) -> set[str]:
    """Return the documents that only policies which go rest on."""
    left = SeedSet.of(each for path, each in after.items() if path not in gone)
    cited = cited_documents(standing) - cited_documents(left)
    return {f"{DOCUMENTS}{name}" for name in cited} & stays.keys()


def _change(
    path: str, before: SeedFile | None, after: SeedFile | None, *, kept: bool
) -> FileChange:
    if after is None:
        return FileChange(path, before.origin if before else "", Effect.WITHDRAWN)
    if before is None:
        return FileChange(path, after.origin, Effect.ADDED)
    if kept:
        return FileChange(path, after.origin, Effect.KEPT)
    same = before.text == after.text
    return FileChange(path, after.origin, Effect.UNCHANGED if same else Effect.CHANGED)
