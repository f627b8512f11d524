"""Answers in the reader's language: by header, by argument, in errors, and in caches."""

import orjson
import pytest

from credit_graph.graph.database.connection import Graph
from support.agency_files import imported, later
from support.client import Client
from support.invented_region import code

CITY = code(1)
FILES = {
    "enterprises": "uscc,name,region,zone,kinds,registered_on,status\n"
    f"{CITY},虚构平顶山制造有限公司,410400,,manufacturer,,\n",
    "ratings": "uscc,scheme,level,valid_from,valid_to,awarded_by,reference\n"
    f"{CITY},customs,general,2024-01-01,,pds-customs,REG-1\n",
    "coverage": "register,region,synced_on,reference\n"
    "judgment_defaulter,410400,2026-01-01,\njudgment_defaulter,410400,2026-11-01,\n",
}
REPORT = """query ($uscc: USCC!) {
  eligibility(uscc: $uscc, asOf: "2026-06-30", filter: {policy: "pds-2021-7"}) {
    decisions { measure { code } reasons { text } nearestChange { text } } } }"""
BOTH = """query ($uscc: USCC!) {
  eligibility(uscc: $uscc, asOf: "2026-06-30", filter: {policy: "pds-2021-7"}) {
    decisions { measure { code } reasons { zh: text(language: ZH) en: text(language: EN) } } } }"""
REASONS = [
    "登记地为平顶山市，在平顶山市范围内。",
    "海关企业信用等级为常规企业，不是高级认证企业。按海关总署令第282号（2026年4月1日起施行）延续认定。",
    "是否列入其他领域严重失信黑名单尚待登记，请向各领域主管部门（文件未写明管理单位）核实。",
    "未列入失信被执行人（登记完整）。",
    "是否列入重大税收违法案件当事人名单尚待登记，请向税务机关（文件未写明管理单位）核实。",
    "是否列入政府采购严重违法失信行为记录名单尚待登记，请向政府采购主管部门（文件未写明管理单位）核实。",
    "列入保税区域严重失信主体名单只适用于其他地区的企业。",
    "没有列入取消参与守信联合激励资格的企业的记录，视为没有。",
]
CHANGES = [
    "海关企业信用等级：高级认证企业。",
    "确认未列入其他领域严重失信黑名单。",
    "确认未列入重大税收违法案件当事人名单。",
    "确认未列入政府采购严重违法失信行为记录名单。",
]
RULES = {"query": '{ measure(code: "pds-2021-7/1") { title } }'}


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    await imported(rules, tmp_path_factory.mktemp("files"), FILES, at=later(0))


async def asked(
    client: Client, document: str, language: str, **variables: str
) -> dict[str, object]:
    response = await client.http.post(
        "/graphql",
        json={"query": document, "variables": variables},
        headers={"accept-language": language},
    )
    found = orjson.loads(response.content)
    return {**found, "language": response.headers["content-language"]}


def decision(answer: dict[str, object], measure: str) -> dict[str, list[dict[str, str]]]:
    data = orjson.loads(orjson.dumps(answer["data"]))
    every = data["eligibility"]["decisions"]
    return next(each for each in every if each["measure"]["code"] == measure)


async def test_an_officer_reads_reasons_and_changes_in_chinese(client: Client) -> None:
    answer = await asked(client, REPORT, "zh-CN,zh;q=0.9,en;q=0.8", uscc=CITY)
    found = decision(answer, "pds-2021-7/1")
    assert [each["text"] for each in found["reasons"]] == REASONS
    assert [each["text"] for each in found["nearestChange"]] == CHANGES
    assert answer["language"] == "zh-CN"


async def test_an_argument_wins_over_the_header_and_both_languages_fit_in_one_answer(
    client: Client,
) -> None:
    answer = await asked(client, BOTH, "en", uscc=CITY)
    found = decision(answer, "pds-2021-7/1")
    assert found["reasons"][0] == {
        "zh": "登记地为平顶山市，在平顶山市范围内。",
        "en": "Registered in 平顶山市, inside 平顶山市.",
    }
    assert answer["language"] == "en"


