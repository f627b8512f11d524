"""Seeds into the graph: checked whole first, stored in one transaction or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import uuid4

from credit_graph.clock import Now, shanghai_day
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.notifying.addressees import of_rules
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import CreditGraphError, DatabaseBusyError, SeedsRejectedError
from credit_graph.graph.archiving.restoration import refuse_unfinished_restoration
from credit_graph.graph.change_sets import BegunChange
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.seed_store import (
    Loading,
    SeedsMovedError,
    SeedText,
    standing_texts,
    store_seeds,
)
from credit_graph.message import Message
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.files.sources import SeedSet, read_seeds
from credit_graph.usecases.policies.plan import Effect, LoadingPlan, plan_loading
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.policies.terms_in_use import refuse_dropping_used_terms

_ATTEMPTS: Final = 5  # so often others may load in between


class LoadingMode(StrEnum):
    """What is done: `STRICT` loads only if the folders given hold all that stands."""

    LOAD = "load"
    STRICT = "strict"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class LoadingOptions:
    """How to load. `withdraw`: codes of policies, or paths of files, that go.

    `announce` hears the plan before anything is written, again if others loaded in between.
    """

    mode: LoadingMode = LoadingMode.LOAD
    withdraw: tuple[str, ...] = ()
    announce: Callable[[LoadingPlan], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class PoliciesReport:
    """What a loading would change, and what it did: None if nothing was to be written."""

    plan: LoadingPlan
    version: str
    loading: Loading | None

    @property
    def withheld(self) -> bool:
        """Tell whether files stand that no folder given holds."""
        return bool(self.plan.paths(Effect.KEPT))


async def load_policies(
    graph: Graph,
    folder: Path,
    now: Now,
    *,
    sites: Sequence[Path] = (),
    options: LoadingOptions | None = None,
) -> PoliciesReport:
    """Make the seeds of a folder and of the site's folders beside it the rules in force.

    What stands and is in none of them stays. Raise `SeedsRejectedError` with every finding, the
    proof against the documents and vocabulary in use included; then nothing is applied. Loading
    the same again changes nothing.
    """
    await refuse_unfinished_restoration(graph)
    options = options or LoadingOptions()
    given = read_seeds(folder, sites)
    for _ in range(_ATTEMPTS):
        standing = await standing_texts(graph)
        plan = plan_loading(given, standing, options.withdraw)
        options.announce(plan)
        rulebook = proven_rulebook(plan.seeds)
        await refuse_dropping_used_terms(graph, standing, plan)
        report = PoliciesReport(plan, rulebook.version, None)
        if options.mode is LoadingMode.CHECK:
            return report
        if options.mode is LoadingMode.STRICT and report.withheld:
            return report
        change = BegunChange(id=uuid4().hex, kind=ChangeSetKind.POLICIES, at=now(), source="seeds")
        texts = seed_texts(plan.seeds)
        notified = await _notified(graph, standing, texts, rulebook, now)
        try:
            loading = await store_seeds(
                graph, texts, rulebook, change, basis=plan.basis, notified=notified
            )
        except SeedsMovedError:
            continue
        return PoliciesReport(plan, rulebook.version, loading)
    raise DatabaseBusyError(why=Message("others load policies all the time"))


async def _notified(
    graph: Graph,
    standing: Sequence[SeedText],
    texts: Sequence[SeedText],
    rulebook: Rulebook,
    now: Now,
) -> tuple[str, ...]:
    """Return who gets a summary of a load: nobody of the first one, or of one that changes nothing.

    Nor does anybody where the rules that stand cannot be read any more.
    """
    if not standing or {each.sha256 for each in standing} == {each.sha256 for each in texts}:
        return ()
    try:
        before = await RulesShelf(graph, now).refresh()
    except CreditGraphError:
        return ()
    return of_rules(before.rulebook, DutyBook(rulebook), shanghai_day(now()))


def proven_rulebook(seeds: SeedSet) -> Rulebook:
    """Return the rulebook of seeds whose quotes all stand in their documents."""
    report = check_seeds(seeds)
    if report.findings or report.rulebook is None:
        raise SeedsRejectedError(findings=report.findings)
    return report.rulebook


def seed_texts(seeds: SeedSet) -> tuple[SeedText, ...]:
    """Return every file and document in the form that the graph stores."""
    return tuple(
        SeedText(path=each.path, sha256=each.sha256, text=each.text, origin=each.origin)
        for each in (*seeds.files, *seeds.documents)
    )
