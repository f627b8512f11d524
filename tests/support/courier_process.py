"""A process of which each child delivers to webhooks until it is killed.

It reads one line of JSON: the database's endpoint, the file of certificates to trust, and for how
many seconds the lease is taken. For each further line, the name of a holder, it forks a child that
delivers, and prints the child's process id. At the end of its input it ends, and its children with
it.
"""

import asyncio
import ctypes
import json
import os
import signal
import ssl
import sys
from typing import Any

from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from credit_graph.usecases.chores import courier
from credit_graph.usecases.webhooks.courier import CourierPace
from credit_graph.web.webhooks.https_post import https_posts
from support.webhooks import PLAN, Site

STATEMENTS = load_statements(cypher_folder())
_DIE_WITH_PARENT = 1


async def delivering(asked: dict[str, Any], holder: str) -> None:
    """Deliver for ever."""
    trusting = ssl.create_default_context(cafile=asked["certificates"])
    pace = CourierPace(PLAN, lease_s=asked["lease_s"], pause_s=0.02, standby_s=0.05)
    async with Graph.open(EmbeddedEndpoint(**asked["endpoint"]), STATEMENTS) as graph:
        services = Site(graph).services
        await services.shelf.refresh()
        await courier(graph, services, holder, str, https_posts(trusting), pace=pace).keep()


def main() -> None:
    """Fork until there is nothing more to read."""
    asked = json.loads(sys.stdin.readline())
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
            asyncio.run(delivering(asked, line.strip()))
            os._exit(1)
        print(pid, flush=True)  # noqa: T201  # whom to kill


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed is gone at once
    main()
