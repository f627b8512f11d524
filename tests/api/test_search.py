"""Things by their ids, and by words of their names and texts."""

import json

import pytest

from credit_graph.graph.connection import Graph
from credit_graph.graph.names import is_quick, phrases
from support.agency_files import FILES, ONE, OTHER, imported, later
from support.client import Answer, Client

SEARCH = """query ($text: String!, $kinds: [SearchKind!], $first: Int!, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { score node { __typename ... on Enterprise { uscc } ... on Policy { code }
      ... on Measure { code } ... on Agency { code } } } } }"""
RENAMED = f"""\
uscc,name,region,zone,kinds,registered_on,status
{OTHER},虚构改名有限公司,410400,,trader,,
"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    for number, files in enumerate((FILES, {"enterprises": RENAMED})):
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


async def test_every_word_must_occur(client: Client) -> None:
    both = await client.ask(SEARCH, text="虚构 一号", kinds=["ENTERPRISE"], first=10)
    assert found(both) == [ONE]


async def test_one_chinese_character_is_found_inside_words(client: Client) -> None:
    answer = await client.ask(SEARCH, text="税", kinds=["AGENCY"], first=100)
    assert "pds-tax" in found(answer)


async def test_searches_at_once_travel_together_and_each_gets_its_own_hits(client: Client) -> None:
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
    assert phrases('高级 a"b\\ 税') == '"高级" AND "a\\"b\\\\" AND (税* OR *税)'


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
