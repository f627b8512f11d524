"""The clients of docs/notifying.md follow a real service, and go on where they were."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.web.streaming.close_code import CloseCode
from support.client import Clock
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.recording import Author, author
from support.streams import Running, running

PAGE = (Path(__file__).parents[2] / "docs" / "notifying.md").read_text("utf-8")
GENERAL = "91410400XN0000047P"
# What a compiler of TypeScript would leave out of the page's client.
_TYPES = re.compile(
    r"^type .*$|: Promise<void>|: void|: Entry|: string \| null(?= =)|(?<=[\w)])!(?=[,.;)])",
    re.MULTILINE,
)


def block(language: str) -> str:
    """Return the only block of the page in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.fixture(scope="module")
async def service(graph: Graph, endpoint: Endpoint) -> AsyncIterator[Running]:
    await demo_loaded(await emptied(graph))
    async with running(endpoint, Clock(NOW)) as found:
        yield found


@pytest.fixture(scope="module")
async def customs(service: Running, graph: Graph) -> Author:
    return await author(service.client, graph, "pds-environment")


@asynccontextmanager
async def client(
    command: Sequence[str], given: Mapping[str, str]
) -> AsyncIterator[asyncio.StreamReader]:
    """Run a client until the block ends; give what it prints."""
    process = await asyncio.create_subprocess_exec(
        *command, env={"PATH": os.environ["PATH"], **given}, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def line(printed: asyncio.StreamReader) -> str:
    """Return the next line that a client prints."""
    async with asyncio.timeout(20):
        return (await printed.readline()).decode().strip()


async def noted(place: Path) -> None:
    """Wait until a client has noted its cursor."""
    async with asyncio.timeout(10):
        while not place.exists():  # noqa: ASYNC110, ASYNC240  # another process writes it
            await asyncio.sleep(0.05)


async def violated(who: Author, day: int) -> None:
    found = {"uscc": GENERAL, "violation": "environment_breach", "foundOn": f"2026-07-{day:02}"}
    assert (await who.make("recordViolation", found))["__typename"] == "Recorded"


async def test_the_client_in_python_goes_on_where_it_was(
    service: Running, graph: Graph, customs: Author, tmp_path: Path
) -> None:
    reader = await author(
        service.client, graph, "pds-drc", Scope.READ_ENTERPRISES, Scope.READ_PUBLIC
    )
    program = tmp_path / "client.py"
    program.write_text(block("python"), "utf-8")
    given = {
        "URL": service.socket_url,
        "TOKEN": reader.token,
        "AGENCY": "pds-drc",
        "PLACE": str(tmp_path / "cursor"),
    }
    command = [sys.executable, str(program)]
    async with client(command, given) as printed:
        await asyncio.sleep(2.0)
        await violated(customs, 1)
        assert await line(printed) == f"VIOLATION {GENERAL}"
        await noted(Path(given["PLACE"]))
    await violated(customs, 2)
    async with client(command, given) as printed:
        assert await line(printed) == f"VIOLATION {GENERAL}"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node 20")
async def test_the_client_in_typescript_follows(
    service: Running, graph: Graph, customs: Author, tmp_path: Path
) -> None:
    reader = await author(
        service.client, graph, "pds-drc", Scope.READ_ENTERPRISES, Scope.READ_PUBLIC
    )
    program = tmp_path / "client.mjs"
    program.write_text(_TYPES.sub("", block("typescript")), "utf-8")
    given = {
        "URL": f"http://127.0.0.1:{service.port}/graphql/stream",
        "TOKEN": reader.token,
        "AGENCY": "pds-drc",
    }
    async with client(["node", str(program)], given) as printed:
        await asyncio.sleep(2.0)
        for day in (3, 4):
            await violated(customs, day)
            assert await line(printed) == f"VIOLATION {GENERAL}"


def test_the_page_has_every_code_with_its_reason() -> None:
    rows = dict(re.findall(r"^\| (\d{4}) \| `(\w+)`", PAGE, re.MULTILINE))
    assert rows == {str(int(each)): each.name for each in CloseCode}
