"""The seeds in the database: every text of every version, and the structure of the current one.

A text is superseded, never erased, so that decisions as known earlier can be made again. The
structure (Policy, Measure, Condition, Agency, Duty and the rest) is for browsing and search; the
service itself answers from a `Rulebook` built from the texts.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from neo4j import Record

from credit_graph.domain.rulebook import Rulebook
from credit_graph.graph.change_sets import BegunChange, begin, publish
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.rulebook_rows import STRUCTURE, structure_steps

_LOADING_S = 60.0  # some thousand nodes, on a slow machine


class Text(Protocol):
    """What is stored of a seed file or document: any value with these four will do."""

    @property
    def path(self) -> str:
        """Its path below `seeds/`."""

    @property
    def sha256(self) -> str:
        """The digest of its text, in hex."""

    @property
    def text(self) -> str:
        """The text, exactly."""

    @property
    def origin(self) -> str:
        """Which folder it came from: the package's, or a site's by its name."""


@dataclass(frozen=True, slots=True)
class SeedText:
    """A seed file or document as the database gives it back; `origin` is empty if unknown."""

    path: str
    sha256: str
    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Loading:
    """What loading seeds did: paths whose text is new, and paths that have none any more.

    `published_at` is None if nothing had to be done: the same rules were there already.
    """

    version: str
    recorded: tuple[str, ...]
    withdrawn: tuple[str, ...]
    published_at: datetime | None

    @property
    def unchanged(self) -> bool:
        """Tell whether the database was left as it was."""
        return self.published_at is None


class SeedsMovedError(Exception):
    """The texts that stand are not those that a loading was worked out from."""


Basis = frozenset[tuple[str, str]]
"""Path and digest of every text that stands."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """`moved`: the same text, from another folder than is on record."""

    recorded: tuple[Text, ...]
    withdrawn: tuple[str, ...]
    moved: tuple[Text, ...]
    built: bool
    basis: Basis

    def __bool__(self) -> bool:
        return bool(self.recorded or self.withdrawn or not self.built)


def basis_of(texts: Iterable[Text]) -> Basis:
    """Return what a loading that was worked out from these standing texts rests on."""
    return frozenset((each.path, each.sha256) for each in texts)


async def store_seeds(
    graph: Graph,
    texts: Sequence[Text],
    rulebook: Rulebook,
    change: BegunChange,
    *,
    basis: Basis | None = None,
    notified: Sequence[str] = (),
) -> Loading:
    """Make these texts and the rulebook read from them the current ones, or change nothing.

    All happens in one transaction, under a lock: a failure leaves what was there before, and a
    second loading of the same finds nothing to do. Raise `SeedsMovedError` if `basis` is given and
    something else stands by now. `notified` are the agencies that get a summary of it.
    """

    async def work(transaction: Transaction) -> Loading:
        await transaction.run("policies/lock")
        difference = await _difference(transaction.run, texts, rulebook)
        if basis is not None and difference.basis != basis:
            raise SeedsMovedError
        if difference.moved:
            moved = [{"path": each.path, "origin": each.origin} for each in difference.moved]
            await transaction.run("policies/set_origins", texts=moved)
        if not difference:
            return _loading(difference, rulebook, None)
        await _replace_texts(transaction, difference, change)
        await _rebuild(transaction, rulebook, change.at)
        instant = await publish(transaction, change.id, now=change.at, notified=notified)
        return _loading(difference, rulebook, instant)

    difference = await _difference(graph.read, texts, rulebook)
    if not difference and not difference.moved:
        return _loading(difference, rulebook, None)
    return await graph.transact(work, label="policies", timeout_s=_LOADING_S)


async def rebuild_structure(graph: Graph, rulebook: Rulebook, at: datetime) -> None:
    """Build the structure of a rulebook whose texts stand already, and make it the current one."""

    async def work(transaction: Transaction) -> None:
        await transaction.run("policies/lock")
        await _rebuild(transaction, rulebook, at)

    await graph.transact(work, label="policies", timeout_s=_LOADING_S)


async def standing_texts(graph: Graph) -> tuple[SeedText, ...]:
    """Return the texts that stand now, with the folder that each came from."""
    records = await graph.read("policies/standing")
    return tuple(
        SeedText(each["path"], each["sha256"], each["text"], each["origin"]) for each in records
    )


async def load_seed_texts(graph: Graph, *, known_at: datetime) -> tuple[SeedText, ...]:
    """Return the texts known at an instant, in the order of their paths.

    The first version of a file counts as known from the beginning.
    """
    records = await graph.read("policies/texts", known_at=known_at)
    return tuple(SeedText(record["path"], record["sha256"], record["text"]) for record in records)


async def current_version(graph: Graph) -> str | None:
    """Return the version of the rulebook that was stored last, or None if none ever was."""
    records = await graph.read("policies/current")
    return records[0]["version"] if records else None


async def _difference(
    read: Callable[[str], Awaitable[list[Record]]], texts: Iterable[Text], rulebook: Rulebook
) -> _Difference:
    records = await read("policies/standing")
    standing = {each["path"]: each["sha256"] for each in records}
    origins = {each["path"]: each["origin"] for each in records}
    built = any(
        each["version"] == rulebook.version and each["structure"] == STRUCTURE
        for each in await read("policies/current")
    )
    texts = tuple(texts)
    same = [text for text in texts if standing.get(text.path) == text.sha256]
    return _Difference(
        recorded=tuple(text for text in texts if standing.get(text.path) != text.sha256),
        withdrawn=tuple(sorted(standing.keys() - {text.path for text in texts})),
        moved=tuple(text for text in same if origins[text.path] != text.origin),
        built=built,
        basis=frozenset(standing.items()),
    )


def _loading(difference: _Difference, rulebook: Rulebook, instant: datetime | None) -> Loading:
    paths = tuple(text.path for text in difference.recorded)
    return Loading(rulebook.version, paths, difference.withdrawn, instant)


async def _replace_texts(
    transaction: Transaction, difference: _Difference, change: BegunChange
) -> None:
    await begin(transaction, change)
    rows = [
        {
            "id": _version_id(text, change),
            "path": text.path,
            "sha256": text.sha256,
            "text": text.text,
            "origin": text.origin,
        }
        for text in difference.recorded
    ]
    paths = [*(text.path for text in difference.recorded), *difference.withdrawn]
    await transaction.run("policies/supersede", paths=paths, change=change.id, at=change.at)
    await transaction.run("policies/record_texts", texts=rows, change=change.id, at=change.at)


async def _rebuild(transaction: Transaction, rulebook: Rulebook, at: datetime) -> None:
    for name, params in structure_steps(rulebook):
        await transaction.run(name, **params)
    await transaction.run(
        "policies/set_version", version=rulebook.version, structure=STRUCTURE, at=at
    )


def _version_id(text: Text, change: BegunChange) -> str:
    return hashlib.sha256(f"{text.path}\n{change.id}".encode()).hexdigest()[:32]
