"""This build beside that of another commit: the same questions, in pairs of stretches.

    make bench BENCH="--against 4a0db89"

Both servers are up all the time, each as one process or as many as `--processes` says first; on one
database where both builds would load the same into it, else on one each. What decides is processor
time a request: it depends least on what else the machine does. The two stretches of a pair follow
each other at once, and every other pair begins with the other build.
"""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from builds import Build, build_of, data_digest, this_build, world_of
from casting import cast_of
from results import machine_line, write
from rivals import Rival, Sample, load, ours
from workloads import Workload, unwrapped, workloads
from world import World, world

_COMPARED = 10
_HEAD = (
    "| workload | connections | before ms | now ms | ratio | ratios of pairs | database ms "
    "| req/s | failed | answers alike |\n"
    "|---|---:|---:|---:|---:|---|---|---|---:|---:|"
)


@dataclass(frozen=True, slots=True)
class Contender:
    """A build's running server, the database that it uses, and what it is asked."""

    build: Build
    server: Rival
    found: World
    asked: Sequence[Workload]

    def load(self, workload: Workload, connections: int, seconds: int) -> Sample:
        """Put one stretch of load on it."""
        questions = (workload.ours, workload.asked)
        return load(self.server, self.found.pid, questions, connections, seconds)


@dataclass(frozen=True, slots=True)
class SamplePair:
    """Two stretches, one after the other, of the same questions."""

    before: Sample
    now: Sample

    @property
    def ratio(self) -> float:
        """This build's processor time a request to the other's."""
        return self.now.server_ms / self.before.server_ms


@dataclass(frozen=True, slots=True)
class Comparison:
    """One workload at one number of connections; `alike` of `compared` answers were equal."""

    workload: Workload
    connections: int
    pairs: Sequence[SamplePair]
    alike: int
    compared: int

    @property
    def ratio(self) -> float:
        """The median of the pairs' ratios."""
        return median(pair.ratio for pair in self.pairs)

    @property
    def failed(self) -> int:
        """How many requests either build did not answer, or with an error."""
        return sum(pair.before.failed + pair.now.failed for pair in self.pairs)

    def line(self) -> str:
        """Return its line of the table."""
        before = [pair.before for pair in self.pairs]
        now = [pair.now for pair in self.pairs]
        ratios = sorted(pair.ratio for pair in self.pairs)
        cells = (
            f"({self.workload.letter}) {self.workload.title}",
            f"{self.connections}",
            f"{median(each.server_ms for each in before):.3f}",
            f"{median(each.server_ms for each in now):.3f}",
            f"{self.ratio:.2f}",
            f"{ratios[0]:.2f}–{ratios[-1]:.2f}",
            " → ".join(f"{median(each.database_ms for each in of):.2f}" for of in (before, now)),
            " → ".join(f"{median(each.rate for each in of):,.0f}" for of in (before, now)),
            f"{self.failed}",
            f"{self.alike} of {self.compared}",
        )
        return f"| {' | '.join(cells)} |"


def comparison_table(before: Build, now: Build, settings: str, found: Sequence[Comparison]) -> str:
    """Return the table as Markdown, with both builds, machine and settings above it."""
    head = f"{now.commit} (now) against {before.commit} (before); {settings}. {machine_line()}"
    return "\n".join((head, "", _HEAD, *(each.line() for each in found), ""))


def order_of(turn: int) -> tuple[int, int]:
    """Return which of two goes first in a pair: they take turns."""
    return (0, 1) if turn % 2 == 0 else (1, 0)


def compare_builds(wanted: argparse.Namespace) -> int:
    """Measure both builds and print the table; 1 if a request failed."""
    count, processes = wanted.sizes[0], wanted.processes[0]
    now, before = this_build(), build_of(wanted.against, wanted.home / "builds")
    shared = data_digest(before.root) == data_digest(now.root)
    with _contenders(before, now, wanted.home / str(count), count, processes) as pair:
        found = [
            comparison
            for place, workload in enumerate(pair[1].asked)
            if workload.letter in wanted.workloads
            for comparison in _compared(wanted, pair, place)
        ]
    databases = "one database" if shared else "a database each"
    settings = (
        f"{count:,} enterprises, {databases}, {processes} process each, "
        f"{wanted.rounds} pairs of {wanted.seconds} s; processor ms a request, medians"
    )
    text = comparison_table(before, now, settings, found)
    print(text)
    if wanted.out:
        _write_beside(text, wanted.out, before)
    return 1 if any(each.failed for each in found) else 0


