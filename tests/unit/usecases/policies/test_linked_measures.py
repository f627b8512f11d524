"""Measures whose verdict may move with a partner's facts."""

from credit_graph.usecases.policies.rules import linked_measures
from support.official_rules import official_rulebook


def test_an_item_is_linked_where_its_part_is() -> None:
    codes = {each.code for each in linked_measures(official_rulebook())}
    # 上下游企业 stands in a part; the verdict on the item is the best of its parts.
    assert codes == {"xm-2024-2/13", "xm-2024-2/13.b"}
