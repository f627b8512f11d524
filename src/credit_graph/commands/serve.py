"""`serve`: the database, the service, and a first question to try."""

import logging
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from socket import socket
from typing import TypedDict

import uvicorn

from credit_graph.api.limits import DEFAULT_LIMITS
from credit_graph.clock import utc_now
from credit_graph.commands.outcome import reported
from credit_graph.commands.session import embedded_database
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.resources import seeds_folder
from credit_graph.settings import Network, Settings, read_settings
from credit_graph.usecases.chores import leased_chores
from credit_graph.usecases.demo.load import holds_enterprises, load_demo
from credit_graph.usecases.policies.prepare_graph import prepare_graph
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.warm_up import warm_up_recording
from credit_graph.web.app import build_app
from credit_graph.web.collector import collect_seldom
from credit_graph.web.guards.receive_deadline import ReceiptDeadline
from credit_graph.web.port import held_port
from credit_graph.web.probes.database_watch import Revive
from credit_graph.web.server import Server
from credit_graph.web.streaming.bounded_socket import BoundedSocket

_FIRST_QUESTION = (
    """curl -s {address}/graphql -H 'content-type: application/json' {token}"""
    """-d '{{"query":"{{ policies {{ code title }} }}"}}'"""
)


def serve() -> None:
    """Serve GraphQL: to this machine, or to others as docs/authority.md says."""
    with reported():
        settings = read_settings(os.environ)
        with held_port(settings.network.host, settings.network.port) as port:
            if settings.external is not None:
                _serve(settings, settings.external, port, None)
                return
            with embedded_database(settings) as embedded:
                server = _serve(settings, embedded.endpoint, port, embedded.revive)
                embedded.stop(within_s=server.left_s)


def _serve(settings: Settings, endpoint: Endpoint, port: socket, revive: Revive | None) -> Server:
    """Serve until asked to end; return the server that did."""
    app = build_app(
        settings,
        endpoint,
        _preparing(settings),
        announce=_say,
        revive=revive,
        chores=leased_chores,
    )
    address = _address(settings.network, port.getsockname()[1])
    _say(f"credit-graph on {address}/ for browsers, {address}/graphql for programs. Try:")
    token = "-H 'authorization: Bearer …' " if settings.needs_token else ""
    _say(_FIRST_QUESTION.format(address=address, token=token))
    collect_seldom()
    # What fails on a connection reaches us as an error; its own lines would stand among ours.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http=ReceiptDeadline,
        ws=BoundedSocket,
        ws_max_size=DEFAULT_LIMITS.body_bytes,
        ws_per_message_deflate=False,
        log_level="warning",
        timeout_graceful_shutdown=DEFAULT_LIMITS.shutdown_s,
        # Whose forwarded headers count is for `SecureTransport`; uvicorn would believe anybody
        # on this machine.
        proxy_headers=False,
        **_tls(settings.network),
    )
    server = Server(config, app.state.stop)
    server.run([port])
    return server


def _address(network: Network, port: int) -> str:
    scheme = "http" if network.certificate is None else "https"
    name = network.names[0] if network.names and network.certificate else network.host
    return f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}"


class _Tls(TypedDict, total=False):
    ssl_certfile: Path
    ssl_keyfile: Path


def _tls(network: Network) -> _Tls:
    if network.certificate is None:
        return {}
    return {"ssl_certfile": network.certificate.chain, "ssl_keyfile": network.certificate.key}


def _preparing(settings: Settings) -> Callable[[Graph], Callable[[], Awaitable[None]]]:
    """Return what makes a graph ready: policies where there are none, the demo if it is empty."""

    def of(graph: Graph) -> Callable[[], Awaitable[None]]:
        async def prepare() -> None:
            if await prepare_graph(graph, seeds_folder(), utc_now, sites=settings.seeds):
                _say("The policies are loaded.")
            if settings.with_demo and not await holds_enterprises(graph, utc_now):
                report = await load_demo(graph, seeds_folder() / "demo", utc_now)
                _say(f"The demo region is loaded: {report.total.added:,} invented facts.")
            await warm_up(graph, utc_now)
            await warm_up_recording(graph, utc_now)

        return prepare

    return of


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