@contextmanager
def _contenders(
    before: Build, now: Build, home: Path, count: int, processes: int
) -> Iterator[tuple[Contender, Contender]]:
    """Run both servers, the other build's first."""
    with ExitStack() as opened:
        both = []
        for build, found in opened.enter_context(worlds(before, now, home, count)):
            server = opened.enter_context(serving(build, found, home, processes))
            asked = workloads(cast_of(found, server))
            both.append(Contender(build, server, found, asked))
        yield both[0], both[1]


@contextmanager
def worlds(
    before: Build, now: Build, home: Path, count: int
) -> Iterator[tuple[tuple[Build, World], tuple[Build, World]]]:
    """Run the databases of two builds: one for both where they would load the same."""
    with ExitStack() as opened:
        mine = theirs = opened.enter_context(world(home, count))
        if data_digest(before.root) != data_digest(now.root):
            place = home.with_name(f"{home.name}-{before.commit}")
            theirs = opened.enter_context(world_of(before, place, count))
        yield (before, theirs), (now, mine)


@contextmanager
def serving(build: Build, found: World, home: Path, processes: int = 1) -> Iterator[Rival]:
    """Run the server of a build, with a state directory of its own for the key of its cursors."""
    state = home.with_name(f"{home.name}-{build.name}-state")
    state.mkdir(parents=True, exist_ok=True)
    with ours(found.endpoint, state, processes, name=build.name, program=build.program) as server:
        yield server


def _compared(
    wanted: argparse.Namespace, pair: tuple[Contender, Contender], place: int
) -> Iterator[Comparison]:
    """Measure one workload at each number of connections, after a look at the answers."""
    workload = pair[1].asked[place]
    if refused := _refused(pair, place):
        print(f"({workload.letter}) not measured: {refused}", flush=True)
        return
    alike, compared = _alike(pair, place)
    at = workload.connections or wanted.connections
    for each in pair:
        each.load(each.asked[place], max(at), wanted.seconds * workload.warm_up)
    for connections in at:
        pairs = []
        for turn in range(wanted.rounds):
            samples: dict[int, Sample] = {}
            for number in order_of(turn):
                asked = pair[number].asked[place]
                samples[number] = pair[number].load(asked, connections, wanted.seconds)
            pairs.append(SamplePair(samples[0], samples[1]))
            print(f"({workload.letter}) {connections:>3}: {pairs[-1].ratio:.2f}", flush=True)
        yield Comparison(workload, connections, pairs, alike, compared)


def _refused(pair: tuple[Contender, Contender], place: int) -> str:
    """Return why one of the two does not take the question; empty if both do."""
    for each in pair:
        workload = each.asked[place]
        answer = each.server.ask(workload.ours, workload.asked[0])
        if isinstance(answer, dict) and "errors" in answer:
            return f"{each.build.name} answers {answer['errors'][0]['message']}"
    return ""


def _alike(pair: tuple[Contender, Contender], place: int) -> tuple[int, int]:
    """Return how many of a handful of answers are equal, and how many were compared."""
    before, now = (each.asked[place] for each in pair)
    asked = list(zip(before.asked, now.asked, strict=False))
    chosen = asked[:: max(len(asked) // _COMPARED, 1)]
    equal = [
        unwrapped(pair[0].server.ask(before.ours, theirs))
        == unwrapped(pair[1].server.ask(now.ours, mine))
        for theirs, mine in chosen
    ]
    return sum(equal), len(equal)


def _write_beside(text: str, path: Path, before: Build) -> None:
    """Put the table into the file, under marks of its own for each commit compared with."""
    write(text, path, mark=f"against {before.commit}")
