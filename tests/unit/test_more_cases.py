"""More cases of who, where and which body, each of a kind that was wrong once.

The right values are those of the standards and of the documents, worked out by hand.
"""

import pytest

from credit_graph.api.eligibility.reports import policies_at
from credit_graph.domain.facts.partner_id import parse_partner_id
from credit_graph.domain.facts.uscc import parse_uscc
from credit_graph.errors import BadUsccError
from credit_graph.seeds.rulebook import build_rulebook
from support.official_rules import official_book, official_rulebook
from support.small_seeds import POLICY, SmallSeeds

RULES = official_rulebook()
REGIONS = RULES.vocabulary


@pytest.mark.parametrize("code", ["A3350200MF7654321H", "N1350203MF0000007P", "Y2310115MF1111111Y"])
def test_the_first_place_of_a_code_is_a_digit_or_one_of_three_letters(code: str) -> None:
    assert parse_uscc(code) == code


@pytest.mark.parametrize("code", ["B1410400MF0123456Q", "01410400MF01234564", "H3350200MF7654321A"])
def test_a_code_that_begins_otherwise_is_refused_though_its_check_is_right(code: str) -> None:
    with pytest.raises(BadUsccError):
        parse_uscc(code)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("国家金融监督管理总局上海监管局", "上海银保监局"),
        ("上海金融监管局", "上海银保监局"),
        ("中国人民银行平顶山市分行", "人民银行平顶山中心支行"),
    ],
)
def test_a_body_is_found_by_the_name_that_people_use_today(name: str, body: str) -> None:
    found = official_book().directory.search(name, None)
    assert [each.name for each in found] == [body]


def test_a_body_whose_successor_is_unknown_keeps_the_name_of_its_document() -> None:
    book = official_book()
    (body,) = book.directory.search("上海金融监管局", None)
    assert body.name in "".join(each.citation.quote for each in RULES.duties())


@pytest.mark.parametrize(
    ("code", "wider", "inside"),
    [
        ("440300", "440000", True),
        ("410421", "410400", True),
        ("350206", "350200", True),
        ("469001", "460000", True),  # a county of a province without a city
        ("469001", "460100", False),
        ("110228", "110118", True),  # 密云县 became 密云区
        ("341400", "340000", True),  # 巢湖 was divided among three cities of its province
        ("341400", "340100", None),
        ("410000", "410400", None),  # only the province is known
        ("410400", "411300", False),
    ],
)
def test_every_code_lies_where_it_lies_or_nobody_knows(
    code: str, wider: str, inside: object
) -> None:
    assert code in REGIONS.regions
    assert REGIONS.inside(code, wider) is inside


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HK-BRN:12345678", "HK-BRN:12345678"),
        ("gb-coh:00445790", "GB-COH:00445790"),
        ("ＬＥＩ：5493001KJTIIGC8Y1R12", "LEI:5493001KJTIIGC8Y1R12"),
    ],
)
def test_a_partner_abroad_is_named_by_its_register(given: str, kept: str) -> None:
    assert parse_partner_id(given) == kept


@pytest.mark.parametrize("given", ["LEI:5493001KJTIIGC8Y1R13", "CN-SAIC:1", "HK-BRN:"])
def test_what_is_no_identifier_of_a_partner_is_refused(given: str) -> None:
    with pytest.raises(BadUsccError):
        parse_partner_id(given)


@pytest.mark.parametrize(
    ("region", "policies"),
    [
        ("350206", {"xm-2024-2"}),  # a district sees its city's
        ("330200", {"zj-2023-9"}),  # a city sees its province's
        ("410300", set()),  # 洛阳 has none of the five
        ("410000", {"pds-2021-7", "ny-2020-63"}),  # may be in either of the two cities
    ],
)
def test_the_policies_where_an_enterprise_is_are_its_own_and_those_around_it(
    region: str, policies: set[str]
) -> None:
    assert policies_at(RULES, region) == policies


def edition(seeds: SmallSeeds, number: str) -> str:
    return build_rulebook(seeds.seed_set()).measures[f"tiny-2021-1/{number}"].edition


def test_a_measure_that_says_the_same_has_the_same_name_in_every_loading() -> None:
    assert edition(SmallSeeds(), "1") == edition(SmallSeeds(), "1")


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("value: 20", "value: 20.5", "1"),
        ("gloss: Fewer spot checks", "gloss: Fewer checks", "3.1"),
        ("gloss: Fewer spot checks", "gloss: Fewer checks", "3"),  # its item says so too
    ],
)
def test_whatever_changes_gives_a_measure_another_name(old: str, new: str, number: str) -> None:
    before, after = (
        edition(SmallSeeds(), number),
        edition(SmallSeeds().changed(POLICY, old, new), number),
    )
    assert before != after