async def test_errors_and_their_advice_are_in_the_language_of_the_request(client: Client) -> None:
    wrong = '{ enterprise(uscc: "91") { name } }'
    answer = await asked(client, wrong, "zh", uscc=CITY)
    (error,) = orjson.loads(orjson.dumps(answer["errors"]))
    assert "应为18位" in error["message"]
    assert error["extensions"]["advice"] == "请填写营业执照上的18位代码。"
    assert error["extensions"]["code"] == "BAD_USCC"


async def test_what_is_refused_before_graphql_is_in_the_language_too(client: Client) -> None:
    answer = await client.http.get("/nowhere", headers={"accept-language": "zh"})
    assert answer.json()["errors"][0]["message"] == "此路径没有内容。"
    assert answer.headers["content-language"] == "zh-CN"


async def test_a_cache_keeps_one_answer_for_each_language(client: Client) -> None:
    for language in ("zh", "en"):
        first = await client.http.get(
            "/graphql", params=RULES, headers={"accept-language": language}
        )
        known = {"if-none-match": first.headers["etag"], "accept-language": language}
        again = await client.http.get("/graphql", params=RULES, headers=known)
        assert again.status_code == 304
        assert "Accept-Language" in first.headers["vary"]
        assert "Accept-Language" in again.headers["vary"]


async def test_pages_that_hold_every_language_name_none(client: Client) -> None:
    page = await client.http.get("/", headers={"accept-language": "zh"})
    assert page.status_code == 200
    assert "content-language" not in page.headers


async def test_the_interpretations_of_a_policy_are_in_the_language_asked_for(
    client: Client,
) -> None:
    document = """{ policy(code: "pds-2021-7") {
      interpretations { zh: reading(language: ZH) en: reading } } }"""
    answer = await client.ask(document)
    first = answer.at("policy", "interpretations", 0)
    assert isinstance(first, dict)
    assert str(first["zh"]).startswith("本行动计划未载明施行日期")
    assert str(first["en"]).startswith("The plan counts as in force")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("{ polici { code } }", "类型“Query”没有字段“polici”。"),
        ("{ policies { ", "语法错误：此处应为Name，实为文档末尾。"),
        ("query ($x: Int!) { policies { code } }", "变量“$x”没有使用。"),
    ],
)
async def test_what_graphql_itself_refuses_is_in_the_language_of_the_request(
    client: Client, document: str, words: str
) -> None:
    answer = await asked(client, document, "zh")
    errors = orjson.loads(orjson.dumps(answer["errors"]))
    assert any(each["message"].startswith(words) for each in errors), errors
    english = orjson.loads(orjson.dumps((await asked(client, document, "en"))["errors"]))
    assert not any(words in each["message"] for each in english)


async def test_oddities_notes_and_assumptions_are_in_the_language_of_the_request(
    client: Client,
) -> None:
    notes = """{
      policy(code: "pds-2021-7") { oddities effectiveAssumption }
      task: measure(code: "zj-2023-9/t6") { dutyNote deadlineNote damage }
      report: policy(code: "ny-2020-63") { obligations { assumption } } }"""
    found = orjson.loads(orjson.dumps((await asked(client, notes, "zh"))["data"]))
    assert found["policy"]["oddities"][0] == "文件未显示印发日期和印章。"
    assert found["policy"]["effectiveAssumption"].startswith("文件未载明印发日期和施行日期。")
    assert found["task"]["dutyNote"] == "附表未载明该任务的责任单位，单元格缺失。"
    assert found["task"]["deadlineNote"].startswith("附表仅载明月份")
    assert found["task"]["damage"].startswith("该行单元格右移一列")
    assert found["report"]["obligations"][0]["assumption"].startswith("“每季度末25日前”理解为")
    english = orjson.loads(orjson.dumps((await asked(client, notes, "en"))["data"]))
    assert english["policy"]["oddities"][0] == "The document shows no day of issue and no seal."
