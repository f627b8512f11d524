"""The port is held from the beginning: nobody else can take it, and its number is known."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from credit_graph.errors import SettingError
from credit_graph.errors.causes import system_cause
from credit_graph.message import Message

_WAITING_MOST = 2_048  # connections that wait to be taken, as uvicorn has it


@contextmanager
def held_port(host: str, port: int) -> Iterator[socket.socket]:
    """Give a listening socket; 0 lets the system choose. Raise `SettingError` if it is taken.

    Whoever connects before the service runs waits for it. Bound alone would not do: two sockets
    may be bound to one port that reuse addresses, and we must, to start again after a stop.
    """
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, socket.SOCK_STREAM) as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind(address)
            held.listen(_WAITING_MOST)
        except OSError as error:
            raise SettingError(
                "CREDIT_GRAPH_PORT",
                Message("{host}:{port}: {why}", host=host, port=port, why=system_cause(error)),
            ) from None
        yield held
