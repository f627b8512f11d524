"""Things by their ids, and by words of their names and texts."""

import json

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.names import is_quick, phrases
from support.agency_files import FILES, ONE, OTHER, imported, later
from support.client import Answer, Client
from support.invented_region import code

SEARCH = """query ($text: String!, $kinds: [SearchKind!], $first: Int!, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { score node { __typename ... on Enterprise { uscc } ... on Policy { code }
      ... on Measure { code } ... on Agency { code } } } } }"""
NAMED = [code(number) for number in range(400, 405)]
NAMES = (
    "虚构IT服务有限公司",
    "虚构（厦门）外贸有限公司",
    "虚构３Ｍ贸易有限公司",
    "虚构A and B有限公司",
)
MORE = "uscc,name,region,zone,kinds,registered_on,status,valid_from\n" + "".join(
    f"{key},{name},410400,,trader,,,\n"
    for key, name in zip(NAMED, (*NAMES, "虚构旧名有限公司"), strict=True)
)
LATER_NAME = f"""\
uscc,name,region,zone,kinds,registered_on,status,valid_from
{NAMED[-1]},虚构新名有限公司,410400,,trader,,,2026-02-01
"""
RENAMED = f"""\
uscc,name,region,zone,kinds,registered_on,status
{OTHER},虚构改名有限公司,410400,,trader,,
"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    steps = (
        FILES,
        {"enterprises": RENAMED},
        {"enterprises": MORE},
        {"enterprises": LATER_NAME},
    )
    for number, files in enumerate(steps):
        await imported(rules, tmp_path_factory.mktemp("files"), files, at=later(number))


def found(answer: Answer) -> list[str]:
    """Return the codes of what was found, in order."""
    edges = answer.at("search", "edges")
    assert isinstance(edges, list)
    nodes = [answer.at("search", "edges", at, "node") for at in range(len(edges))]
    return [str(node.get("uscc") or node.get("code")) for node in nodes if isinstance(node, dict)]


async def test_an_agency_is_found_by_its_whole_name_alone(client: Client) -> None:
    answer = await client.ask(SEARCH, text="平顶山海关", kinds=["AGENCY"], first=10)
    assert found(answer) == ["pds-customs"]


async def test_an_enterprise_is_found_by_the_name_it_bears_now(client: Client) -> None:
    now = await client.ask(SEARCH, text="虚构改名", first=10)
    before = await client.ask(SEARCH, text="虚构二号", first=10)
    assert (found(now), found(before)) == ([OTHER], [])


FORMER = """query ($text: String!) { search(text: $text, first: 10) { totalCount
  edges { formerName node { ... on Enterprise { uscc name } } } } }"""
CONTAINS = """query ($text: String!) { enterprises(first: 10, filter: {nameContains: $text}) {
  totalCount nodes { uscc } } }"""


async def test_a_name_of_another_time_is_found_and_said_to_be_one(client: Client) -> None:
    before = await client.ask(FORMER, text="虚构旧名")
    found_one = {"uscc": NAMED[-1], "name": "虚构新名有限公司"}
    assert before.at("search", "edges") == [{"formerName": "虚构旧名有限公司", "node": found_one}]
    now = await client.ask(FORMER, text="虚构新名")
    assert now.at("search", "edges") == [{"formerName": None, "node": found_one}]


async def test_an_enterprise_of_two_names_with_the_words_is_found_once(client: Client) -> None:
    both = await client.ask(SEARCH, text="名有限公司 虚构", first=10)
    assert sorted(found(both)) == sorted([OTHER, NAMED[-1]])
    assert both.at("search", "totalCount") == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("IT", 0),
        ("it", 0),
        ("ＩＴ服务", 0),
        ("虚构 IT", 0),
        ("(厦门)外贸", 1),
        ("3M", 2),
        ("３ｍ贸易", 2),
        ("and", 3),
        ("A and B", 3),
    ],
)
async def test_every_word_counts_whatever_it_is_and_however_wide(
    text: str, place: int, client: Client
) -> None:
    answer = await client.ask(SEARCH, text=text, kinds=["ENTERPRISE"], first=10)
    assert found(answer) == [NAMED[place]]


async def test_a_word_that_stands_in_no_name_finds_nothing(client: Client) -> None:
    answer = await client.ask(SEARCH, text="虚构 OR", kinds=["ENTERPRISE"], first=10)
    assert found(answer) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [("(厦门)外贸", 1), ("（厦门）外贸", 1), ("3M", 2), ("３ｍ", 2), ("it服务", 0), ("a AND b", 3)],
)
async def test_filters_go_by_names_whatever_their_width_and_case(
    text: str, place: int, client: Client
) -> None:
    answer = await client.ask(CONTAINS, text=text)
    assert answer.each("enterprises", "nodes", "uscc") == [NAMED[place]]
    assert answer.at("enterprises", "totalCount") == 1


async def test_every_word_must_occur(client: Client) -> None:
    both = await client.ask(SEARCH, text="虚构 一号", kinds=["ENTERPRISE"], first=10)
    assert found(both) == [ONE]


async def test_one_chinese_character_is_found_inside_words(client: Client) -> None:
    answer = await client.ask(SEARCH, text="税", kinds=["AGENCY"], first=100)
    assert "pds-tax" in found(answer)


async def test_searches_at_once_are_batched_and_each_gets_its_own_hits(client: Client) -> None:
    texts = ["海关", "虚构一号", "没有", '"', "平顶山海关", "虚构", "商务", "认证", "信用", "港"]
    asked = [
        f"s{place}: search(text: {json.dumps(text)}, first: 3) "
        "{ nodes { ... on Enterprise { uscc } ... on Policy { code } ... on Measure { code } "
        "... on Agency { code } } }"
        for place, text in enumerate(texts)
    ]
    together = await client.ask(f"{{ {' '.join(asked)} }}")
    # At most eight in one; a single character takes long, and nobody else waits for it.
    assert together.round_trips == 3
    for place, one in enumerate(asked):
        alone = await client.ask(f"{{ {one} }}")
        assert together.at(f"s{place}", "nodes") == alone.at(f"s{place}", "nodes")


async def test_pages_hold_every_hit_once(client: Client) -> None:
    whole = await client.ask(SEARCH, text="海关", kinds=["MEASURE"], first=100)
    read: list[str] = []
    after: object = None
    while True:
        page = await client.ask(SEARCH, text="海关", kinds=["MEASURE"], first=7, after=after)
        read += found(page)
        if not page.at("search", "pageInfo", "hasNextPage"):
            break
        after = page.at("search", "pageInfo", "endCursor")

    assert read == found(whole)
    assert whole.at("search", "totalCount") == len(read) == len(set(read)) > 7


@pytest.mark.parametrize("text", ['"', "\\", "a OR *:*", "+-&&||!(){}[]^~*?:/", "name:虚构", "！"])
async def test_nothing_in_the_text_has_a_meaning_of_its_own(text: str, client: Client) -> None:
    answer = await client.ask(SEARCH, text=text, first=10)
    assert (answer.codes, found(answer)) == ((), [])


@pytest.mark.parametrize(
    ("text", "quick"),
    [
        ("虚构公司", True),
        ("平顶山 海关 x", True),
        ("税", False),
        ("海关 税", False),
        ("a b c d", False),
    ],
)
def test_a_search_that_may_take_long_is_told_by_its_words(text: str, *, quick: bool) -> None:
    assert is_quick(text) is quick


def test_words_are_quoted() -> None:
    assert phrases('高级 x"b\\ 税') == '"高级" AND "x\\"b\\\\" AND (税* OR *税)'


def test_width_and_case_are_taken_off_and_stop_words_kept_from_the_analyzer() -> None:
    assert phrases("３Ｍ IT") == '"3m" AND "it\u02ac"'


@pytest.mark.parametrize("text", ["", "  ", "x" * 101])
async def test_too_little_or_too_much_text_is_refused(text: str, client: Client) -> None:
    assert (await client.ask(SEARCH, text=text, first=1)).codes == ("BAD_ARGUMENT",)


async def test_what_was_found_is_found_again_by_its_id(client: Client) -> None:
    shown = await client.ask(
        f"""{{ enterprise(uscc: "{ONE}") {{ id }} policy(code: "pds-2021-7") {{ id }}
        measure(code: "pds-2021-7/1") {{ id }} agency(code: "pds-customs") {{ id }} }}"""
    )
    nouns = ("enterprise", "policy", "measure", "agency")
    ids = [shown.at(noun, "id") for noun in nouns]
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    again = await client.ask(document, ids=[*ids, "Tm90aGluZzox"])

    assert [again.at("nodes", at, "id") for at in range(4)] == ids
    assert [again.at("nodes", at, "__typename") for at in range(4)] == [
        "Enterprise",
        "Policy",
        "Measure",
        "Agency",
    ]
    assert again.at("nodes", 4) is None
    for each in ids:
        one = await client.ask("query ($id: ID!) { node(id: $id) { id } }", id=each)
        assert one.at("node", "id") == each


async def test_a_text_that_is_no_id_is_refused_and_so_are_too_many(client: Client) -> None:
    no_id = await client.ask('{ node(id: "???") { id } }')
    many = await client.ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["Tm90aGluZzox"] * 101
    )
    assert no_id.codes == ("BAD_ARGUMENT",)
    assert set(many.codes) <= {"BAD_ARGUMENT", "OVER_BUDGET"}
    assert many.codes
