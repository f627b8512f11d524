"""`serve`: the database, the service, and a first question to try."""

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from socket import socket
from typing import Annotated, TypedDict

import typer
import uvicorn
from starlette.applications import Starlette

from credit_graph.api.limits import DEFAULT_LIMITS
from credit_graph.clock import utc_now
from credit_graph.commands.outcome import announcer, reported
from credit_graph.commands.session import embedded_database
from credit_graph.commands.workers import (
    WorkerOrder,
    Workers,
    end_with_parent,
    received_socket,
    worker_command,
)
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.limits import PROBE
from credit_graph.graph.database.statements import load_statements
from credit_graph.languages.language import asked_language
from credit_graph.message import Message
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.settings import External, Network, Settings, read_settings
from credit_graph.usecases.chores import leased_chores
from credit_graph.usecases.demo.load import holds_enterprises, load_demo
from credit_graph.usecases.policies.prepare_graph import prepare_graph
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.warm_up import warm_up_recording
from credit_graph.web.app import build_app
from credit_graph.web.collector import collect_seldom
from credit_graph.web.guards.receive_deadline import ReceiptDeadline
from credit_graph.web.port import held_port
from credit_graph.web.probes.database_watch import DatabaseWatch, Revive
from credit_graph.web.server import Server
from credit_graph.web.streaming.bounded_socket import BoundedSocket
from credit_graph.web.webhooks.https_post import https_posts

_MOST_PROCESSES = 64
_LOOK_S = 0.5
_FIRST_QUESTION = (
    """curl -s {address}/graphql -H 'content-type: application/json' {token}"""
    """-d '{{"query":"{{ policies {{ code title }} }}"}}'"""
)


def serve(
    processes: Annotated[
        int, typer.Option(min=1, max=_MOST_PROCESSES, help="Server processes on the one port.")
    ] = 1,
    worker: Annotated[bool, typer.Option("--worker", hidden=True)] = False,
) -> None:
    """Serve GraphQL: to this machine, or to others as docs/authority.md says."""
    with reported():
        settings = read_settings(os.environ)
        if worker:
            _work(settings)
            return
        serving = _serve if processes == 1 else partial(_serve_by, processes)
        with held_port(settings.network.host, settings.network.port) as port:
            if settings.external is not None:
                serving(settings, settings.external, port, None)
                return
            with embedded_database(settings) as embedded:
                left_s = serving(settings, embedded.endpoint, port, embedded.revive)
                embedded.stop(within_s=left_s)


def _serve(settings: Settings, endpoint: Endpoint, port: socket, revive: Revive | None) -> float:
    """Serve until asked to end; return how many seconds of the grace are left then."""
    app = _app(settings, endpoint, revive)
    _greet(settings, port)
    return _run(app, settings, port)


def _work(settings: Settings) -> None:
    """Serve as one of several processes, as the parent says on standard input."""
    order = WorkerOrder.read(sys.stdin)
    end_with_parent(sys.stdin)
    settings = replace(settings, with_demo=settings.with_demo and order.first)
    endpoint = External(order.uri, order.username, order.password, order.database)
    app = _app(settings, endpoint, None)
    _run(app, settings, received_socket(order))


def _app(settings: Settings, endpoint: Endpoint, revive: Revive | None) -> Starlette:
    return build_app(
        settings,
        endpoint,
        _preparing(settings),
        warm=_warm,
        announce=announcer(),
        revive=revive,
        chores=partial(leased_chores, open_post=https_posts()),
    )


def _serve_by(
    processes: int, settings: Settings, endpoint: Endpoint, port: socket, revive: Revive | None
) -> float:
    """Have several processes serve until asked to end; return the seconds that are left then."""

    def order(first: bool) -> WorkerOrder:
        return WorkerOrder(
            descriptor=port.fileno(),
            first=first,
            uri=endpoint.uri,
            username=endpoint.username,
            password=endpoint.password,
            database=endpoint.database,
        )

    _greet(settings, port)
    workers = Workers(processes, worker_command(asked_language()), order, announcer())
    return asyncio.run(_look_after(workers, endpoint, revive))


async def _look_after(workers: Workers, endpoint: Endpoint, revive: Revive | None) -> float:
    """Keep the workers and the database alive until a signal comes; a second one ends all."""
    asked, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: workers.kill() if asked.is_set() else asked.set())
    statements = load_statements(cypher_folder())
    async with Graph.open(endpoint, statements, limits=PROBE) as probe:
        ping = partial(probe.ping, timeout_s=PROBE.statement_s)
        watch = None
        if revive is not None:
            watch = asyncio.create_task(DatabaseWatch(ping, revive, announcer()).keep())
        while not asked.is_set():
            workers.look_after()
            with suppress(TimeoutError):
                await asyncio.wait_for(asked.wait(), _LOOK_S)
        ends_at = time.monotonic() + DEFAULT_LIMITS.shutdown_s
        # They stop taking requests a second after they are asked to; the database stays till then.
        await asyncio.to_thread(workers.stop, DEFAULT_LIMITS.shutdown_s)
        if watch is not None:
            watch.cancel()
            await asyncio.wait([watch])
    return max(1.0, ends_at - time.monotonic())


def _greet(settings: Settings, port: socket) -> None:
    address = _address(settings.network, port.getsockname()[1])
    announce = announcer()
    announce(
        Message(
            "credit-graph on {address}/ for browsers, {address}/graphql for programs. Try:",
            address=address,
        )
    )
    token = "-H 'authorization: Bearer …' " if settings.needs_token else ""
    announce(_FIRST_QUESTION.format(address=address, token=token))


def _run(app: Starlette, settings: Settings, port: socket) -> float:
    """Run the server on the port; return how many seconds of its grace are left when it ends."""
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
    return server.left_s


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
    announce = announcer()

    def of(graph: Graph) -> Callable[[], Awaitable[None]]:
        async def prepare() -> None:
            if await prepare_graph(graph, seeds_folder(), utc_now, sites=settings.seeds):
                announce(Message("The policies are loaded."))
            if settings.with_demo and not await holds_enterprises(graph, utc_now):
                report = await load_demo(graph, seeds_folder() / "demo", utc_now)
                loaded = report.total.added
                announce(
                    Message("The demo region is loaded: {loaded:,} invented facts.", loaded=loaded)
                )
            await _warm(graph)

        return prepare

    return of


async def _warm(graph: Graph) -> None:
    """Have the database plan what requests need: within one it would count against its deadline."""
    await warm_up(graph, utc_now)
    await warm_up_recording(graph, utc_now)
