"""The change that a repair is: from which day it can be asked for, and under what conditions."""

from collections.abc import Iterable
from dataclasses import replace

from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change
from credit_graph.domain.facts.record import EntryFact, ViolationFact
from credit_graph.domain.facts.repair import repair_of


def with_repair(change: Change, facts: Iterable[EntryFact | ViolationFact], case: Case) -> Change:
    """Return the change with what the repair of all these facts asks for on the case's day.

    The last of the days on which each can be asked for is the first for all; it is `None` where
    one of them is not known.
    """
    rule = case.vocabulary.repair
    found = [repair_of(fact, case.day, rule) for fact in facts]
    days = [each.repair_from for each in found]
    known = [day for day in days if day is not None]
    first = max(known) if known and len(known) == len(days) else None
    readings = tuple(dict.fromkeys(reading for each in found for reading in each.readings))
    in_force = rule is not None and rule.valid_from <= case.day
    text = change.text
    if first is not None:
        text = f"{text} It can be asked for from {first} on."
    elif in_force:
        text = f"{text} From when it can be asked for is not known: its severity is not recorded."
    if rule is None or not in_force:
        return replace(change, text=text, possible_from=first)
    return replace(
        change,
        text=f"{text} By {rule.name}: {'; '.join(rule.conditions)}.",
        possible_from=first,
        conditions=rule.conditions,
        readings=readings,
    )
