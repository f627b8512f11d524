"""A first load through the offline importer gives what an import over Bolt gives, killed or not."""

import asyncio
import signal
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from neo4j.time import Date

from credit_graph.clock import utc_now
from credit_graph.domain.authority.api_key import ApiKey, Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.errors import ImportRefusedError
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import schema_state
from credit_graph.graph.database.statement import Statement
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.reconciling import packing
from credit_graph.intake.reconciling.fact_id import fact_id
from credit_graph.resources import seeds_folder
from credit_graph.usecases.auditing.verify import verify_log
from credit_graph.usecases.demo.generate import GeneratedRegion, generate_region
from credit_graph.usecases.facts.fact_writer import LABELS
from credit_graph.usecases.first_load.publication import read_ground
from credit_graph.usecases.importing.history import list_imports
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import ImportOptions, ImportReport, SilentProgress
from credit_graph.usecases.importing.undo import undo_import
from credit_graph.usecases.policies.prepare_graph import prepare_graph
from credit_graph.usecases.policies.rules import RulesShelf
from support.canonical_hash import canonical_lines, stored_facts
from support.loaded_home import LoadedHome
from support.malformed_rows import code_of
from support.reject_oracle import KINDS, make_case
from support.tiers import IS_NIGHTLY, nightly

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
            (each.mode, each.source, each.about, each.abandoned, frozenset(each.files))
            for each in await list_imports(graph)
        ],
        schema=(await schema_state(graph)).missing,
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
    generate_region(GeneratedRegion(200, 7), folder / "region")
    (folder / "odd").mkdir()
    case = make_case(seed=7, good=12_000 if IS_NIGHTLY else 600, bad=KINDS * 2)
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


async def prepared(graph: Graph) -> None:
    """Bring in the policies and a key, and nothing else."""
    await prepare_graph(graph, seeds_folder(), utc_now)
    grant = Grant(PrincipalKind.ANALYST, "a reader", frozenset({Scope.READ_PUBLIC}))
    expires = utc_now() + timedelta(days=1)
    await ApiKeyStore(graph, utc_now).put(ApiKey("0" * 12, "", grant, utc_now(), expires))


@pytest.fixture
async def home(tmp_path: Path, statements: Mapping[str, Statement]) -> LoadedHome:
    """A home with the policies, a key and nothing else."""
    made = LoadedHome(tmp_path / "home", statements)
    await made.ask(prepared)
    return made


async def imported(graph: Graph, region: Path, rejects: Path) -> ImportReport:
    rules = await RulesShelf(graph, utc_now).refresh()
    return await import_files(
        graph,
        rules.rulebook,
        [region / "region", region / "odd"],
        options=ImportOptions(rejects=rejects),
        now=utc_now,
        progress=SilentProgress(),
    )


async def loaded_offline(home: LoadedHome, region: Path, rejects: Path) -> dict[str, Any]:
    folders = (region / "region", region / "odd")
    command = ("import", *folders, "--rejects", rejects, "--json", "--offline")
    with home.command(*command) as process:
        output, errors = await asyncio.to_thread(process.communicate, None, 900)
    assert process.returncode == 1, errors  # rows were rejected
    report: dict[str, Any] = orjson.loads(output)
    assert report["outcome"] == "published"
    return report


async def test_a_first_load_gives_what_an_import_over_bolt_gives(
    home: LoadedHome, region: Path, tmp_path: Path, graph: Graph
) -> None:
    await prepared(graph)
    bolt = await imported(graph, region, tmp_path / "bolt.csv")
    expected = await pictured(graph)
    offline = await loaded_offline(home, region, tmp_path / "offline.csv")
    assert offline["files"] == [orjson.loads(orjson.dumps(asdict(each))) for each in bolt.files]
    assert (tmp_path / "offline.csv").read_bytes() == (tmp_path / "bolt.csv").read_bytes()
    assert sorted(each.name for each in home.path.iterdir()) == ["neo4j", "owner.lock"]

    async def look(other: Graph) -> None:
        found = await pictured(other)
        assert found.lines == expected.lines
        assert found == expected
        # It is an import like any other: all of it is there already, and it can be taken back.
        again = await imported(other, region, tmp_path / "again.csv")
        assert (again.total.added, again.total.corrected) == (0, 0)
        assert again.total.unchanged == bolt.total.added
        words = (await RulesShelf(other, utc_now).refresh()).rulebook.vocabulary
        for each in (again.id, offline["id"]):
            await undo_import(other, words, each, options=ImportOptions(), now=utc_now)
        assert await canonical_lines(other) == []
        with pytest.raises(ImportRefusedError, match="empty graph"):
            await read_ground(other, utc_now)

    await home.ask(look)


@nightly
async def test_killed_anywhere_the_old_state_stands_and_the_same_command_succeeds(
    home: LoadedHome, region: Path, tmp_path: Path
) -> None:
    async def state(graph: Graph) -> tuple[list[str], dict[str, int]]:
        sizes = {each["what"]: each["count"] for each in await graph.read("testing/sizes")}
        return await canonical_lines(graph), sizes

    before = await home.ask(state)
    for mark in ("region/enterprises.csv", "odd/links.csv", "importer", "making indexes"):
        folders = (region / "region", region / "odd")
        with home.command("import", *folders, "--offline", "--rejects", tmp_path / "r") as process:
            assert process.stderr is not None
            while (line := await asyncio.to_thread(process.stderr.readline)) and mark not in line:
                pass
            await asyncio.sleep(1)
            process.kill()
            assert await asyncio.to_thread(process.wait) == -signal.SIGKILL
        assert await home.ask(state) == before
    done = await loaded_offline(home, region, tmp_path / "r")
    added = sum(each["counts"]["added"] for each in done["files"])
    assert len(await home.ask(canonical_lines)) >= added
