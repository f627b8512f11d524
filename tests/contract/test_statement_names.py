"""Statement names that code puts together exist for everything they are put together for."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from credit_graph.domain.chains.walk import ChainDirection
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.domain.facts.supply import LinkSide
from credit_graph.graph.enterprises import index_suffix
from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling.packing import family, first_statement

ROOT = Path(__file__).parents[2]
NAMES = {
    path.relative_to(ROOT / "cypher").with_suffix("").as_posix()
    for path in (ROOT / "cypher").rglob("*.cypher")
}
FOLDERS = {name.partition("/")[0] for name in NAMES}
# Found by their folder: each is applied in turn.
BY_FOLDER = ("schema/", "migrations/")
DAY = date(2026, 3, 1)
ASKED = (
    EnterpriseQuery(DAY),
    EnterpriseQuery(DAY, regions=("410400",)),
    EnterpriseQuery(DAY, name="钢"),
    EnterpriseQuery(DAY, scheme="customs", level="advanced"),
    EnterpriseQuery(DAY, list="gop"),
)


@pytest.mark.parametrize("kind", Kind)
def test_facts_of_every_kind_can_be_looked_up_recorded_and_marked(kind: Kind) -> None:
    # A partner is stored as a registration.
    kind = Kind.ENTERPRISES if kind is Kind.PARTNERS else kind
    wanted = {first_statement(kind), f"record_{family(kind)}", f"mark_{family(kind)}"}
    assert {f"imports/{name}" for name in wanted} <= NAMES


@pytest.mark.parametrize("kind", [Kind.RATINGS, Kind.LISTS])
def test_what_a_full_list_compares_with_can_be_read(kind: Kind) -> None:
    assert {f"imports/in_force_{kind}", f"imports/missing_{kind}"} <= NAMES


@pytest.mark.parametrize("side", LinkSide)
def test_links_of_both_sides_can_be_read_and_counted(side: LinkSide) -> None:
    assert {f"enterprises/{side}", f"enterprises/{side}_count"} <= NAMES


@pytest.mark.parametrize("query", ASKED, ids=index_suffix)
def test_every_page_of_enterprises_can_be_read_and_counted(query: EnterpriseQuery) -> None:
    suffix = index_suffix(query)
    assert {f"enterprises/page{suffix}", f"enterprises/count{suffix}"} <= NAMES


def test_no_other_page_of_enterprises_is_written() -> None:
    pages = {name for name in NAMES if name.startswith("enterprises/page")}
    assert pages == {f"enterprises/page{index_suffix(query)}" for query in ASKED}


def test_statements_of_the_schema_make_and_drop_what_their_names_say() -> None:
    # `migrate` knows by its name alone what a step makes and drops.
    made: set[str] = set()
    for name in sorted(each for each in NAMES if each.startswith("schema/")):
        own = name.split("_", 1)[1]
        text = (ROOT / "cypher" / f"{name}.cypher").read_text("utf-8")
        if own.startswith("drop_"):
            dropped = own.removeprefix("drop_")
            assert re.search(rf"^DROP INDEX {dropped} IF EXISTS", text, re.MULTILINE), name
            assert dropped in made, f"{name}: nothing before it makes that"
            continue
        kind = "CONSTRAINT" if own.endswith("_key") else "(?:[A-Z]+ )?(?:INDEX|CONSTRAINT)"
        assert re.search(rf"^CREATE {kind} {own} IF NOT EXISTS", text, re.MULTILINE), name
        assert own not in made, f"{name}: another step makes it, too"
        made.add(own)


@pytest.mark.parametrize("side", [ChainDirection.UPSTREAM, ChainDirection.DOWNSTREAM])
def test_chains_can_be_walked_both_ways(side: ChainDirection) -> None:
    assert f"chains/{side}" in NAMES


def patterns(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a module as patterns; what is put in may be anything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
                for part in node.values
            )


def named(name: str, known: frozenset[str]) -> bool:
    """Tell whether any of the patterns is that of a statement's name."""
    return any(re.fullmatch(each, name) for each in known)


def test_every_statement_is_named_by_some_code() -> None:
    known = frozenset(
        each
        for path in sorted((ROOT / "src").rglob("*.py"))
        for each in patterns(ast.parse(path.read_text("utf-8")))
        if each.partition("/")[0] in FOLDERS
    )
    orphans = {name for name in NAMES if not name.startswith(BY_FOLDER) and not named(name, known)}
    assert orphans == set()


def test_a_statement_that_nobody_names_is_found() -> None:
    known = frozenset(patterns(ast.parse('f"imports/record_{family}", "names/search"')))
    assert named("imports/record_said", known)
    assert named("names/search", known)
    assert not named("names/count", known)
    assert not named("imports/look_said", known)
