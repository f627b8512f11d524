"""How many full eligibility reports one core decides in a second, with the official rules.

A full report holds every measure in force with its verdict, reasons and evidence. Run it with
`python benchmarks/evaluator.py`; it reads `seeds/` and needs no database.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Origin,
    RatingFact,
    StatementFact,
    Sync,
)
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook

DAY = date(2026, 11, 23)
SINCE = Interval(DAY - timedelta(days=400))
ORIGIN = Origin("fact")
REGIONS = ("410400", "310115", "330200", "350200", "411300")
ROUNDS, REPORTS = 10, 50
AIM = 1_000


def enterprises() -> Iterator[EnterpriseFacts]:
    """Yield for each document's region one enterprise of which much is known and one of none."""
    for region in REGIONS:
        registered = Enterprise("91310115MA1FAKE00X", "虚构有限公司", region)
        yield EnterpriseFacts(registered)
        yield EnterpriseFacts(
            Enterprise("91310115MA1FAKE00X", "虚构有限公司", region, kinds=("manufacturer",)),
            ratings=(
                RatingFact("customs", "advanced", SINCE, ORIGIN),
                RatingFact("tax", "A", SINCE, ORIGIN),
                RatingFact("export_refund", "1", SINCE, ORIGIN),
            ),
            entries=(EntryFact("gop", SINCE, ORIGIN),),
            statements=(StatementFact("wants_aeo", "true", SINCE, ORIGIN),),
        )


def coverage(vocabulary: Vocabulary) -> Coverage:
    """Return every register as synced a few days ago in every region."""
    registers = (*vocabulary.schemes, *vocabulary.lists)
    last = DAY - timedelta(days=3)
    return Coverage(
        (Sync(code, region, last, last) for code in registers for region in vocabulary.regions),
        vocabulary,
    )


def reports_a_second(engine: RuleEngine, facts: EnterpriseFacts, synced: Coverage) -> float:
    """Return how many reports a core decides in a second of its own time.

    The best of several rounds, so that a busy machine disturbs it least.
    """
    times: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(REPORTS):
            engine.report(facts, synced, DAY)
        times.append(time.process_time() - start)
    return REPORTS / min(times)


def nearest_milliseconds(engine: RuleEngine, facts: EnterpriseFacts, synced: Coverage) -> float:
    """Return how long the nearest change of every decision of a report takes."""
    decisions = tuple(engine.report(facts, synced, DAY).walk())
    start = time.process_time()
    for decision in decisions:
        decision.nearest()
    return (time.process_time() - start) * 1_000


def main() -> None:
    """Print a line per enterprise and the slowest."""
    rules = build_rulebook(read_seeds(seeds_folder()))
    engine, slowest = RuleEngine(rules), float("inf")
    print(f"{len(rules.measures)} measures and parts, day {DAY}")
    print("region  known  synced  reports/s  nearest of all (ms)")
    for facts in enterprises():
        for name, synced in (
            ("no", Coverage((), rules.vocabulary)),
            ("yes", coverage(rules.vocabulary)),
        ):
            rate = reports_a_second(engine, facts, synced)
            known = "yes" if facts.ratings else "no"
            nearest = nearest_milliseconds(engine, facts, synced)
            slowest = min(slowest, rate)
            print(f"{facts.enterprise.region}  {known:>5}  {name:>6}  {rate:9.0f}  {nearest:12.1f}")
    print(f"slowest: {slowest:.0f} full reports/s on one core (aim: {AIM})")


if __name__ == "__main__":
    main()
