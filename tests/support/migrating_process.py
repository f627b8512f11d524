"""A process that migrates the database named on its standard input, or hangs while it does.

The first argument is `migrate` or `hold`. It says `ready` and waits for a line before it begins,
so that several can be let go at once; then it prints what it applied, as JSON.
"""

import asyncio
import json
import sys

from credit_graph.clock import utc_now
from credit_graph.embedded.endpoint import Endpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.database.statements import load_statements
from credit_graph.graph.database.transaction import Transaction
from credit_graph.resources import cypher_folder


async def _migrate(graph: Graph) -> None:
    print(json.dumps(await migrate(graph, at=utc_now())), flush=True)  # noqa: T201  # its answer


async def _hold(graph: Graph) -> None:
    async def for_ever(transaction: Transaction) -> None:
        await transaction.run("migrations/take_lock")
        print("held", flush=True)  # noqa: T201  # its answer
        await asyncio.Event().wait()

    await graph.transact(for_ever, label="hold", timeout_s=600.0)


async def _main(what: str) -> None:
    endpoint = Endpoint(**json.loads(sys.stdin.readline()))
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        print("ready", flush=True)  # noqa: T201  # the signal that is waited for
        sys.stdin.readline()
        await {"migrate": _migrate, "hold": _hold}[what](graph)


asyncio.run(_main(sys.argv[1]))
