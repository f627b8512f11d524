"""Measures our server beside its peer on one database, and writes what came out.

`python benchmarks/bench.py` (or `make bench`) needs Node.js with npm. What it loads stays in
`--home`, so that a second run begins at once. It measures what the machine gives: nothing else
should run.

With `--against REV` it measures this build beside that of another commit instead (`against.py`):
`--sizes` takes the first size, `--rounds` is how many pairs there are of each workload.
"""

import argparse
import asyncio
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from against import compare_builds
from casting import cast_of
from ceiling import driver_rate
from platformdirs import user_cache_path
from results import Outcome, table, write
from rivals import Rival, Sample, install_peer, load, node_is_missing, ours, peer
from workloads import Workload, unwrapped, workloads
from world import World, world

_Contestant = tuple[Rival, tuple[str, Sequence[Mapping[str, object]]]]

_COMPARED = 10


def main() -> int:
    """Run the benchmark; exit code 2 without Node.js, 1 if answers differ or fail."""
    wanted = _wanted()
    if node_is_missing():
        print("The peer and the load generator need Node.js 20 and npm: neither can be run here.")
        return 2
    install_peer()
    if wanted.against:
        return compare_builds(wanted)
    outcomes = [
        each
        for count in wanted.sizes
        for processes in wanted.processes
        for each in _measure(wanted, count, processes)
    ]
    text = table(outcomes)
    print(text)
    if wanted.out:
        write(text, wanted.out)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--connections", type=int, nargs="+", default=[16, 64])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2], help="of each server")
    parser.add_argument("--seconds", type=int, default=6, help="of each stretch of load")
    parser.add_argument("--rounds", type=int, default=2, help="A B A B is two")
    parser.add_argument("--workloads", default="abcdefghi")
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "bench")
    parser.add_argument("--alone", action="store_true", help="without the peer and its data")
    parser.add_argument("--against", metavar="REV", help="beside the build of another commit")
    parser.add_argument("--out", type=Path, help="file whose table is replaced")
    return parser.parse_args()


def _measure(wanted: argparse.Namespace, count: int, processes: int) -> Sequence[Outcome]:
    home = wanted.home / str(count)
    with ExitStack() as opened:
        found = opened.enter_context(world(home, count, with_peer=not wanted.alone))
        us = opened.enter_context(ours(found.endpoint, home, processes))
        them = None if wanted.alone else opened.enter_context(peer(found.endpoint, home, processes))
        asked = [each for each in workloads(cast_of(found, us)) if each.letter in wanted.workloads]
        # Java compiles what runs often: all is asked before anything is measured.
        contests = [(each, _contest(wanted, found, us, them, each)) for each in asked]
        outcomes = [
            outcome
            for workload, contest in contests
            for outcome in _measured(wanted, (count, processes), found, workload, contest)
        ]
        ceiling = {
            connections: asyncio.run(
                driver_rate(found.endpoint, found.keys, connections, wanted.seconds)
            )
            for connections in wanted.connections
        }
    return [each.under(ceiling.get(each.connections, 0.0)) for each in outcomes]


def _contest(
    wanted: argparse.Namespace, found: World, us: Rival, them: Rival | None, workload: Workload
) -> Sequence[_Contestant]:
    """Return who is asked what, after proof that the answers are equal, and a warm-up."""
    contest: list[_Contestant] = [(us, (workload.ours, workload.asked))]
    if workload.peer is not None and them is not None:
        _prove_equal(us, them, workload)
        contest.append((them, (workload.peer, workload.asked_of_peer)))
    at_most = max(workload.connections or wanted.connections)
    for rival, questions in contest:
        load(rival, found.pid, questions, at_most, wanted.seconds * workload.warm_up)
    return contest


def _measured(
    wanted: argparse.Namespace,
    setting: tuple[int, int],
    found: World,
    workload: Workload,
    contest: Sequence[_Contestant],
) -> Sequence[Outcome]:
    """Measure one workload at each number of connections."""
    outcomes = []
    for connections in workload.connections or wanted.connections:
        samples: dict[str, list[Sample]] = {}
        for _ in range(wanted.rounds):
            for rival, questions in contest:
                sample = load(rival, found.pid, questions, connections, wanted.seconds)
                samples.setdefault(rival.name, []).append(sample)
                print(f"({workload.letter}) {connections:>3} {rival.name}: {sample}", flush=True)
        outcomes.append(Outcome(*setting, workload, connections, samples))
    return outcomes


def _prove_equal(us: Rival, them: Rival, workload: Workload) -> None:
    """Exit unless both answer a handful of the questions alike."""
    pairs = list(zip(workload.asked, workload.asked_of_peer, strict=True))
    for asked, asked_of_peer in pairs[:: max(len(pairs) // _COMPARED, 1)]:
        mine = unwrapped(us.ask(workload.ours, asked))
        theirs = unwrapped(them.ask(workload.peer or "", asked_of_peer))
        if mine != theirs:
            sys.exit(f"({workload.letter}) answers differ for {asked}:\n{mine}\n{theirs}")


if __name__ == "__main__":
    sys.exit(main())
