"""All that is known of enterprises for deciding on measures, in one round trip a batch."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from neo4j import Record

from credit_graph.domain.facts.record import PARTNER, EnterpriseFacts, Partner, Sync
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import (
    rows,
    to_commitment,
    to_entry,
    to_partner,
    to_rating,
    to_registration,
    to_statement,
    to_sync,
    to_violation,
    words,
)

MOST_PARTNERS = 5_000


@dataclass(frozen=True, slots=True)
class PartnerQuestions:
    """What the link conditions of a rulebook ask of partners: where they are, on what.

    `regions`: `None` is anywhere, empty that nothing is asked of partners. `rated`, if it is not
    `None`: only partners that ever held one of these levels are read.
    """

    regions: tuple[str, ...] | None = ()
    schemes: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    rated: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class OwnQuestions:
    """Which ratings, entries and statements of the enterprises themselves are read; `None`: all."""

    schemes: tuple[str, ...] | None = None
    lists: tuple[str, ...] | None = None
    statements: tuple[str, ...] | None = None


EVERYTHING = OwnQuestions()


@dataclass(frozen=True, slots=True)
class EvidenceBatch:
    """Facts by code, the syncs that say what absence means, and the version of the rules."""

    facts: Mapping[str, EnterpriseFacts]
    syncs: tuple[Sync, ...]
    rules_version: str | None

    def without(self, fact_ids: Container[str]) -> "EvidenceBatch":
        """Return the batch as if facts were not recorded, none of them a registration or a link."""
        facts = {code: each.without(fact_ids) for code, each in self.facts.items()}
        return replace(self, facts=facts)


class EvidenceFile:
    """Reads the evidence for decisions."""

    __slots__ = ("_most_partners", "_read")

    def __init__(self, graph: Graph | Transaction, most_partners: int = MOST_PARTNERS) -> None:
        self._read = graph.read
        self._most_partners = most_partners

    async def collect(
        self,
        keys: Sequence[str],
        known_at: datetime,
        asked: PartnerQuestions,
        own: OwnQuestions = EVERYTHING,
        *,
        timeout_s: float | None = None,
    ) -> EvidenceBatch:
        """Return what is known of these enterprises at the instant; unknown codes are left out.

        Of more than 5,000 links to partners, one for each registration of theirs, only those are
        read that come first by the partners' codes, of no partner a part, and the facts say so.
        Partners without a credit code come last and are not missed.
        """
        if not keys:
            return EvidenceBatch({}, (), None)
        records = await self._read(
            "eligibility/facts",
            # One map, because Neo4j plans anew for each shape that a parameter can have.
            asked={
                "keys": list(keys),
                "schemes": own.schemes,
                "lists": own.lists,
                "statements": own.statements,
                "partner_regions": asked.regions,
                "partner_schemes": asked.schemes,
                "partner_lists": asked.lists,
                "partner_rated": asked.rated,
            },
            known_at=known_at,
            most_partners=self._most_partners + 1,
            timeout_s=timeout_s,
        )
        facts = {
            record["key"]: self._to_facts(record) for record in records if record["registrations"]
        }
        first = next(record for record in records if record["key"] == keys[0])
        return EvidenceBatch(
            facts, tuple(map(to_sync, rows(first["syncs"]))), words(first["rules"])
        )

    def _to_facts(self, record: Record) -> EnterpriseFacts:
        partners, cut = _whole(
            tuple(map(to_partner, rows(record["partners"]))), self._most_partners
        )
        registrations = tuple(map(to_registration, rows(record["registrations"])))
        return EnterpriseFacts(
            enterprise=registrations[0].enterprise,
            ratings=tuple(map(to_rating, rows(record["ratings"]))),
            entries=tuple(map(to_entry, rows(record["entries"]))),
            statements=tuple(map(to_statement, rows(record["statements"]))),
            commitments=tuple(map(to_commitment, rows(record["commitments"]))),
            violations=tuple(map(to_violation, rows(record["violations"]))),
            partners=partners,
            partners_cut=cut,
            registration=registrations[0].origin,
            registrations=registrations,
        )


def _whole(partners: tuple[Partner, ...], most: int) -> tuple[tuple[Partner, ...], bool]:
    """Return the partners that are whole among the first, and whether one is missed."""
    if len(partners) <= most:
        return partners, False
    beyond = partners[most]
    if beyond.registered is not None and beyond.registered.enterprise.status == PARTNER:
        return partners[:most], False
    return tuple(each for each in partners[:most] if each.uscc != beyond.uscc), True
