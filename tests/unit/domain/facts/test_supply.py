"""A partner of whom only code, name and region are known."""

from credit_graph.domain.facts.supply import NamedPartner


def test_a_named_partner_stands_for_the_link_to_itself() -> None:
    named = NamedPartner("91310115MA1FAKE00X", "虚构有限公司", "11")
    assert named.partner is named
    assert (named.uscc, named.name, named.region) == ("91310115MA1FAKE00X", "虚构有限公司", "11")
