"""What came out, as a table."""

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from statistics import mean

from rivals import Sample
from workloads import Workload

_HEAD = (
    "| enterprises | processes | workload | connections | server | req/s | p50 ms | p99 ms "
    "| server CPU ms | database CPU ms | statements | failed | req/s to the peer's "
    "| to the bare driver's |\n"
    "|---:|---:|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)
_OURS = "ours"
_PACKAGES = ("strawberry-graphql", "graphql-core", "neo4j", "uvicorn", "uvloop", "orjson")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One workload at one number of connections: the samples of each server, in turn.

    `count` enterprises in the database, `processes` of each server.
    """

    count: int
    processes: int
    workload: Workload
    connections: int
    samples: Mapping[str, Sequence[Sample]]
    ceiling: float = 0.0

    def under(self, ceiling: float) -> "Outcome":
        """Return it with the bare driver's rate."""
        return replace(self, ceiling=ceiling)

    @property
    def failed(self) -> int:
        """How many requests were not answered, or with an error."""
        return sum(each.failed for samples in self.samples.values() for each in samples)

    def rate(self, name: str) -> float:
        """Return the requests a second of a server, over its samples."""
        return mean(each.rate for each in self.samples[name])

    def lines(self) -> list[str]:
        """Return one line of the table a server."""
        return [self._line(name, samples) for name, samples in self.samples.items()]

    def _line(self, name: str, samples: Sequence[Sample]) -> str:
        of_peer = of_driver = ""
        if name == _OURS:
            if "peer" in self.samples:
                of_peer = f"{self.rate(_OURS) / self.rate('peer'):.2f}"
            if self.workload.letter == "a" and self.ceiling:
                of_driver = f"{self.rate(_OURS) / self.ceiling:.0%} of {self.ceiling:,.0f}"
        cells = (
            f"{self.count:,}",
            f"{self.processes}",
            f"({self.workload.letter}) {self.workload.title}",
            f"{self.connections}",
            name,
            f"{self.rate(name):,.0f}",
            f"{mean(each.p50 for each in samples):.0f}",
            f"{max(each.p99 for each in samples):.0f}",
            f"{mean(each.server_ms for each in samples):.2f}",
            f"{mean(each.database_ms for each in samples):.2f}",
            _mean([each.statements for each in samples]),
            f"{sum(each.failed for each in samples)}",
            of_peer,
            of_driver,
        )
        return f"| {' | '.join(cells)} |"


def _mean(told: Sequence[float | None]) -> str:
    known = [each for each in told if each is not None]
    return f"{mean(known):.2f}" if known else ""


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the table as Markdown, with machine, versions and day above it."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    lines = [line for outcome in outcomes for line in outcome.lines()]
    head = f"{machine_line()[:-1]}, {packages}."
    return "\n".join((head, "", _HEAD, *lines, ""))


def machine_line() -> str:
    """Return the day and the machine, as a sentence."""
    machine = f"{cpu_count()} cores ({_processor()}), {platform.system()}"
    return f"{datetime.now(UTC).date()}, {machine}, Python {platform.python_version()}."


def write(text: str, path: Path, mark: str = "table") -> None:
    """Put the table between its marks in a file, or at the end of a file without them."""
    begin, end = f"<!-- {mark} -->", f"<!-- end of the {mark} -->"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    before, _, rest = old.partition(begin)
    _, _, after = rest.partition(end)
    path.write_text(f"{before}{begin}\n{text}{end}{after or chr(10)}", encoding="utf-8")


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except FileNotFoundError:
        return platform.machine()
    named = [line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line]
    return named[0] if named else platform.machine()
