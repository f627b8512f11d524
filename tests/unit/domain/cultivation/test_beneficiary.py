"""Who gains by a measure through the core: its direct suppliers and customers."""

from dataclasses import replace

from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.conditions import AllOf, Condition, InRegion, LinkedTo, RatingIs
from credit_graph.domain.cultivation.beneficiary import (
    beneficiaries,
    direct_partners,
    through_partners,
)
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.record import LinkDirection
from credit_graph.domain.policy import Measure
from support.chain_reader import explored
from support.chain_world import VOCABULARY, dossier, roster, supplied, survey
from support.small_world import WORDS, measure, policy, rulebook

AEO = ("customs", "advanced")
IN_11 = InRegion("11", WORDS)
AN_AEO = AllOf((IN_11, RatingIs("customs", ("advanced",), WORDS)))
CORE = dossier("A", AEO)


def linked(direction: LinkDirection, to: Condition = AN_AEO) -> Condition:
    return AllOf((IN_11, LinkedTo(direction, to, WORDS)))


def gaining(chain: Survey, asked: Measure) -> list[str]:
    """Return the codes of those that gain."""
    rules = replace(rulebook(policy(asked)), vocabulary=VOCABULARY)
    facts = {
        code: chain.roster.profile(code).facts(chain.roster.day)
        for code in direct_partners(chain.chain)
    }
    parts = through_partners(asked)
    found = beneficiaries(chain.chain, chain.roster, RuleEngine(rules), parts, facts)
    return [member.uscc for member in found]


EITHER = measure("p/1", linked(LinkDirection.EITHER))


def test_direct_partners_of_the_core_in_its_region_gain() -> None:
    chain = survey(supplied("BA", "AC", "DB", "EA"), CORE, dossier("E", region="12"))
    assert gaining(chain, EITHER) == ["B", "C"]


def test_nobody_gains_through_a_core_that_does_not_fulfil_the_condition() -> None:
    assert gaining(survey(supplied("BA")), EITHER) == []


def test_another_partner_that_would_do_is_no_gain_through_the_core() -> None:
    chain = survey(supplied("BA", "CB"), dossier("C", AEO))
    assert gaining(chain, EITHER) == []


def test_who_deals_with_a_member_and_not_with_the_core_does_not_gain() -> None:
    chain = survey(supplied("BA", "CB"), dossier("B", AEO))
    assert gaining(chain, EITHER) == []


def test_the_measure_says_on_which_side_the_partner_has_to_stand() -> None:
    chain = survey(supplied("BA", "AC"), CORE)
    supplied_by = measure("p/1", linked(LinkDirection.SUPPLIER))
    assert gaining(chain, supplied_by) == ["C"]


def test_members_of_the_group_count_as_partners_like_the_core() -> None:
    chain = explored(supplied("CB", "BA"), "A", group=("A", "B"))
    known = Survey(chain, roster(("A", "B", "C"), dossier("B", AEO)))
    assert gaining(known, EITHER) == ["C"]
    known = Survey(chain, roster(("A", "B", "C"), CORE))
    assert gaining(known, EITHER) == ["B"]


def test_a_part_that_reaches_partners_is_enough() -> None:
    own = measure("p/1.a", AN_AEO)
    partners = measure("p/1.b", linked(LinkDirection.EITHER))
    item = measure("p/1", None, parts=(own, partners))
    assert through_partners(item) == (partners,)
    assert gaining(survey(supplied("BA"), CORE, dossier("B", AEO)), item) == ["B"]
    assert through_partners(own) == ()


def test_an_enterprise_whose_registration_is_not_known_takes_no_part() -> None:
    chain = explored(supplied("BA"), "A")
    known = Survey(chain, roster(("A", "B"), CORE, dossier("B", region="")))
    rules = replace(rulebook(policy(EITHER)), vocabulary=VOCABULARY)
    found = beneficiaries(chain, known.roster, RuleEngine(rules), (EITHER,), {})
    assert list(found) == []
    nameless = Survey(chain, roster(("A", "B"), dossier("A", AEO, region="")))
    assert gaining(nameless, EITHER) == []
