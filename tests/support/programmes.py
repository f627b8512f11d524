"""Invented programmes over the small vocabulary."""

from credit_graph.domain.conditions import AllOf, AnyOf, Condition, InRegion, RatingIs, Stated
from credit_graph.domain.cultivation.programme import Programme
from support.small_world import WORDS

RATED_A = RatingIs("port", ("A",), WORDS)
WISHES = Stated("wants_aeo", "true", WORDS)
IN_11 = InRegion("11", WORDS)
LEADS_TO = RatingIs("customs", ("A",), WORDS)
LEADS_TO_AEO = RatingIs("customs", ("advanced",), WORDS)  # for the vocabulary of chain_world


def programme(
    criteria: Condition,
    excludes: Condition | None = None,
    *,
    leads_to: Condition | None = LEADS_TO,
    region: str = "11",
    its_list: str | None = "white",
) -> Programme:
    """Return a programme with these conditions."""
    return Programme(
        code="pool",
        name="pool",
        gloss="",
        region=region,
        list=its_list,
        leads_to=leads_to,
        criteria=criteria,
        excludes=excludes,
        target=None,
        helped_by=(),
        interpretations=(),
        citation=WORDS,
    )


# Port A (or what the programme leads to) and the wish, in region 11.
POOL = programme(AllOf((IN_11, AnyOf((RATED_A, LEADS_TO)), WISHES)))
CHAIN_POOL = programme(
    AllOf((IN_11, AnyOf((RATED_A, LEADS_TO_AEO)), WISHES)), leads_to=LEADS_TO_AEO
)
