"""What changed in a chain between two days."""

from collections.abc import Iterator
from dataclasses import dataclass

from credit_graph.domain.chains.members import Member
from credit_graph.domain.chains.survey import Survey


@dataclass(frozen=True, slots=True)
class MemberChange:
    """A member on both days whose tier, ratings or lists are not the same."""

    before: Member
    after: Member


@dataclass(frozen=True, slots=True)
class ChainComparison:
    """Who joined, who left, who changed; each by tier (after, or before if gone) and code."""

    before: Survey
    after: Survey
    joined: tuple[Member, ...]
    left: tuple[Member, ...]
    changed: tuple[MemberChange, ...]


def compare_chains(before: Survey, after: Survey) -> ChainComparison:
    """Compare two surveys of a chain that differ in their day."""
    old, new = before.chain.by_code, after.chain.by_code
    return ChainComparison(
        before=before,
        after=after,
        joined=tuple(member for code, member in new.items() if code not in old),
        left=tuple(member for code, member in old.items() if code not in new),
        changed=tuple(_changed(before, after)),
    )


def _changed(before: Survey, after: Survey) -> Iterator[MemberChange]:
    for code, now in after.chain.by_code.items():
        then = before.chain.by_code.get(code)
        if then is None:
            continue
        was, is_now = before.roster.profile(code), after.roster.profile(code)
        same = (was.ratings, was.lists) == (is_now.ratings, is_now.lists)
        if then.tier != now.tier or not same:
            yield MemberChange(then, now)
