"""Every sentence of the installed graphql-core has words in the catalogue, or this page fails."""

import string

import pytest
from graphql import GraphQLError, build_schema, parse, validate
from graphql.execution.values import get_variable_values

from credit_graph.api.graphql_sentences import SENTENCES, in_the_language_asked
from credit_graph.languages.language import Language, asking
from support.graphql_sentences import VALUE, of_source, sentences

SCHEMA = build_schema("""
    enum Colour { BLACK, POOL }
    input Filter { region: String!, colour: Colour }
    interface Node { id: ID! }
    type Policy implements Node { id: ID!, code: String!, measures(first: Int!): [Policy!]! }
    type Query { policy(code: String!): Policy, policies(filter: Filter): [Policy!]!, node: Node }
""")


def form(template: str) -> str:
    """Return a template with `{}` for each of its values."""
    parts = string.Formatter().parse(template)
    return "".join(words + ("" if name is None else VALUE) for words, name, _, _ in parts)


def unknown(found: frozenset[str]) -> list[str]:
    return sorted(found - {form(each) for each in SENTENCES})


def test_every_sentence_of_the_library_is_known() -> None:
    found = sentences()
    assert len(found) > 90
    assert unknown(found) == []


def test_a_sentence_that_a_new_version_adds_is_found() -> None:
    added = """
def rule(self, node, near):
    self.report_error(GraphQLError(f"Cannot reckon '{node.name}'." + near, node))
    msg = "Too slow." if near else f"Too fast by {near}."
    raise GraphQLError(msg)
"""
    assert unknown(frozenset(of_source(added))) == [
        "Cannot reckon '{}'.{}",
        "Too fast by {}.",
        "Too slow.",
    ]


def said(document: str, **variables: object) -> list[str]:
    """Return what GraphQL itself says of a document, or of its variables."""
    try:
        tree = parse(document)
    except GraphQLError as error:
        return [error.message]
    if found := validate(SCHEMA, tree):
        return [each.message for each in found]
    definitions = getattr(tree.definitions[0], "variable_definitions", ())
    values = get_variable_values(SCHEMA, definitions, variables)
    return [each.message for each in values] if isinstance(values, list) else []


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("{ policy(", "语法错误：此处应为Name，实为文档末尾。"),
        (
            "{ policy(code: 'x') { code } }",
            "语法错误：此处不应有单引号（'），是否应为双引号（\"）？",
        ),
        ("{ nodee { code } }", "类型“Query”没有字段“nodee”。是否指'node'？"),
        (
            "{ polici { code } }",
            "类型“Query”没有字段“polici”。是否指'policy'或者'policies'？",
        ),
        ("{ policy { code } }", "字段“Query.policy”必须给出String!类型的参数“code”。"),
        (
            '{ policy(code: "x", cod: 1) { code } }',
            "字段“Query.policy”没有参数“cod”。是否指'code'？",
        ),
        ('{ policy(code: "x") }', "字段“policy”的类型为“Policy”，须选取其下级字段。"),
        ("{ policy(code: 1) { code } }", "String 的值须为字符串，不能为：1"),
        ('{ policies(filter: {region: "x", colour: RED}) { code } }', "枚举“Colour”没有“RED”。"),
        ("{ policies(filter: {colour: BLACK}) { code } }", "须含有必填字段“region”"),
        ('{ a: policy(code: "x") { code } a: policy(code: "y") { code } }', "其参数不同"),
        ("{ node { code } }", "是否应使用'Policy'的内联片段？"),
        ("query ($x: Int) { node { id } }", "变量“$x”没有使用。"),
        ("{ policy(code: $x) { code } }", "变量“$x”没有定义。"),
        ("query A { node { id } } query A { node { id } }", "名为“A”的操作只能有一个。"),
    ],
)
def test_what_graphql_says_reads_in_chinese(document: str, words: str) -> None:
    english = said(document)
    assert english, "GraphQL had nothing to say"
    with asking(Language.ZH):
        found = [in_the_language_asked(each) for each in english]
    assert any(words in each for each in found), (english, found)
    assert [in_the_language_asked(each) for each in english] == english


def test_what_is_not_known_stays_in_english_and_long_texts_cost_little() -> None:
    with asking(Language.ZH):
        assert in_the_language_asked("Nobody knows this.") == "Nobody knows this."
        hostile = "Expected value of type 'A', found: " + "', found: " * 190 + "."
        assert in_the_language_asked(hostile).startswith("所给值不符合类型“A”")
        assert in_the_language_asked(hostile * 10) == hostile * 10
