"""R26: whatever files, full lists, corrections, retractions, undos and kills follow each other.

One live fact per key, no two ratings by one scheme on a day; what an earlier complete list said of
its day stays; every export is taken elsewhere whole and gives the same graph; what was known at any
instant is what a replay up to there gives.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.exporting.export_files import FileFormat, export_files
from credit_graph.usecases.importing.history import list_imports
from credit_graph.usecases.importing.journal import abandon_import
from credit_graph.usecases.importing.report import ImportMode, ImportOptions
from support.canonical_hash import canonical_hash, canonical_lines, stored_facts
from support.empty_graph import emptied
from support.import_desk import A, B, C, D, Desk, ticking
from support.tiers import IS_NIGHTLY

SEEDS = range(60) if IS_NIGHTLY else range(2)
STEPS = 25 if IS_NIGHTLY else 16
START = date(2026, 1, 1)
DAYS = 40
REGISTERS = {"tax": ("A", "A", "B"), "gop": ("", "", "C1")}
CODES = (A, B, C, D)
KINDS = (*["file"] * 2, *["list"] * 7, *["undo"] * 3, "retract", "move", "kill")


@dataclass(frozen=True)
class Step:
    """One thing that an office does; `rows` of its file, `number` of an earlier step or a day."""

    what: str
    rows: tuple[str, ...] = ()
    register: str = ""
    number: int = 0


def day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


def cell(chance: random.Random, register: str, code: str, *, last: int, open_start: bool) -> str:
    """A row of a rating or an entry that begins by the day `last`."""
    # Few first days, so that an entry comes back as the one that it was.
    first = chance.choice([each for each in (0, 2, 5, 12) if each <= last])
    since = "" if open_start and chance.random() < 0.4 else day(first)
    until = day(chance.randrange(last + 1, DAYS + 5)) if chance.random() < 0.3 else ""
    value = chance.choice(REGISTERS[register])
    if register == "tax":
        return f"{code},tax,{value},{since},{until},,{chance.choice(['R1', 'R2', ''])}"
    return f"{code},gop,{since},{until},,,{value}"


def drawn(seed: int) -> list[Step]:
    """Steps, of which the first registers most enterprises."""
    chance = random.Random(seed)  # noqa: S311  # cases, not secrets
    steps = [Step("file", tuple(f"{code},虚构,410400,,trader,," for code in (A, B, C)))]
    latest = dict.fromkeys(REGISTERS, 3)
    favourite = [*REGISTERS][seed % 2]
    for number in range(1, STEPS):
        what = chance.choice(
            [
                "file",
                "file",
                "list",
                "list",
                "list",
                "list",
                "retract",
                "undo",
                "undo",
                "move",
                "kill",
            ]
        )
        register = chance.choice([*REGISTERS, favourite, favourite])
        codes = chance.sample(CODES, chance.randrange(1, 4))
        if what == "list":
            latest[register] = min(DAYS, latest[register] + chance.choice([0, 1, 3, 6]))
            on = latest[register]
            rows = [cell(chance, register, code, last=on, open_start=True) for code in codes]
            steps.append(Step("list", tuple(rows[: chance.randrange(4)]), register, on))
        elif what in {"file", "kill"}:
            rows = [cell(chance, register, code, last=DAYS, open_start=False) for code in codes]
            steps.append(Step(what, tuple(rows), register, chance.randrange(2)))
        elif what == "move":
            region = chance.choice(["410400", "411300"])
            dated = chance.choice(["", f",{day(chance.choice([3, 8, 20]))},"])
            row = f"{chance.choice(CODES)},虚构,{region},,trader,,{dated}"
            steps.append(Step("file", (row,)))
        elif what == "retract":
            steps.append(Step("retract", (chance.choice(["R1", "R2", "C1"]),)))
        else:
            steps.append(Step("undo", number=chance.randrange(number)))
    return steps


class Stops:
    """Progress that ends the run after the first batch, as a kill would."""

    def began(self, name: str, size: int) -> None:
        """Say nothing."""

    def advanced(self, *_heard: object) -> None:
        raise KeyboardInterrupt

    def closing(self, what: str) -> None:
        """Say nothing."""


@dataclass
class Office:
    """Does the steps one after the other; `ids` and `instants` of what was published, by step."""

    desk: Desk
    ids: dict[int, str] = field(default_factory=dict)
    instants: dict[int, datetime] = field(default_factory=dict)

    async def do(self, number: int, step: Step) -> None:
        work = {"list": self._list, "undo": self._undo, "retract": self._retract}
        done = await work.get(step.what, self._file)(step)
        if done is not None:
            self.ids[number], self.instants[number] = done

    async def _file(self, step: Step) -> tuple[str, datetime] | None:
        kind = {"": "enterprises", "tax": "ratings", "gop": "lists"}[step.register]
        paths = self.desk.write(**{kind: "\n".join(step.rows)})
        options = ImportOptions(rejects=self.desk.rejects, batch_rows=1)
        if step.what == "kill":
            with pytest.raises(KeyboardInterrupt):
                await self.desk.run(paths, options, Stops())
            if step.number:
                left = next(each for each in await list_imports(self.desk.graph))
                await abandon_import(self.desk.graph, left.id, now=self.desk.now())
                return None
        report = await self.desk.run(paths, options)
        return None if report.published_at is None else (report.id, report.published_at)

    async def _list(self, step: Step) -> tuple[str, datetime] | None:
        ratings = step.register == "tax"
        header = "uscc,scheme,level,valid_from,valid_to,awarded_by,reference"
        if not ratings:
            header = "uscc,list,valid_from,valid_to,reason,reported_by,reference"
        on = START + timedelta(days=step.number)
        how: dict[str, Any] = {"header": header, "register": step.register}
        before = await stored_facts(self.desk.graph)
        await self.desk.sync(*step.rows, day=on, shrink=1.0, mode=ImportMode.CHECK, **how)
        assert await stored_facts(self.desk.graph) == before
        report = await self.desk.sync(*step.rows, day=on, shrink=1.0, **how)
        return None if report.published_at is None else (report.id, report.published_at)

    async def _undo(self, step: Step) -> tuple[str, datetime] | None:
        if step.number not in self.ids:
            return None
        before = await canonical_hash(self.desk.graph), await stored_facts(self.desk.graph)
        try:
            done = await self.desk.undo(self.ids[step.number])
        except ImportRefusedError:
            after = await canonical_hash(self.desk.graph), await stored_facts(self.desk.graph)
            assert after == before
            return None
        return None if done.published_at is None else (done.id, done.published_at)

    async def _retract(self, step: Step) -> tuple[str, datetime] | None:
        done = await self.desk.retract(step.rows[0])
        return None if done.published_at is None else (done.id, done.published_at)


def facts(lines: Sequence[str]) -> list[dict[str, str]]:
    """Ratings and list entries of canonical lines, by property."""
    return [
        dict(word.split("=", 1) for word in line.split() if "=" in word)
        for line in lines
        if line.startswith(("Rating", "ListEntry"))
    ]


def timelines(lines: Sequence[str]) -> dict[tuple[str, str, str], list[str]]:
    """What is said on each day, by enterprise, register and case; ratings have no cases."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for fact in facts(lines):
        case = "" if "scheme" in fact else fact.get("reference", "")
        key = (fact["uscc"], fact.get("scheme") or fact["list"], case)
        said = found.setdefault(key, [""] * (DAYS + 6))
        for number in range(DAYS + 6):
            if fact["valid_from"] <= day(number) < fact.get("valid_to", "9999"):
                said[number] += fact.get("level", "listed") + " "
    return found


