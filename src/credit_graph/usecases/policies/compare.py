"""Compare a policy between two days, each as its file was known at an instant."""

from datetime import date, datetime

from credit_graph.domain.policy_difference import PolicyDifference, policy_difference
from credit_graph.usecases.policies.rules import RulesShelf

Moment = tuple[date, datetime | None]
"""A day, and the instant at which the rules were known; `None` is now."""


async def compare_policy(
    shelf: RulesShelf, code: str, before: Moment, after: Moment
) -> PolicyDifference | None:
    """Return what differs; `None` if neither version of the rules has such a policy."""
    (first, known_first), (last, known_last) = before, after
    old = (await shelf.at(known_first)).rulebook.on(first).policies.get(code)
    new = (await shelf.at(known_last)).rulebook.on(last).policies.get(code)
    if old is None and new is None:
        return None
    return policy_difference(old, first, new, last)
