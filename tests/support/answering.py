"""Applications behind a real uvicorn in this process, on sockets that are bound beforehand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from socket import socket
from typing import Any

import uvicorn


def opened_door() -> tuple[socket, int]:
    """Return a socket on loopback and its port, which nobody else can take from now on."""
    door = socket()
    door.bind(("127.0.0.1", 0))
    return door, int(door.getsockname()[1])


@asynccontextmanager
async def answering(
    app: Callable[..., Any],
    door: socket,
    **options: Any,  # noqa: ANN401  # uvicorn's own
) -> AsyncIterator[uvicorn.Server]:
    """Serve an application at a door until the block ends; `options` are those of uvicorn."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, **options))
    serving = asyncio.create_task(server.serve([door]))
    try:
        while not server.started:  # uvicorn sets no event
            if serving.done():
                await serving
                raise RuntimeError("the server ended before it answered")
            await asyncio.sleep(0.01)
        yield server
    finally:
        server.should_exit = True
        await serving
        door.close()
