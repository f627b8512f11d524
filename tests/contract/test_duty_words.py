"""The words that a duty cites name its body, and parts repeat the bracket of their item whole."""

import pytest

from credit_graph.domain.duties.duty import Duty, DutyOrigin
from credit_graph.domain.policy import Measure
from support.official_rules import official_rulebook

# 003 item 5 says 有条件的市辖区 (districts with the means), who act through their governments.
OTHER_WORDS = {"xm-2024-2/5.b#5"}


def _plain(text: str) -> str:
    return "".join(text.split()).replace("*", "").replace("#", "")


def _units(measure: Measure) -> set[tuple[str, str | None, bool]]:
    """What the unit bracket or heading gives a measure, sentences aside."""
    return {
        (duty.agency, duty.role, duty.open_ended)
        for duty in measure.duties
        if duty.origin in (DutyOrigin.BRACKET, DutyOrigin.HEADING)
    }


@pytest.mark.parametrize("duty", tuple(official_rulebook().duties()), ids=lambda duty: duty.code)
def test_the_words_cited_name_the_body(duty: Duty) -> None:
    names = {_plain(name) for name in official_rulebook().agencies[duty.agency].names}

    named = any(name in _plain(duty.citation.quote) for name in names)

    assert named is (duty.code not in OTHER_WORDS)


def test_parts_of_an_item_with_a_bracket_have_the_whole_bracket() -> None:
    items = [each for each in official_rulebook().measures.values() if _units(each)]

    assert {part.code: _units(part) for item in items for part in item.parts} == {
        part.code: _units(item) for item in items for part in item.parts
    }


def test_an_open_list_is_marked_where_its_words_close_with_etc() -> None:
    """等 before 按职责分别负责 opens the list that stands before it, not the lead."""
    marked = {duty.code for duty in official_rulebook().duties() if duty.open_ended}
    stated = {
        duty.code
        for duty in official_rulebook().duties()
        if "等按职责分别负责" in _plain(duty.citation.quote) and duty.role == "each_by_duty"
    }

    assert marked - stated == {"xm-2024-2/4#6", "xm-2024-2/4#7", "xm-2024-2/4#8"}  # 管委会等
    assert stated <= marked
