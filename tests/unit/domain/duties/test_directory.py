"""Agencies by name: any name or alias, within a region; and who belongs to which body."""

from datetime import date

import pytest

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.directory import Directory
from credit_graph.errors import UnknownCodeError
from support.official_rules import official_book
from support.small_duties import book

SMALL = book().directory
FIVE = official_book().directory


def codes(agencies: tuple[Agency, ...]) -> list[str]:
    return [agency.code for agency in agencies]


@pytest.mark.parametrize(
    ("name", "region", "found"),
    [
        ("口岸办", "11", ["port"]),
        ("口岸办公室", "11", ["port"]),
        (" 口岸 办 ", "11", ["port"]),
        ("分局(第二局)", "11", ["police"]),
        ("市税务局", "11", ["tax"]),
        ("市税务局", "12", ["tax-12"]),
        ("省税务局", "111", ["tax-1"]),
        ("市税务局", "1", ["tax", "tax-12"]),
        ("口岸", "11", []),
        ("口岸办", "12", []),
    ],
    ids=str,
)
def test_a_documents_name_is_looked_up_in_its_region_then_above_then_below(
    name: str, region: str, found: list[str]
) -> None:
    assert codes(SMALL.named(name, region)) == found


def test_a_name_is_not_split_at_its_bracket() -> None:
    """003 item 13: a part of the name, brackets and all, is no name by itself."""
    whole = "中国人民银行厦门市分行（外汇管理局厦门市分局）"

    assert codes(FIVE.named(whole, "350200")) == ["xm-pboc"]
    assert FIVE.named("外汇管理局厦门市分局）", "350200") == ()


def test_bodies_of_one_name_in_several_regions_are_several_bodies() -> None:
    assert codes(FIVE.search("市税务局", "410400")) == ["pds-tax"]
    assert codes(FIVE.search("市税务局", "310000")) == ["sh-tax"]
    assert codes(FIVE.search("市税务局", "350200")) == ["xm-tax"]


def test_a_search_without_a_name_or_region_lists_every_agency_in_order() -> None:
    assert codes(SMALL.search())[:4] == ["port", "tax", "tax-12", "tax-1"]


def test_a_search_finds_parts_of_names_and_puts_exact_names_first() -> None:
    assert codes(FIVE.search("海关", "350200"))[0] == "xm-customs"
    assert "xm-customs-subordinate" in codes(FIVE.search("海关", "350200"))


def test_every_word_of_a_search_must_stand_in_some_name() -> None:
    assert codes(SMALL.search("第二 分局")) == ["police"]
    assert SMALL.search("第二 税务") == ()


def test_a_region_holds_the_regions_below_it() -> None:
    assert codes(SMALL.search("税务", "1")) == ["tax", "tax-12", "tax-1"]
    assert codes(SMALL.search("税务", "12")) == ["tax-12"]


def test_an_agency_is_found_by_its_code() -> None:
    assert SMALL.agency("port").name == "口岸办"


@pytest.mark.parametrize(
    ("given", "near"), [("prot", ("port",)), ("市税务局", ("tax", "tax-12")), ("?", ())]
)
def test_an_unknown_code_is_refused_with_those_that_may_be_meant(
    given: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownCodeError) as refused:
        SMALL.agency(given)

    assert (refused.value.code, refused.value.near) == ("UNKNOWN_AGENCY", near)


def test_the_members_of_a_body_are_the_single_agencies_behind_it() -> None:
    assert SMALL.members_of("both") == ("police", "port", "tax")
    assert SMALL.members_of("others") == ()
    assert SMALL.members_of("port") == ()


def test_an_agency_knows_the_bodies_it_belongs_to() -> None:
    assert SMALL.bodies_of("port") == ("all", "both")
    assert SMALL.bodies_of("tax-12") == ()


def test_bodies_that_hold_each_other_do_not_hold_up_the_directory() -> None:
    agencies = {
        "a": Agency("a", "甲", "1", "", collective=True, members=("b",)),
        "b": Agency("b", "乙", "1", "", collective=True, members=("a", "c")),
        "c": Agency("c", "丙", "1", ""),
    }
    rulebook = book().rulebook
    ring = Directory(
        type(rulebook)(
            "v", rulebook.vocabulary, agencies, rulebook.policies, {}, {}, rulebook.programmes
        )
    )

    assert ring.members_of("a") == ("c",)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("国家金融监督管理总局上海监管局", "sh-banking-regulator"),
        ("中国人民银行平顶山市分行", "pds-pbc"),
        ("金融监督管理总局 上海", "sh-banking-regulator"),
    ],
)
def test_a_name_people_look_for_finds_the_body_of_which_the_successor_is_unknown(
    name: str, code: str
) -> None:
    found = FIVE.search(name)
    assert codes(found) == [code]
    assert FIVE.successions.living(code, date(2026, 11, 28)) == ()
    assert name not in found[0].names


def test_a_name_people_look_for_is_no_name_that_a_document_can_mean() -> None:
    assert FIVE.named("国家金融监督管理总局上海监管局", "310000") == ()
