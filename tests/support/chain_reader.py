"""Links read tier by tier from a list, as the graph would give them, in the order of the list."""

from collections.abc import Sequence
from datetime import date

from credit_graph.domain.chains.members import Chain, ChainMode, ChainQuestion
from credit_graph.domain.chains.walk import Bounds, ChainDirection, ChainLink, walk
from support.chain_oracle import Question, Supply, held

DAY = date(2026, 3, 1)
NO_BOUNDS = Bounds()


def links_by_tier(
    links: Sequence[Supply], question: Question, side: ChainDirection
) -> list[list[ChainLink]]:
    """Return the links of all that stands at distance 0, 1 and so on."""
    today = held(links, question.day)
    seen, edge = set(question.start), set(question.start)
    tiers: list[list[ChainLink]] = []
    for _ in range(question.depth):
        found = [walked for link in today if (walked := _walked(link, side)).near in edge]
        tiers.append(found)
        edge = {link.far for link in found} - seen
        seen |= edge
    return tiers


def explored(
    links: Sequence[Supply],
    core: str,
    *,
    group: Sequence[str] = (),
    direction: ChainDirection = ChainDirection.BOTH,
    depth: int = 3,
    bounds: Bounds = NO_BOUNDS,
) -> Chain:
    """Return the chain around a core (and its group) over these links."""
    start = (core, *(code for code in group if code != core))
    question = question_of(start, direction, depth)
    given = {side: links_by_tier(links, question, side) for side in direction.sides}
    mode = ChainMode.GROUP_PLUS if group else ChainMode.ONE_PLUS_N
    asked = ChainQuestion(core, mode, direction, depth, DAY)
    return Chain(asked, start, walk(start, given, depth, bounds))


def question_of(start: Sequence[str], direction: ChainDirection, depth: int) -> Question:
    """Return the same question in the oracle's words."""
    return Question(tuple(start), tuple(str(side) for side in direction.sides), depth, DAY)


def _walked(link: Supply, side: ChainDirection) -> ChainLink:
    upstream = side is ChainDirection.UPSTREAM
    near, far = (link.customer, link.supplier) if upstream else (link.supplier, link.customer)
    return ChainLink(near, far, link.share, link.category)
