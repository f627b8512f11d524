"""Generated supply links among ten enterprises, around the core A."""

from datetime import timedelta

from hypothesis import strategies as st

from credit_graph.domain.chains.walk import ChainDirection
from support.chain_oracle import Supply
from support.chain_reader import DAY

CODES = "ABCDEFGHIJ"
CORE = "A"
# Eighths: sums and products of few are exact, so that engine and oracle can be compared exactly.
SHARES = st.sampled_from([None, 0.125, 0.25, 0.5, 0.75, 1.0])
DAYS = st.sampled_from(
    [
        (DAY - timedelta(9), DAY + timedelta(9)),
        (DAY - timedelta(9), DAY),  # ended
        (DAY, DAY + timedelta(1)),  # that day only
        (DAY + timedelta(1), DAY + timedelta(9)),  # to come
    ]
)


@st.composite
def supplies(draw: st.DrawFn) -> list[Supply]:
    """Up to 25 links among ten enterprises: cycles, parallel links, diamonds, hubs, ended ones."""
    links = []
    for _ in range(draw(st.integers(0, 25))):
        supplier, customer = draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=2))
        if supplier == customer:
            continue
        days = draw(st.one_of(st.just((DAY - timedelta(9), DAY + timedelta(9))), DAYS))
        category = draw(st.sampled_from([None, "steel", "wood"]))
        links.append(Supply(supplier, customer, draw(SHARES), category, *days))
    return links


GROUPS = st.sampled_from([(), ("A", "B"), ("A", "D", "G")])
DIRECTIONS = st.sampled_from(ChainDirection)
DEPTHS = st.integers(1, 6)
