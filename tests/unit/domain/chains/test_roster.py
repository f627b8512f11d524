"""How the members of a roster stand, judged by profiles that many of them share."""

from credit_graph.domain.cultivation.standing import ProgrammeState
from credit_graph.domain.facts.record import PARTNER
from credit_graph.domain.truth import Truth
from support.chain_world import dossier, roster
from support.programmes import CHAIN_POOL as POOL
from support.small_world import TODAY

READY, REACH = ProgrammeState.READY, ProgrammeState.WITHIN_REACH
PORT_A = ("port", "A")
READY_ONE = dossier("B", PORT_A, statements=[("wants_aeo", "true")])
UNWILLING = dossier("C", PORT_A, statements=[("wants_aeo", "false")])


def test_members_that_share_a_profile_stand_alike_whoever_comes_between_them() -> None:
    shared = READY_ONE._replace(uscc="D"), UNWILLING._replace(uscc="E")
    standings = roster("BCDE", READY_ONE, UNWILLING, *shared).standings(POOL, "BCDE")
    found = {code: standing.state for code, standing in standings.items()}
    assert found == {"B": READY, "C": REACH, "D": READY, "E": REACH}


def test_members_that_differ_in_what_the_programme_does_not_ask_stand_alike() -> None:
    rated_by_others = dossier("D", PORT_A, ("tax", "B"), statements=[("wants_aeo", "true")])
    standings = roster("BD", READY_ONE, rated_by_others).standings(POOL, "BD")
    assert standings["B"] == standings["D"]
    assert standings["D"].state is READY


def test_a_partner_without_a_credit_code_deals_and_is_not_waited_for() -> None:
    partner = dossier("HK-BRN:1", region="HK", status=PARTNER).profile
    members = roster("A")
    assert members.effect(partner) is Truth.MET
    assert not members.is_customs_unknown(partner)


def test_a_rating_by_customs_across_a_turn_is_judged_by_the_rule() -> None:
    rated = dossier("B", ("customs", "advanced")).profile
    turned = rated._replace(turned=(("customs", "advanced", TODAY),))
    assert not roster("B").is_customs_unknown(turned)
