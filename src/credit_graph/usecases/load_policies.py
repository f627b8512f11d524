"""Seeds into the graph: checked whole first, stored in one transaction or not at all."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import SeedsRejectedError
from credit_graph.graph.change_sets import Change, ChangeKind
from credit_graph.graph.connection import Graph
from credit_graph.graph.seed_store import Loading, SeedText, store_seeds
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.sources import SeedSet, read_seeds


async def load_policies(graph: Graph, folder: Path, now: Callable[[], datetime]) -> Loading:
    """Make the seeds of a folder the rules in force.

    Raise `SeedsRejectedError` with every finding, the proof against the documents included;
    then nothing is applied. Loading the same again changes nothing.
    """
    seeds = read_seeds(folder)
    rulebook = proven_rulebook(seeds)
    change = Change(id=uuid4().hex, kind=ChangeKind.POLICIES, at=now(), source="seeds")
    return await store_seeds(graph, seed_texts(seeds), rulebook, change)


def proven_rulebook(seeds: SeedSet) -> Rulebook:
    """Return the rulebook of seeds whose quotes all stand in their documents."""
    report = check_seeds(seeds)
    if report.findings or report.rulebook is None:
        raise SeedsRejectedError(findings=report.findings)
    return report.rulebook


def seed_texts(seeds: SeedSet) -> tuple[SeedText, ...]:
    """Return every file and document in the form that the graph stores."""
    return tuple(
        SeedText(path=each.path, sha256=each.sha256, text=each.text)
        for each in (*seeds.files, *seeds.documents)
    )
