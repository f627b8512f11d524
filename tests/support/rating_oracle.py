"""What a rating is after a turn of its scheme, and whether it meets a condition: a plain version.

Written from the design pages alone, as `eligibility_oracle`.
"""

from datetime import date

from credit_graph.domain.conditions import RatingIs
from credit_graph.domain.vocabulary import Scheme


def levels_now(level: str, since: date, scheme: Scheme, day: date) -> set[str]:
    """Follow the mapping from order to order: each level becomes one, several, or none."""
    possible = {level}
    for at, order in enumerate(scheme.versions):
        if at > 0 and since < order.valid_from <= day:
            mapping = dict(order.carries)
            possible = {now for was in possible for now in mapping.get(was, ())}
    return possible


def at_level(leaf: RatingIs, level: str, scheme: Scheme, day: date) -> bool | None:
    """`at_least` compares within the order of the day, or else in the nearest that has its level.

    What that order does not rank, and a level that the words leave open, is left to judgement:
    `None`.
    """
    if level in leaf.judged:
        return None
    if leaf.at_least is None:
        return level in leaf.levels
    ranked = [[each.code for each in order.levels] for order in scheme.versions]
    if not ranked:
        ranked = [[each.code for each in scheme.levels]]
    begun = [at for at, order in enumerate(scheme.versions) if order.valid_from <= day]
    today = max(begun, default=0)
    with_it = [at for at, codes in enumerate(ranked) if leaf.at_least in codes]
    before = [at for at in with_it if at <= today]
    codes = ranked[before[-1] if before else with_it[0]]
    return codes.index(level) <= codes.index(leaf.at_least) if level in codes else None


def levels_of(scheme: Scheme, day: date) -> list[str]:
    """Return the levels that can be held on the day."""
    begun = [order for order in scheme.versions if order.valid_from <= day]
    levels = begun[-1].levels if begun else scheme.levels
    return [each.code for each in levels]
