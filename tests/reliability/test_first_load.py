"""A first load through the offline importer gives what an import over Bolt gives, killed or not."""

import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from neo4j.time import Date

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import schema_state
from credit_graph.graph.database.statement import Statement
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.reconciling import packing
from credit_graph.intake.reconciling.fact_id import fact_id
from credit_graph.usecases.auditing.verify import verify_log
from credit_graph.usecases.demo.generate import GeneratedRegion, generate_region
from credit_graph.usecases.facts.fact_writer import LABELS
from credit_graph.usecases.importing.history import list_imports
from support.canonical_hash import canonical_lines, stored_facts
from support.loaded_home import LoadedHome
from support.malformed_rows import code_of
from support.reject_oracle import KINDS, make_case

_NIGHTLY = os.environ.get("CREDIT_GRAPH_TIER") == "N"
_KINDS = {label: kind for kind, label in LABELS.items() if kind is not Kind.PARTNERS}
pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Picture:
    """All that an import may leave in a database: what is seen, stored, numbered, on record."""

    lines: list[str]
    stored: dict[str, tuple[int, int]]
    sizes: dict[str, int]
    batches: list[tuple[str, ...]]
    imports: list[tuple[Any, ...]]
    schema: tuple[Any, ...]
    log: int


async def pictured(graph: Graph) -> Picture:
    verdict = await verify_log(graph)
    assert verdict.fault is None
    return Picture(
        lines=await canonical_lines(graph),
        stored=await stored_facts(graph),
        sizes={each["what"]: each["count"] for each in await graph.read("testing/sizes")},
        batches=await batches_of(graph),
        imports=[
            (each.mode, each.source, each.about, each.abandoned, each.files)
            for each in await list_imports(graph)
        ],
        schema=((await schema_state(graph)).missing, (await schema_state(graph)).applied),
        log=verdict.entries,
    )


async def batches_of(graph: Graph) -> list[tuple[str, ...]]:
    """Every fact's natural key with the batch that brought it; ids must be made of both."""
    found = []
    for record in await graph.read("testing/fact_ids", timeout_s=120.0):
        kind, fact = _KINDS[record["label"]], record["fact"]
        names = dict(zip(TABLES[kind].columns, packing.properties(kind), strict=True))
        ends = dict(zip(TABLES[kind].columns, record["ends"], strict=False))
        if kind is Kind.OWNERSHIP:
            ends = dict(zip(("owner_uscc", "owned_uscc"), record["ends"], strict=True))
        values = [ends.get(each) or fact.get(names[each]) for each in TABLES[kind].key]
        key = [each.to_native() if isinstance(each, Date) else each for each in values]
        begin = int(fact["fact_id"][:8], 16)
        assert fact["fact_id"] == fact_id(kind, key, fact["change"], begin)
        found.append((kind.value, str(begin), *map(str, key)))
    return sorted(found)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every kind, good ones and ones with bad rows, of two folders."""
    folder = tmp_path_factory.mktemp("files")
    generate_region(GeneratedRegion(400, 7), folder / "region")
    (folder / "odd").mkdir()
    case = make_case(seed=7, good=12_000 if _NIGHTLY else 1_200, bad=KINDS * 4)
    for name, data in case.files.items():
        (folder / "odd" / f"{name}.csv").write_bytes(data)
    (folder / "odd" / "partners.csv").write_text("id,name,country\nHK-BRN:12345678,虚构,HK\n")
    with (folder / "odd" / "links.csv").open("a", encoding="utf-8") as links:
        links.write("unnamed:US,91410400XN00000125,2024-01-01,,,,\r\n")
        links.write("HK-BRN:12345678,91410400XN00000125,2024-01-01,,,0.1,\r\n")
        links.write('91410400XN00000200,91410400XN00000125,2024-01-01,,"a, ""b""\nc",,\r\n')
    with (folder / "odd" / "enterprises.csv").open("a", encoding="utf-8") as enterprises:
        enterprises.write(f"{code_of(500_000)},虚构（无类型）３Ｍ,410400,,,2010-01-01,\r\n")
    return folder


@pytest.fixture
def home(tmp_path: Path, statements: Mapping[str, Statement]) -> LoadedHome:
    """A home with the policies, a key and nothing else."""
    made = LoadedHome(tmp_path / "home", statements)
    assert made.run("load-policies")[0] == 0
    assert made.run("token", "issue", "--kind", "operator", "--scope", "admin")[0] == 0
    return made


def loaded(home: LoadedHome, region: Path, *flags: str) -> tuple[int, dict[str, Any], bytes]:
    rejects = home.path / "out" / "rejects.csv"
    folders = (region / "region", region / "odd")
    code, output, errors = home.run("import", *folders, "--rejects", rejects, "--json", *flags)
    assert output, errors
    return code, orjson.loads(output), rejects.read_bytes()


def test_a_first_load_gives_what_an_import_over_bolt_gives(
    home: LoadedHome, region: Path, tmp_path: Path, statements: Mapping[str, Statement]
) -> None:
    other = LoadedHome(tmp_path / "other", statements)
    assert other.run("load-policies")[0] == 0
    assert other.run("token", "issue", "--kind", "operator", "--scope", "admin")[0] == 0
    code, bolt, rejects = loaded(other, region)
    assert (code, bolt["outcome"]) == (1, "published")
    expected = other.ask(pictured)

    code, offline, theirs = loaded(home, region, "--offline")
    assert (code, offline["outcome"], offline["files"]) == (1, "published", bolt["files"])
    assert theirs == rejects
    found = home.ask(pictured)
    assert found.lines == expected.lines
    assert found == expected
    assert sorted(each.name for each in home.path.iterdir()) == ["neo4j", "out", "owner.lock"]

    # It is an import like any other: all of it is there already, and it can be taken back.
    _, again, _ = loaded(home, region)
    total = sum(file["counts"]["added"] for file in again["files"])
    assert total == 0
    code, _, errors = home.run("imports", "undo", offline["id"])
    assert code == 0, errors
    assert home.ask(canonical_lines) == []
    code, _, errors = home.run("import", region / "region", "--offline")
    assert (code, "[IMPORT_REFUSED]" in errors) == (2, True)


@pytest.mark.skipif(not _NIGHTLY, reason="tier N")
def test_killed_anywhere_the_old_state_stands_and_the_same_command_succeeds(
    home: LoadedHome, region: Path
) -> None:
    async def state(graph: Graph) -> tuple[list[str], dict[str, int]]:
        sizes = {each["what"]: each["count"] for each in await graph.read("testing/sizes")}
        return await canonical_lines(graph), sizes

    before = home.ask(state)
    marks = ("region/enterprises.csv", "odd/links.csv", "rejects", "importer", "making", "making")
    for turn, mark in enumerate(marks):
        with home.command("import", region / "region", region / "odd", "--offline") as process:
            assert process.stderr is not None
            while line := process.stderr.readline():
                if mark in line:
                    break
            if turn == len(marks) - 1:
                process.stderr.readline()
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        assert home.ask(state) == before
    code, done, _ = loaded(home, region, "--offline")
    assert (code, done["outcome"]) == (1, "published")
    assert len(home.ask(canonical_lines)) == sum(each["counts"]["added"] for each in done["files"])