def check_keys(lines: Sequence[str]) -> None:
    keys = [
        (each["uscc"], each.get("scheme") or each["list"], each["valid_from"])
        + (() if "scheme" in each else (each.get("reference"),))
        for each in facts(lines)
    ]
    assert len(keys) == len(set(keys)), "two live facts under one key"
    for (_, register, _), said in timelines(lines).items():
        if register == "tax":
            assert all(len(each.split()) <= 1 for each in said), "two ratings on one day"


def settled(states: Sequence[Sequence[str]]) -> set[str]:
    """Enterprises that were registered in the region of the lists, and nowhere else, throughout."""
    steady = {A, B, C, D}
    for state in states:
        registrations = [line for line in state if line.startswith("Registration")]
        here, elsewhere = (
            {
                line.split(" uscc=")[1].split()[0]
                for line in registrations
                if ("region=410400" in line) is inside
            }
            for inside in (True, False)
        )
        steady &= here - elsewhere
    return steady


def said_on(lines: Sequence[str], register: str, number: int) -> dict[str, str]:
    """The level of each enterprise on a day, or that it is listed under whatever case."""
    return {
        code: "listed" if register == "gop" else said[number]
        for (code, name, _), said in timelines(lines).items()
        if name == register and said[number]
    }


def check_undo(target: int, states: Sequence[Sequence[str]]) -> None:
    """After an undo, what the step had changed is changed back, and nothing else."""
    old, new = Counter(states[target - 1] if target else ()), Counter(states[target])
    assert Counter(states[-1]) == Counter(states[-2]) - (new - old) + (old - new)


