"""What the process keeps is bounded, whatever is asked (R24)."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.figures import show_figure
from support.service import Service, serving
from support.tiers import IS_NIGHTLY

pytestmark = pytest.mark.slow

DOCUMENTS = 10_000 if IS_NIGHTLY else 1_200
CONNECTIONS = 8
MOST_GROWTH_MB = 20.0


@pytest.fixture(scope="module")
def service(
    endpoint: Endpoint, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    del graph  # emptied: the service brings the policies
    with serving(endpoint, tmp_path_factory.mktemp("home")) as running:
        running.wait_for(200)
        yield running


def resident_mb(service: Service) -> float:
    pages = Path(f"/proc/{service.process.pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4_096 / 1e6


def unique(number: int) -> str:
    """Return a document that differs from every other in its names and in what it asks."""
    fields = " ".join(
        f'f{number}_{each}: policy(code: "pds-2021-7") {{ title{" code" * (number >> each & 1)} }}'
        for each in range(5)
    )
    return f"query Q{number} {{ {fields} }}"


async def asked(service: Service, numbers: range) -> None:
    waiting = iter(numbers)
    async with httpx.AsyncClient(timeout=60) as client:

        async def ask() -> None:
            for number in waiting:
                body = {"query": unique(number)}
                answer = await client.post(f"{service.url}/graphql", json=body)
                assert "errors" not in answer.json(), answer.text

        await asyncio.gather(*(ask() for _ in range(CONNECTIONS)))


async def test_thousands_of_documents_grow_the_process_by_20_mb_at_most(service: Service) -> None:
    await asked(service, range(DOCUMENTS, DOCUMENTS + 200))
    before = resident_mb(service)
    await asked(service, range(DOCUMENTS))
    growth = resident_mb(service) - before
    show_figure("R24: resident memory grew by", growth, "MB")
    assert growth <= MOST_GROWTH_MB
