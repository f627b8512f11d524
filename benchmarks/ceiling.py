"""The bare driver: how many look-ups by key it makes with nothing around it."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from neo4j import READ_ACCESS, AsyncGraphDatabase

from credit_graph.embedded import Endpoint
from credit_graph.graph.database.statement import parse_statement

_FILE = Path(__file__).parent / "cypher" / "peer" / "by_key.cypher"


async def driver_rate(
    database: Endpoint, keys: Sequence[str], connections: int, seconds: int
) -> float:
    """Return look-ups a second: one statement each, 4 properties, a session each."""
    text = parse_statement("peer/by_key", _FILE.read_text(encoding="utf-8")).text
    auth = (database.username, database.password)
    async with AsyncGraphDatabase.driver(database.uri, auth=auth) as driver:
        count, end = 0, time.monotonic() + seconds

        async def ask(start: int) -> None:
            nonlocal count
            place = start
            while time.monotonic() < end:
                place += 1
                async with driver.session(
                    database=database.database, default_access_mode=READ_ACCESS
                ) as session:
                    result = await session.run(text, key=keys[place % len(keys)])
                    await result.single()
                count += 1

        step = len(keys) // connections
        await asyncio.gather(*(ask(number * step) for number in range(connections)))
        return count / seconds
