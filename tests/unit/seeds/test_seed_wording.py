"""Conditions and measures in words."""

import pytest

from support.catalogue import catalogue
from credit_graph.seeds.rulebook import build_rulebook
from support.small_seeds import POLICY, SmallSeeds


def row(seeds: SmallSeeds, number: str) -> list[str]:
    lines = catalogue(build_rulebook(seeds.seed_set())).splitlines()
    [line] = [line for line in lines if line.startswith(f"| tiny-2021-1/{number} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('region: "410000"', "in 河南省"),
        ("zone: [waigaoqiao]", "in the zone 外高桥保税区"),
        ("kind: [carrier]", "of the kind 运输企业"),
        (
            "rating: {scheme: customs, at_least: general}",
            "rated 高级认证企业 or 注册登记和备案企业 (海关企业信用等级)",
        ),
        ("list: {code: cultivated}", "on 重点培育库"),
        ("list: {colour: black}", "(on 失信被执行人 or 重大税收违法)"),
        ('statement: {code: wants_aeo, value: "true"}', "stating 有意申请: true"),
        (
            "commitment: {code: papers_later, state: made}",
            "under the commitment 容缺受理, made",
        ),
        (
            "commitment: {code: null, state: open}",
            "under the commitment of any kind, made and still open",
        ),
        (
            "violation: {within_days: 30, severity: serious, repaired: false}",
            "under a violation at least serious, of the last 30 days, not repaired",
        ),
        ("violation: {}", "under a violation"),
        (
            "link: {direction: customer, to: {any: [{use: in_city}, {use: in_city}]}}",
            "with a direct customer that is (in 平顶山市 or in 平顶山市)",
        ),
        ("judgement: 企业", "judged “企业”"),
    ],
)
def test_a_condition_is_told_in_words(written: str, words: str) -> None:
    seeds = SmallSeeds().changed(
        POLICY,
        "{all: [{use: in_city}, {use: aeo}]}",
        f"{{all: [{{use: in_city}}, {{{written}, at: {{place: 一、, quote: 企业}}}}]}}",
    )
    assert row(seeds, "1")[-1] == f"in 平顶山市 and {words}; unless on 失信被执行人 or 重大税收违法"


def test_groups_within_groups_stand_in_brackets() -> None:
    seeds = SmallSeeds().changed(
        POLICY,
        "{all: [{use: in_city}, {use: aeo}]}",
        "{all: [{use: in_city}, {not: {any: [{use: aeo}, {use: in_city}]}}]}",
    )
    assert row(seeds, "1")[-1].startswith(
        "in 平顶山市 and not (rated 高级认证企业 (海关企业信用等级) or in 平顶山市);"
    )


def test_a_row_tells_what_for_whom_and_who_grants_it() -> None:
    assert row(SmallSeeds(), "1")[:-1] == [
        "tiny-2021-1/1",
        "查验率",
        "incentive",
        "enterprise",
        "责任单位: 平顶山海关",
    ]
    assert row(SmallSeeds(), "3.2")[4] == "牵头: 市发展改革委; 配合: 市市场监管局"


def test_an_item_with_parts_is_granted_by_them_and_has_no_agency() -> None:
    assert row(SmallSeeds(), "3")[4:] == ["–", "as its parts say"]


def test_a_role_that_no_document_states_is_not_told() -> None:
    seeds = SmallSeeds().changed(
        POLICY, "role: support\n      origin: bracket", "role: null\n      origin: sentence"
    )
    assert row(seeds, "3.2")[4] == "牵头: 市发展改革委; 市市场监管局"


def test_a_bar_in_a_text_does_not_break_the_table() -> None:
    seeds = SmallSeeds().changed(POLICY, "title: 优先\n", 'title: "优|先"\n')
    assert row(seeds, "2")[1] == "优/先"
