"""Chains by this build and that of another commit: in a new process, and once it has answered.

    python benchmarks/chains_against.py 4a0db89 [--size 100000] [--rounds 6]

In each round either build is started, the one after the other, and asked over HTTP for the tiers of
a core with some 7,000 members and of a hub with 50,000 suppliers, first in the new process and then
on five other days, and for what changed in the core's chain between two further days. No day comes
twice. Nothing else should run.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from against import order_of, serving, worlds
from builds import Build, build_of, this_build
from platformdirs import user_cache_path
from region import START
from results import machine_line
from rivals import Rival
from world import World

_KEPT = 5  # days asked for after the first
_TIERS = """query ($core: USCC!, $day: Date!) { chain(core: $core, direction: UPSTREAM, depth: 3,
  asOf: $day) { tiers { tier memberCount aeoCount listedCount
  ratings { scheme level count } } } }"""
_DIFFERENCE = """query ($core: USCC!, $from: Date!, $to: Date!) {
  chainDiff(core: $core, from: $from, to: $to, direction: UPSTREAM, depth: 3) {
    joined(first: 1) { totalCount } left(first: 1) { totalCount } } }"""


@dataclass
class Timed:
    """What one build took, in ms by what was asked, a figure for each round."""

    took: dict[str, list[float]] = field(default_factory=dict)

    def note(self, what: str, ms: float) -> None:
        """Keep a figure."""
        self.took.setdefault(what, []).append(ms)


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "bench")
    wanted = parser.parse_args()
    now, before = this_build(), build_of(wanted.revision, wanted.home / "builds")
    home = wanted.home / str(wanted.size)
    days = (START + timedelta(days=number) for number in count(1))
    timed = (Timed(), Timed())
    with worlds(before, now, home, wanted.size) as both:
        for turn in range(wanted.rounds):
            for number in order_of(turn):
                _measure(both[number], home, days, timed[number])
    print(f"{now.commit} (now) against {before.commit} (before); {wanted.size:,} enterprises, ")
    print(f"{wanted.rounds} rounds, ms by the clock, medians. {machine_line()}\n")
    print("| asked | before | now | ratio | ratios of rounds |")
    print("|---|---:|---:|---:|---|")
    for what, earlier in timed[0].took.items():
        print(_line(what, earlier, timed[1].took[what]))
    return 0


def _line(what: str, before: list[float], now: list[float]) -> str:
    ratios = sorted(one / other for one, other in zip(now, before, strict=True))
    return (
        f"| {what} | {median(before):,.0f} | {median(now):,.0f} | {median(ratios):.2f} "
        f"| {ratios[0]:.2f}–{ratios[-1]:.2f} |"
    )


def _measure(of: tuple[Build, World], home: Path, days: Iterator[date], timed: Timed) -> None:
    build, found = of
    with serving(build, found, home) as server:
        for what, core in (("core", found.corner), ("hub", found.greatest_hub)):
            timed.note(f"tiers of the {what}, new process", _tiers(server, core, next(days)))
            kept = median(_tiers(server, core, next(days)) for _ in range(_KEPT))
            timed.note(f"tiers of the {what}, another day", kept)
        asked = {"core": found.corner, "from": f"{next(days)}", "to": f"{next(days)}"}
        timed.note("chainDiff of the core, other days", _ms(server, _DIFFERENCE, asked))


def _tiers(server: Rival, core: str, day: date) -> float:
    return _ms(server, _TIERS, {"core": core, "day": f"{day}"})


def _ms(server: Rival, document: str, variables: Mapping[str, object]) -> float:
    began = perf_counter()
    answer = server.ask(document, variables)
    took = (perf_counter() - began) * 1_000
    if not isinstance(answer, dict) or "errors" in answer:
        sys.exit(f"{server.name}: {answer}")
    return took


if __name__ == "__main__":
    sys.exit(main())
