"""`serve`: the database, the service, and a first question to try."""

import os
import sys
from collections.abc import Awaitable, Callable

import uvicorn

from credit_graph.api.limits import DEFAULT_LIMITS
from credit_graph.clock import utc_now
from credit_graph.commands.outcome import reported
from credit_graph.commands.session import database
from credit_graph.graph.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.settings import Settings, read_settings
from credit_graph.usecases.load_demo import holds_enterprises, load_demo
from credit_graph.usecases.prepare_graph import prepare_graph
from credit_graph.usecases.warm_up import warm_up
from credit_graph.web.app import build_app
from credit_graph.web.collector import collect_seldom
from credit_graph.web.receipt import ReceiptDeadline
from credit_graph.web.server import Server

_FIRST_QUESTION = (
    """curl -s {address}/graphql -H 'content-type: application/json' """
    """-d '{{"query":"{{ policies {{ code title }} }}"}}'"""
)


def serve() -> None:
    """Serve GraphQL on the loopback interface."""
    with reported():
        settings = read_settings(os.environ)
        with database(settings) as endpoint:
            app = build_app(settings, endpoint, _preparing(settings), announce=_say)
            address = f"http://{settings.host}:{settings.port}"
            _say(f"credit-graph on {address}/ for browsers, {address}/graphql for programs. Try:")
            _say(_FIRST_QUESTION.format(address=address))
            collect_seldom()
            config = uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                loop="uvloop",
                http=ReceiptDeadline,
                ws="none",
                log_level="warning",
                timeout_graceful_shutdown=DEFAULT_LIMITS.shutdown_s,
            )
            Server(config, app.state.stop).run()


def _preparing(settings: Settings) -> Callable[[Graph], Callable[[], Awaitable[None]]]:
    """Return what makes a graph ready: policies where there are none, the demo if it is empty."""

    def of(graph: Graph) -> Callable[[], Awaitable[None]]:
        async def prepare() -> None:
            if await prepare_graph(graph, seeds_folder(), utc_now):
                _say("The five policies are loaded.")
            if settings.with_demo and not await holds_enterprises(graph, utc_now):
                report = await load_demo(graph, seeds_folder() / "demo", utc_now)
                _say(f"The demo region is loaded: {report.total.added:,} invented facts.")
            await warm_up(graph, utc_now)

        return prepare

    return of


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
