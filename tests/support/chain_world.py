"""Enterprises on chains: their dossiers, by single letters, over a small vocabulary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from credit_graph.domain.chains.profile import Dossier, Listing, Profile
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import Sync
from credit_graph.domain.scheme_version import Level
from support import small_world
from support.chain_oracle import Supply
from support.chain_reader import DAY, explored

_CUSTOMS = replace(
    small_world.VOCABULARY.schemes["customs"],
    levels=tuple(Level(code, code) for code in ("advanced", "general", "dishonest")),
)
VOCABULARY = replace(
    small_world.VOCABULARY, schemes={**small_world.VOCABULARY.schemes, "customs": _CUSTOMS}
)


def dossier(
    code: str,
    *ratings: tuple[str, str],
    lists: Mapping[str, date | None] | None = None,
    statements: Sequence[tuple[str, str]] = (),
    region: str = "111",
    kinds: tuple[str, ...] = (),
    status: str = "active",
) -> Dossier:
    """Return what is known of an enterprise; `lists` with the day each stay ends."""
    listings = tuple(Listing(*each) for each in sorted((lists or {}).items()))
    profile = Profile(
        region=region,
        kinds=kinds,
        ratings=tuple(sorted(ratings)),
        lists=tuple(each.list for each in listings),
        statements=tuple(sorted(statements)),
        status=status,
    )
    return Dossier(code, f"虚构{code}", status, None, profile, listings)


def roster(codes: Iterable[str], *known: Dossier, syncs: Iterable[Sync] = ()) -> Roster:
    """Return a roster of these enterprises; those without a dossier have a bare one."""
    stated = {each.uscc: each for each in known}
    dossiers = {code: stated.get(code) or dossier(code) for code in codes}
    return Roster(dossiers, Coverage(syncs, VOCABULARY), VOCABULARY, DAY)


def survey(
    links: Sequence[Supply], *known: Dossier, core: str = "A", syncs: Iterable[Sync] = ()
) -> Survey:
    """Return the survey of the chain around a core, three tiers both ways."""
    chain = explored(links, core)
    codes = (core, *chain.by_code)
    return Survey(chain, roster(codes, *known, syncs=syncs))


def supplied(*pairs: str, share: float | None = None) -> list[Supply]:
    """Return links written as supplier and customer: "BA" says that B supplies A."""
    return [Supply(pair[0], pair[1], share) for pair in pairs]
