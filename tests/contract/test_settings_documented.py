"""docs/operations.md lists every setting, and none that is not read."""

import ast
import re
from pathlib import Path

from credit_graph.commands.doctor.settings_help import SETTINGS
from credit_graph.settings import read_settings

ROOT = Path(__file__).parents[2]
_NAME = re.compile(r"(?:CREDIT_GRAPH|NEO4J)_[A-Z0-9_]+")


def documented(page: str) -> dict[str, str]:
    """Return the settings of the page's section with their default."""
    section = page.split("\n## Settings\n")[1].split("\n## ", maxsplit=1)[0]
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \| ([^|]*) \|", section, re.MULTILINE)
    return {name: default.strip(" `") for name, default in rows}


def read_by(code: str) -> set[str]:
    """Return the names of variables that a module's strings are."""
    strings = [
        node.value
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return {text for text in strings if _NAME.fullmatch(text)}


PAGE = documented((ROOT / "docs" / "operations.md").read_text(encoding="utf-8"))


def test_the_page_lists_exactly_the_settings_that_are_read() -> None:
    modules = sorted((ROOT / "src" / "credit_graph" / "settings").glob("*.py"))
    assert modules
    read = {name for each in modules for name in read_by(each.read_text(encoding="utf-8"))}
    assert sorted(PAGE) == sorted(read)


def test_the_defaults_on_the_page_are_those_of_the_code() -> None:
    settings = read_settings({})
    assert PAGE["CREDIT_GRAPH_HOST"] == settings.network.host
    assert PAGE["CREDIT_GRAPH_PORT"] == str(settings.network.port)
    assert PAGE["CREDIT_GRAPH_DEMO"] == str(int(settings.with_demo))
    assert (PAGE["CREDIT_GRAPH_AUTHENTICATION"] == "required") == settings.needs_token
    assert PAGE["CREDIT_GRAPH_PROFILE"] == "development"
    assert settings.profile.introspection
    external = read_settings({"NEO4J_URI": "bolt://h", "NEO4J_PASSWORD": "p"}).external
    assert external is not None
    assert PAGE["NEO4J_USERNAME"] == external.username
    assert PAGE["NEO4J_DATABASE"] == external.database


def test_help_lists_exactly_the_settings_of_the_page_with_their_defaults() -> None:
    page = {name: "" if default == "none" else default for name, default in PAGE.items()}
    page = {name: default.removeprefix("none: ") for name, default in page.items()}
    ours = {each.name: each.default for each in SETTINGS}
    assert list(ours) == list(page)
    assert {n: d for n, d in ours.items() if d and not page[n].startswith(d)} == {}
    assert {n for n, d in page.items() if bool(d) is not bool(ours[n])} == set()


def test_a_setting_that_is_read_and_not_listed_is_seen() -> None:
    assert read_by('x = environment.get("CREDIT_GRAPH_NEW")') == {"CREDIT_GRAPH_NEW"}
    page = "# Page\n\n## Settings\n\n| `CREDIT_GRAPH_NEW` | `7` | counts |\n"
    assert documented(page) == {"CREDIT_GRAPH_NEW": "7"}
    assert documented("\n## Settings\n\n`CREDIT_GRAPH_NEW` is spoken of.") == {}
