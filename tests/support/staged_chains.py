"""Facts staged for chains exactly as stated, whatever importing would make of them.

Each fact is brought, and perhaps withdrawn, by one of three change sets: one published before
the instant `KNOWN_AT`, one after it, one never.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from random import Random

from credit_graph.domain.facts.view import View
from credit_graph.graph.database.connection import Graph
from support.chain_oracle import Stake, Supply
from support.chain_reader import DAY

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
KNOWN_AT = datetime(2026, 2, 1, tzinfo=UTC)
AFTER = datetime(2026, 3, 1, tzinfo=UTC)
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
VIEW = View(DAY, KNOWN_AT)
CHANGES = {"before": BEFORE, "after": AFTER, "never": NEVER}

Props = Mapping[str, object]
_ids = count()


@dataclass(frozen=True)
class Said:
    """By which change set a fact was brought, and by which withdrawn, if any."""

    brought: str = "before"
    withdrawn: str | None = None

    @property
    def shows(self) -> bool:
        """Whether the fact counts as known at `KNOWN_AT`."""
        return self.brought == "before" and self.withdrawn != "before"

    def props(self, **stated: object) -> Props:
        """Return the properties of such a fact as the graph stores them."""
        withdrawn = self.withdrawn
        return {
            "fact_id": f"fact-{next(_ids)}",
            "change": self.brought,
            "recorded_at": min(BEFORE, CHANGES[self.brought]),
            "retracted_by": withdrawn,
            "retracted_at": None if withdrawn is None else min(BEFORE, CHANGES[withdrawn]),
            **stated,
        }


SAID = Said()


def any_said(chance: Random) -> Said:
    """Return one of the ways in which a fact may be known, most often plainly."""
    if chance.random() < 0.7:
        return SAID
    return Said(
        chance.choice(["before", "before", "after", "never"]),
        chance.choice([None, "before", "after", "never"]),
    )


async def stage_change_sets(graph: Graph) -> None:
    """Store the three change sets."""
    for name, instant in CHANGES.items():
        await graph.write("testing/stage_change_set", id=name, published_at=instant)


async def stage_supplies(graph: Graph, links: Iterable[tuple[Supply, Said]]) -> None:
    """Store links in this order."""
    rows = [
        {
            "supplier": link.supplier,
            "customer": link.customer,
            "fact": said.props(
                share=link.share,
                category=link.category,
                valid_from=link.valid_from,
                valid_to=_end(link.valid_to),
            ),
        }
        for link, said in links
    ]
    await graph.write("testing/stage_supplies", rows=rows)


async def stage_holdings(graph: Graph, stakes: Iterable[tuple[Stake, Said]]) -> None:
    """Store shares of ownership in this order."""
    rows = [
        {
            "owner": stake.owner,
            "owned": stake.owned,
            "fact": said.props(
                share=stake.share, valid_from=stake.valid_from, valid_to=_end(stake.valid_to)
            ),
        }
        for stake, said in stakes
    ]
    await graph.write("testing/stage_holdings", rows=rows)


def _end(day: date) -> date | None:
    return None if day == date.max else day
