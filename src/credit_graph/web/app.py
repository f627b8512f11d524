"""The whole wiring of the service: what is opened here is closed here, in reverse."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from hashlib import sha256

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route, request_response
from starlette.types import ASGIApp

from credit_graph.api.context import Context
from credit_graph.api.cursors import CursorSeal
from credit_graph.api.endpoint import GraphQLEndpoint
from credit_graph.api.limits import DEFAULT_LIMITS, Limits
from credit_graph.api.loaders import Loaders
from credit_graph.api.reports import check_instant
from credit_graph.clock import shanghai_day, utc_now
from credit_graph.domain.chain import ChainQuestion
from credit_graph.graph.connection import Endpoint, Graph
from credit_graph.graph.statements import load_statements
from credit_graph.resources import cypher_folder, explorer_folder
from credit_graph.settings import Settings
from credit_graph.usecases.explore_chain import Exploration
from credit_graph.usecases.feed_calendar import Feed, feed_calendar
from credit_graph.usecases.rules import RulesShelf
from credit_graph.web.admission import Admission
from credit_graph.web.body_limit import BodyLimit
from credit_graph.web.calendar_feed import CalendarFeed
from credit_graph.web.deadline import Deadline
from credit_graph.web.health import Health
from credit_graph.web.pages.chain_svg import ChainSvg
from credit_graph.web.pages.explorer import explorer_routes
from credit_graph.web.pages.graphiql import GraphiQLPage
from credit_graph.web.readiness import Readiness
from credit_graph.web.request_log import RequestLog

_LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]


def build_app(
    settings: Settings,
    database: Endpoint,
    prepare: Callable[[Graph], Callable[[], Awaitable[None]]],
    *,
    now: Callable[[], datetime] = utc_now,
    announce: Callable[[str], None] = print,
    limits: Limits = DEFAULT_LIMITS,
) -> Starlette:
    """Return the ASGI application for one database.

    `prepare(graph)` gives the work that makes a database ready; it is repeated until it
    succeeds, so the service may start before its database. `announce` is given what the service
    says: words about getting ready, and a line of JSON for each request. `app.state.stop()`
    makes it not ready before it ends.
    """
    graph = Graph.open(database, load_statements(cypher_folder()))
    shelf = RulesShelf(graph, now)
    loaders = Loaders(graph, now)
    seal = CursorSeal(_secret(settings, database))
    readiness = Readiness(prepare(graph), shelf.refresh, announce)
    health = Health(readiness)

    def context() -> Context:
        return Context(shelf.current.rulebook, shelf, loaders, seal, now)

    async def feed_of(agency: str) -> Feed | None:
        book = loaders.agencies.book(shelf.current.rulebook)
        return await feed_calendar(book, loaders.agencies.handed_in, agency, shanghai_day(now()))

    graphql = _bounded(GraphQLEndpoint(context, limits), limits)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        keeping = asyncio.create_task(readiness.keep())
        yield
        readiness.stop()
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        await graph.close()

    app = Starlette(
        routes=[
            *explorer_routes(explorer_folder()),
            Route("/graphql", GraphiQLPage(graphql, explorer_folder())),
            Route("/chain/{uscc}.svg", _bounded(_chain_pictures(context), limits), methods=["GET"]),
            Route("/calendar/{agency}.ics", CalendarFeed(feed_of, now).show),
            Route("/live", health.live),
            Route("/ready", health.ready),
        ],
        middleware=[
            Middleware(RequestLog, write=announce, now=now),
            # Pages of other sites must not reach a service on this machine by a name of theirs.
            Middleware(TrustedHostMiddleware, allowed_hosts=_LOOPBACK_NAMES),
            Middleware(BodyLimit, at_most_bytes=limits.body_bytes),
        ],
        lifespan=lifespan,
    )
    app.state.stop = readiness.stop
    return app


def _chain_pictures(context: Callable[[], Context]) -> ASGIApp:
    """Return the endpoint that draws chains as GraphQL would tell of them."""

    async def explore(question: ChainQuestion, known_at: datetime | None) -> Exploration | None:
        current = context()
        check_instant(current, known_at)
        return await current.loaders.chains.explorer.explore(current.shelf, question, known_at)

    return request_response(ChainSvg(explore, lambda: context().today).show)


def _bounded(app: ASGIApp, limits: Limits) -> ASGIApp:
    """Return an endpoint that waits its turn, and answers in time."""
    return Deadline(Admission(app, limits.in_flight, limits.queued), limits.request_s)


def _secret(settings: Settings, database: Endpoint) -> bytes:
    material = settings.secret or f"cursors of {database.uri} {database.password}"
    return sha256(material.encode()).digest()