def check_list(step: Step, states: Sequence[Sequence[str]]) -> None:
    """After a list its day is as it says; what earlier lists said of their days is as before."""
    before, after = states[-2], states[-1]
    complete = {
        line.split("as_of=")[1].split()[0]
        for line in before
        if line.startswith("Sync") and f"register={step.register} " in f"{line} "
    }
    steady = settled(states[:-1])
    for number in range(step.number):
        if day(number) in complete:
            was, now = (said_on(lines, step.register, number) for lines in (before, after))
            for code in steady:
                assert was.get(code) == now.get(code), (code, day(number), was, now)
    here = settled(states[-1:])
    listed = {row.split(",")[0] for row in step.rows}
    assert {*said_on(after, step.register, step.number)} & here == listed & here


async def check_export(desk: Desk, folder: Path) -> None:
    class Silent:
        def advanced(self, enterprises: int) -> None:
            """Say nothing."""

    await export_files(desk.graph, folder, FileFormat.CSV, known_at=desk.now(), progress=Silent())
    expected = await canonical_hash(desk.graph)
    await emptied(desk.graph)
    report = await desk.load(folder)
    assert report.total.rejected == 0, desk.rejects.read_text("utf-8")
    assert await canonical_hash(desk.graph) == expected


@pytest.mark.parametrize("seed", SEEDS)
async def test_any_sequence_keeps_the_law(graph: Graph, tmp_path: Path, seed: int) -> None:
    steps = drawn(seed)
    office = Office(Desk(await emptied(graph), tmp_path))
    states: list[list[str]] = []
    for number, step in enumerate(steps):
        await office.do(number, step)
        states.append(await canonical_lines(graph))
        check_keys(states[-1])
        if step.what == "list" and number in office.ids:
            check_list(step, states)
        if step.what == "undo" and number in office.ids:
            check_undo(step.number, states)
    for number, instant in office.instants.items():
        assert await canonical_lines(graph, instant) == states[number]

    await check_export(office.desk, tmp_path / "export")

    prefix = random.Random(seed).randrange(1, len(steps))  # noqa: S311  # cases, not secrets
    again = Office(Desk(await emptied(graph), tmp_path, now=ticking()))
    for number, step in enumerate(steps[:prefix]):
        await again.do(number, step)
    assert await canonical_lines(graph) == states[prefix - 1]
