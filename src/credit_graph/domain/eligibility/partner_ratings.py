"""Which direct partners can matter where only a yes, or a judgement that remains, is asked for.

An enterprise may have thousands of partners. If all that is asked of one is to be, say, an AEO,
those that are not need not be read to find out who qualifies.
"""

from credit_graph.domain.conditions import Condition, LinkedTo
from credit_graph.domain.conditions.candidates import Rated, candidates
from credit_graph.domain.conditions.tree import signed_leaves
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary

OPEN = frozenset({Truth.JUDGEMENT, Truth.MET})


def partner_ratings(condition: Condition, vocabulary: Vocabulary) -> frozenset[Rated] | None:
    """Return ratings of which a partner needs one to matter; `None` if anyone may matter.

    Without the partners that hold none of them on the day, a condition whose value is JUDGEMENT
    or MET keeps it, and no other comes to have such a value.
    """
    found: set[Rated] = set()
    for leaf, denied in signed_leaves(condition):
        if not isinstance(leaf, LinkedTo):
            continue
        sources = candidates(leaf.to, OPEN, vocabulary).sources
        # Denied, it is the partners of whom nothing is found that let the condition be met.
        if denied or sources is None:
            return None
        rated = {source for source in sources if isinstance(source, Rated)}
        if len(rated) < len(sources):
            return None
        found |= rated
    return frozenset(found)
