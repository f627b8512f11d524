"""Every Cypher file keeps what its header promises, as the real database plans it (S10)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from credit_graph.embedded.distribution.release_line import CURRENT
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.errors import BadStatementError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statement import parse_statement
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from support.cypher_plans import findings
from support.database import line_under_test

SOURCE = Path(__file__).parents[2] / "src"
NAMES = sorted(
    path.relative_to(cypher_folder()).with_suffix("").as_posix()
    for path in cypher_folder().rglob("*.cypher")
)


# Neo4j 2026 makes no index scan of `NOT x.change IN hidden`: its scan of the label or type looks at
# what has been withdrawn besides. Of two calls it does not see that the first gives one row.
_OF_2026 = {
    "chains/dossiers": "NodeByLabelScan f:Sync",
    "chains/region_codes": "NodeByLabelScan d:Registration",
    "eligibility/facts": "NodeByLabelScan f:Sync",
    "enterprises/count": "DirectedRelationshipTypeScan (e)-[:DESCRIBED]->(d)",
    "enterprises/count_by_region": "DirectedRelationshipTypeScan (e)-[:DESCRIBED]->(d)",
    "imports/referenced": "CartesianProduct",
}


@pytest.fixture(scope="module")
def driver(graph: Graph, endpoint: EmbeddedEndpoint) -> Iterator[Driver]:
    """A plain driver to a database that has the schema."""
    assert graph.statements
    account = (endpoint.username, endpoint.password)
    with GraphDatabase.driver(endpoint.uri, auth=account) as driver:
        yield driver


@pytest.mark.parametrize("name", NAMES)
def test_each_file_is_planned_as_its_header_says(
    name: str, driver: Driver, endpoint: EmbeddedEndpoint
) -> None:
    source = (cypher_folder() / f"{name}.cypher").read_text(encoding="utf-8")
    allowed = _OF_2026.get(name, "") if line_under_test() is CURRENT else ""
    found = findings(driver, endpoint.database, parse_statement(name, source))
    assert [each for each in found if not allowed or allowed not in each] == []


HEADER = "// name: planted/bad\n// mode: {mode}\n// promise: none\n// params: {params}\n{body}"


def planted(folder: Path, *, body: str, mode: str = "read", params: str = "none") -> Path:
    file = folder / "planted" / "bad.cypher"
    file.parent.mkdir()
    file.write_text(HEADER.format(mode=mode, params=params, body=body), encoding="utf-8")
    return folder


START = "MATCH (a:Enterprise {uscc: $key})"
BY_KEY = " USING INDEX SEEK a:Enterprise(uscc)"
HIDDEN = "CALL () { MATCH (c:ChangeSet {published_at: $key}) RETURN collect(c.id) AS hidden }"


@pytest.mark.parametrize(
    ("mode", "params", "body", "finding"),
    [
        ("read", "none", "CREATE (:Enterprise {uscc: 'x'})", "it says read and is planned as"),
        ("write", "none", "RETURN 1 AS one", "it says write and is planned as 'r'"),
        ("read", "none", "MATCH (n) RETURN n LIMIT 1", "looks at everything: AllNodesScan"),
        ("read", "none", "MATCH ()-[r]->() RETURN r", "looks at everything"),
        ("read", "none", "MATCH (v:SeedVersion) RETURN v", "all of a kind: NodeByLabelScan"),
        ("read", "none", "MATCH ()-[s:SUPPLIES]->() RETURN s", "all of a kind"),
        ("read", "none", "MATCH (n:Policy|Measure) RETURN n", "all of a kind"),
        (
            "read",
            "none",
            "MATCH (a:Rating {change: 'x'}) MATCH (b:Rating {change: 'y'}) RETURN a, b",
            "CartesianProduct",
        ),
        ("read", "key STRING", START + " RETURN a", "USING INDEX SEEK"),
        ("read", "key STRING", START + "-[:SUPPLIES]->(b) RETURN b", "USING INDEX SEEK"),
        ("read", "key STRING", START + "-[:HOLDS]->(b:Rating) RETURN b", "bears a label"),
        ("read", "key STRING", START + "-[:SUPPLIES*]->(b) RETURN b", "no upper bound"),
        ("read", "key STRING", START + "-[:SUPPLIES*2..]->(b) RETURN b", "no upper bound"),
        ("read", "key STRING", START + "-[:SUPPLIES]->+(b) RETURN b", "no upper bound"),
        ("read", "key STRING", START + "-[:SUPPLIES]->{3,}(b) RETURN b", "no upper bound"),
        (
            "read",
            "key STRING",
            "MATCH p = SHORTEST 2 " + START[6:] + "((x)-[s:SUPPLIES]->(y) WHERE s.share > x.z)+"
            "(b:Enterprise {uscc: 'b'}) RETURN p",
            "no upper bound",
        ),
        (
            "schema",
            "none",
            "CREATE INDEX planted FOR (n:Planted) ON (n.x)",
            "it cannot be run twice",
        ),
        ("read", "key STRING", START + " RETURN id(a) AS id", "notice: "),
    ],
)
def test_a_bad_file_is_caught(
    mode: str,
    params: str,
    body: str,
    finding: str,
    *,
    tmp_path: Path,
    driver: Driver,
    endpoint: EmbeddedEndpoint,
) -> None:
    folder = planted(tmp_path, mode=mode, params=params, body=body)
    statement = load_statements(folder)["planted/bad"]
    try:
        assert finding in " ".join(findings(driver, endpoint.database, statement))
    finally:
        if mode == "schema":
            driver.execute_query("DROP INDEX planted IF EXISTS", database_=endpoint.database)


def test_a_parameter_that_is_not_declared_is_caught(tmp_path: Path) -> None:
    folder = planted(tmp_path, body="RETURN $key AS key")
    with pytest.raises(BadStatementError, match=r"\$key is used and not declared"):
        load_statements(folder)


@pytest.mark.parametrize(
    "body",
    [
        START + "-[:SUPPLIES*1..3]->(b)" + BY_KEY + " RETURN b",
        START + "-[:SUPPLIES]->{1,4}(b)" + BY_KEY + " RETURN b",
        START + BY_KEY + " MATCH (b:Region {code: $key}) RETURN a, b",
        HIDDEN + " MATCH (r:Rating {change: $key}) RETURN r, hidden",
    ],
)
def test_bounded_paths_and_pairs_with_a_single_row_are_let_through(
    body: str, *, tmp_path: Path, driver: Driver, endpoint: EmbeddedEndpoint
) -> None:
    folder = planted(tmp_path, params="key STRING", body=body)
    statement = load_statements(folder)["planted/bad"]
    assert findings(driver, endpoint.database, statement) == []


@pytest.mark.parametrize(
    ("field", "statements"),
    [
        ("change", ("changes/take_nodes", "changes/take_links")),
        ("retracted_by", ("changes/restore_nodes", "changes/restore_links")),
    ],
)
def test_abandoning_reaches_every_kind_of_fact_that_change_sets_bring(
    field: str, statements: tuple[str, str]
) -> None:
    loaded = load_statements(cypher_folder())
    index = re.compile(rf"FOR \(\)?-?[(\[]?\w:(\w+).* ON \(\w\.{field}\)", re.DOTALL)
    indexed = {match[1] for each in loaded.values() if (match := index.search(each.text))}
    undone = re.compile(rf":(\w+) {{{field}: \$change}}")
    reached = {kind for name in statements for kind in undone.findall(loaded[name].text)}
    assert reached == indexed >= {"Registration", "Rating", "SUPPLIES", "OWNS"}


CYPHER = re.compile(
    r"\b(MATCH|MERGE|CREATE|UNWIND|FOREACH)\s*[($\[]|\bDETACH DELETE\b|\bCALL \{|\bRETURN \w+[ .]"
)


def cypher_in(source: str) -> list[str]:
    """Return the string constants that look like Cypher; docstrings may quote some."""
    tree = ast.parse(source)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in docstrings
        and CYPHER.search(node.value)
    ]


def test_no_python_file_holds_cypher() -> None:
    found = {
        str(path.relative_to(SOURCE)): texts
        for path in SOURCE.rglob("*.py")
        if (texts := cypher_in(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_cypher_in_a_python_string_is_caught() -> None:
    assert cypher_in('query = f"MATCH (n:{label}) RETURN n"') == ["MATCH (n:"]
    assert cypher_in('def f():\n    """UNWIND $keys"""\n    return "MATCHED (1)"') == []
