"""A region in which things happen, and what notices on them must say."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from credit_graph.clock import shanghai_day
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.notifying.change_notice import NoticeKind
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.errors import DatabaseError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.chores import day_clock
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.answer import RecordedAnswer
from credit_graph.usecases.recording.request import EndedFact, Request, StatedRow
from credit_graph.usecases.recording.warm_up import warm_up_recording
from credit_graph.usecases.services import Services
from support.agency_files import COVERAGE, NOW, imported, loaded
from support.client import Clock
from support.empty_graph import emptied
from support.invented_region import code

REGIONS = ("410400", "350200", "330000", "310115", "411300")
CODES = tuple(code(8_000 + number) for number in range(10))
OPERATOR = Principal(PrincipalKind.OPERATOR, "an operator", frozenset(Scope))

Moves = set[tuple[str, str, Verdict | None, Verdict | None]]
Verdicts = dict[tuple[str, str], Verdict]
Answer = TypeVar("Answer")
_A_DAY = timedelta(days=1)
_OPEN = (Verdict.ELIGIBLE, Verdict.CONDITIONAL)


def difference(before: Verdicts, after: Verdicts) -> Moves:
    """Return the decisions that were gained or lost, of measures in force before and after."""
    moved: Moves = set()
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        if (old in _OPEN) is not (new in _OPEN):
            moved.add((*key, old, new))
    return moved


async def settled(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """Ask until there is an answer, as one does on a machine that is busy."""
    while True:
        try:
            return await ask()
        except DatabaseError:
            await asyncio.sleep(0.1)


def moves_in(entries: list[LogEntry]) -> Moves:
    """Return the decisions that entries of the change log tell as gained or lost."""
    moves = [
        (str(notice.uscc), measure, notice.before, notice.after)
        for entry in entries
        for notice in entry.notices
        if notice.kind in (NoticeKind.GAINED, NoticeKind.LOST)
        for measure in notice.measures
    ]
    assert len(moves) == len(set(moves)), "something is told twice"
    return set(moves)


class Story:
    """A region in which things happen."""

    def __init__(self, graph: Graph, clock: Clock, services: Services) -> None:
        self.graph = graph
        self.clock = clock
        self.services = services
        self.days = day_clock(graph, services, "a story")
        self.position = 0

    @classmethod
    async def begun(cls, graph: Graph, folder: Path) -> "Story":
        await loaded(await emptied(graph))
        rows = [
            f"{each},虚构{each[-4:]},{REGIONS[number % len(REGIONS)]},manufacturer"
            for number, each in enumerate(CODES)
        ]
        table = "\n".join(["uscc,name,region,kinds", *rows, ""])
        await imported(graph, folder, {"enterprises": table, "coverage": COVERAGE})
        clock = Clock(NOW)
        await warm_up(graph, clock)
        await warm_up_recording(graph, clock)
        services = Services.of(graph, clock)
        await services.shelf.refresh()
        story = cls(graph, clock, services)
        await story.days.work()
        await story.entries()
        return story

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return shanghai_day(self.clock.now)

    async def next_day(self) -> None:
        self.clock.now += _A_DAY
        await settled(self.days.work)

    async def verdicts(self, day: date, known_at: datetime | None = None) -> Verdicts:
        """Decide everything, as known now where no instant is given."""
        rules = self.services.shelf.current
        known_at = known_at or self.clock.now + timedelta(hours=1)
        evidence = await EvidenceFile(self.graph).collect(
            CODES, known_at, rules.partners, timeout_s=60.0
        )
        coverage = Coverage(evidence.syncs, rules.rulebook.vocabulary)
        return {
            (uscc, decision.measure.code): decision.verdict
            for uscc, facts in evidence.facts.items()
            for decision in rules.engine.report(facts, coverage, day).walk()
        }

    async def entries(self) -> list[LogEntry]:
        """Return the entries of the change log since it was asked last."""
        log, found = ChangeLog(self.graph), list[LogEntry]()
        while entries := await log.after(self.position):
            found += entries
            self.position = entries[-1].sequence
        return found

    async def record(self, key: str, chance: Random) -> str:
        asked = self.request(key, chance)
        answer = await settled(lambda: self.services.recorder.record(asked, OPERATOR))
        self.clock.now += timedelta(seconds=1)
        return "recorded" if isinstance(answer, RecordedAnswer) else type(answer).__name__

    def request(self, key: str, chance: Random) -> Request:
        """Return something to record, near today."""
        uscc, other = chance.sample(CODES, 2)
        begin, end = sorted(self.near(chance) for _ in range(2))
        kind = chance.choice(("rating", "rating", "list", "violation", "link", "end", "status"))
        if kind == "end":
            scheme = chance.choice(("customs", "tax"))
            cells = {"uscc": uscc, "scheme": scheme}
            return Request("end", key, EndedFact(Kind.RATINGS, cells, "valid_to", end))
        if kind == "link":
            cells = {"supplier_uscc": uscc, "customer_uscc": other, "category": "parts"}
            return Request(
                "link", key, StatedRow(Kind.LINKS, {**cells, "valid_from": begin.isoformat()})
            )
        if kind == "status":
            status = chance.choice(("active", "active", "suspended", "deregistered"))
            region = chance.choice(REGIONS)
            cells = {"uscc": uscc, "name": f"虚构{uscc[-4:]}", "region": region, "status": status}
            return Request("register", key, StatedRow(Kind.ENTERPRISES, cells))
        lasts = {"valid_from": begin.isoformat()}
        if chance.random() < 0.5 and end > begin:
            lasts["valid_to"] = end.isoformat()
        if kind == "violation":
            cells = {"uscc": uscc, "violation": "customs_breach", "found_on": lasts["valid_from"]}
            return Request("violate", key, StatedRow(Kind.VIOLATIONS, cells))
        if kind == "list":
            name = chance.choice(("serious_dishonesty", "xm_cultivation", "zj_aeo_pool"))
            return Request(
                "list", key, StatedRow(Kind.LISTS, {"uscc": uscc, "list": name, **lasts})
            )
        scheme, level = chance.choice(
            (("customs", "advanced"), ("customs", "advanced"), ("customs", "general"), ("tax", "A"))
        )
        cells = {"uscc": uscc, "scheme": scheme, "level": level, **lasts}
        return Request("rate", key, StatedRow(Kind.RATINGS, cells))

    def near(self, chance: Random) -> date:
        """Return a day around today; ratings that are yet to begin are refused by their keepers."""
        return self.today + timedelta(days=chance.randrange(-4, 4))
