"""The whole wiring of the service: what is opened here is closed here, in reverse."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from hashlib import sha256

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route

from credit_graph.api.context import Context
from credit_graph.api.cursors import CursorSeal
from credit_graph.api.endpoint import GraphQLEndpoint
from credit_graph.api.loaders import Loaders
from credit_graph.clock import utc_now
from credit_graph.graph.connection import Endpoint, Graph
from credit_graph.graph.statements import load_statements
from credit_graph.resources import cypher_folder
from credit_graph.settings import Settings
from credit_graph.usecases.rules import RulesShelf
from credit_graph.web.health import Health
from credit_graph.web.readiness import Readiness

_LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]


def build_app(
    settings: Settings,
    database: Endpoint,
    prepare: Callable[[Graph], Callable[[], Awaitable[None]]],
    *,
    now: Callable[[], datetime] = utc_now,
    announce: Callable[[str], None] = print,
) -> Starlette:
    """Return the ASGI application for one database.

    `prepare(graph)` gives the work that makes a database ready; it is repeated until it
    succeeds, so the service may start before its database.
    """
    graph = Graph.open(database, load_statements(cypher_folder()))
    shelf = RulesShelf(graph, now)
    loaders = Loaders(graph, now)
    seal = CursorSeal(_secret(settings, database))
    readiness = Readiness(prepare(graph), shelf.refresh, announce)
    health = Health(readiness)

    def context() -> Context:
        return Context(shelf.current.rulebook, shelf, loaders, seal, now)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        keeping = asyncio.create_task(readiness.keep())
        yield
        readiness.stopping = True
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        await graph.close()

    return Starlette(
        routes=[
            Route("/graphql", GraphQLEndpoint(context)),
            Route("/live", health.live),
            Route("/ready", health.ready),
        ],
        # Pages of other sites must not reach a service on this machine by a name of theirs.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_LOOPBACK_NAMES)],
        lifespan=lifespan,
    )


def _secret(settings: Settings, database: Endpoint) -> bytes:
    material = settings.secret or f"cursors of {database.uri} {database.password}"
    return sha256(material.encode()).digest()
