"""What one stream, and all of them together, may take. docs/limits.md lists every figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """Bounds of streams.

    `connections`: WebSockets and event streams at once, in one process. `subscriptions` on one
    WebSocket. `initialise_s`: until a WebSocket says who it is. `send_s`: until a client has taken
    what is sent to it. `check_s`: between two looks whether a token still holds. `quiet_s`: after
    which an event stream is sent a comment. A client may send `burst` messages at once, and
    `messages_each_s` a second in the long run.
    """

    connections: int = 2_000
    subscriptions: int = 20
    initialise_s: float = 10.0
    send_s: float = 10.0
    check_s: float = 10.0
    quiet_s: float = 15.0
    burst: int = 100
    messages_each_s: float = 20.0


DEFAULT_STREAM_LIMITS = StreamLimits()
