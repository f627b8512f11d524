"""Which database is used: the embedded one, or one that somebody else runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from credit_graph.errors import SettingError
from credit_graph.message import Message

# The lines of Neo4j that can be embedded, as `embedded.distribution` has them.
EMBEDDED_LINES = ("5.26", "2026")

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class External:
    """A Neo4j that somebody else runs; the password never shows in `repr`."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str


def read_external(environment: Mapping[str, str]) -> External | None:
    """Return the database that NEO4J_URI names, `None` if it is not set."""
    uri = environment.get("NEO4J_URI")
    if not uri:
        return None
    problem = _uri_problem(uri)
    if problem is not None:
        raise SettingError(setting="NEO4J_URI", why=problem)
    password = environment.get("NEO4J_PASSWORD")
    if not password:
        raise SettingError(
            setting="NEO4J_PASSWORD", why=Message("NEO4J_URI is set and this is not")
        )
    return External(
        uri=uri,
        username=environment.get("NEO4J_USERNAME", "neo4j"),
        password=password,
        database=environment.get("NEO4J_DATABASE", "neo4j"),
    )


def read_embedded_line(environment: Mapping[str, str]) -> str:
    """Return which line of Neo4j is embedded; raises `SettingError`."""
    line = environment.get("CREDIT_GRAPH_NEO4J") or EMBEDDED_LINES[0]
    if line not in EMBEDDED_LINES:
        known = " nor ".join(EMBEDDED_LINES)
        raise SettingError(
            setting="CREDIT_GRAPH_NEO4J",
            why=Message("{line!r} is neither {known}", line=line, known=known),
        )
    return line


def _uri_problem(uri: str) -> Message | None:
    """Return why an address cannot be used; it is not repeated, for it may hold credentials."""
    scheme, _, rest = uri.partition("://")
    if scheme not in _SCHEMES:
        known = ", ".join(f"{each}://" for each in _SCHEMES)
        return Message("it begins with none of {known}", known=known)
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port
    except ValueError:
        return Message("its host or port cannot be read")
    problems = (
        ("://" in rest, Message("it holds :// twice; write one scheme, one host and one port")),
        ("@" in rest, Message("it holds credentials; set NEO4J_USERNAME and NEO4J_PASSWORD")),
        (not host, Message("it names no host")),
        (
            port == 0 or parts.netloc.endswith(":"),
            Message("its port is not a number from 1 to 65535"),
        ),
        (
            parts.path not in ("", "/") or bool(parts.fragment),
            Message("it goes on after host and port; NEO4J_DATABASE names the database"),
        ),
        (
            bool(parts.query) and scheme.startswith("bolt"),
            Message("{scheme}:// takes no parameters", scheme=scheme),
        ),
    )
    return next((words for applies, words in problems if applies), None)
