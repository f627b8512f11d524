"""The lines of Neo4j releases that can be embedded: which jars, and what differs at their start."""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_FIRST_YEAR = 2_025  # Neo4j names releases by year and month since


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One line of releases.

    `code`: as a person chooses it. `lock_path`: its jars. `main_class`: what Java runs.
    `settings`: the lines of `neo4j.conf` that only it understands. `left_out`: artifacts that its
    dependencies name and only its own tests use; some are in no repository.
    """

    code: str
    lock_path: Path
    main_class: str
    settings: str
    left_out: frozenset[str] = frozenset()


_TEST_TOOLS = ("byte-buddy", "byte-buddy-agent", "hamcrest", "junit", "mockito-core", "objenesis")

LONG_TERM = ReleaseLine(
    "5.26",
    _HERE / "jgo.lock.toml",
    "org.neo4j.server.CommunityEntryPoint",
    """\
# Without it a stop waits ten seconds for clients that are gone.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
""",
)
CURRENT = ReleaseLine(
    "2026",
    _HERE / "jgo-2026.lock.toml",
    "org.neo4j.server.Neo4jCommunity",
    """\
# Without it a stop waits ten seconds for clients that are gone.
internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s

# It would look for a fleet manager on the network.
dbms.fleet_manager.enabled=false
server.fleet_discovery.enabled=false
""",
    frozenset({"io-test-utils", "log-test-utils", "test-utils", *_TEST_TOOLS}),
)
LINES = {each.code: each for each in (LONG_TERM, CURRENT)}
"""By code, oldest first: a store goes from one to the next, and never back."""


def is_newer(version: str, than: str) -> bool:
    """Tell whether a version of Neo4j belongs to a later line: `2026.08.1` than `5.26.30`.

    Within a line stores go both ways.
    """
    return _line_of(version) > _line_of(than)


def _line_of(version: str) -> tuple[int, int]:
    """Return the year of what is named by year and month, else the first two numbers."""
    first, second, *_ = map(int, version.split("."))
    return (first, 0) if first >= _FIRST_YEAR else (first, second)
