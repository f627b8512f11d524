"""Modules and functions stay small, are named for what they hold, and keep Cypher in its files."""

from pathlib import Path
from statistics import median

import pytest

from support import style
from support.style import Source

ROOT = Path(__file__).parents[2]
SOURCES = style.read_sources(ROOT / "src" / "credit_graph")


def module_of(lines: int) -> Source:
    return Source("some/module.py", "x = 1\n" * lines)


def function_of(lines: int) -> Source:
    return Source("some/module.py", "def f():\n" + "    x = 1\n" * (lines - 1))


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks"])
def test_no_module_and_no_function_is_too_long(folder: str) -> None:
    sources = style.read_sources(ROOT / folder)
    assert sources
    assert style.too_long(sources) == []


def test_most_modules_are_short() -> None:
    assert median(each.lines for each in SOURCES) <= style.LARGEST_MEDIAN_MODULE


def test_nearly_all_functions_fit_in_a_glance() -> None:
    lines = [each.lines for source in SOURCES for each in style.functions(source)]
    assert len(lines) > 500
    assert style.percentile(lines, 0.95) <= style.LARGEST_P95_FUNCTION


def test_every_module_is_named_for_what_it_holds() -> None:
    assert style.badly_named(SOURCES) == []


def test_no_package_is_crowded() -> None:
    assert style.crowded(SOURCES) == []


def test_no_path_holds_a_name_twice() -> None:
    assert style.repeating(SOURCES) == []


def test_a_class_name_means_one_thing() -> None:
    assert style.shared_names(SOURCES) == []


def test_dicts_of_anything_are_rare_and_none_is_in_the_domain() -> None:
    total = sum(each.lines for each in SOURCES)
    loose = {each.path: style.loose_dicts(each) for each in SOURCES}
    assert sum(loose.values()) * 1000 <= style.LOOSE_DICTS_PER_1000_LINES * total
    assert [path for path in loose if path.startswith("domain/") and loose[path]] == []


def test_no_string_holds_cypher() -> None:
    assert [place for each in SOURCES for place in style.cypher_strings(each)] == []


def test_a_module_of_401_lines_is_found() -> None:
    assert style.too_long([module_of(400)]) == []
    assert style.too_long([module_of(401)]) == ["some/module.py"]


def test_a_function_of_61_lines_is_found() -> None:
    assert style.too_long([function_of(60)]) == []
    assert style.too_long([function_of(61)]) == ["some/module.py:f"]


def test_the_95th_percentile_is_the_figure_that_19_of_20_do_not_exceed() -> None:
    assert style.percentile([*range(1, 21)], 0.95) == 19
    assert style.percentile([7], 0.95) == 7


@pytest.mark.parametrize("path", ["api/utils.py", "common/names.py", "web/base.py"])
def test_a_name_that_holds_anything_is_found(path: str) -> None:
    assert style.badly_named([Source(path, "")]) == [path]


def test_a_package_of_16_modules_is_found() -> None:
    modules = [Source(f"api/chains/m{number}.py", "") for number in range(16)]
    assert style.crowded(modules[:15]) == []
    assert style.crowded(modules) == ["api/chains"]


def test_a_path_that_holds_a_name_twice_is_found() -> None:
    assert style.repeating([Source("facts/facts.py", "")]) == ["facts/facts.py"]


def test_a_class_name_in_two_modules_is_found() -> None:
    planted = [Source("a.py", "class Limits: ..."), Source("b.py", "class Limits: ...")]
    assert style.shared_names(planted) == ["Limits: a.py b.py"]


def test_a_dict_of_anything_is_counted() -> None:
    assert style.loose_dicts(Source("a.py", "def f(x: dict[str, Any]) -> dict[str, int]: ...")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Enterprise) RETURN n",
        "unused\nUNWIND $keys AS key",
        "CREATE CONSTRAINT uscc",
        "MERGE (e:Enterprise {uscc: $uscc})",
        "RETURN count(*)",
        "CALL db.index.fulltext.queryNodes",
    ],
)
def test_cypher_in_a_string_is_found(text: str) -> None:
    planted = Source("usecases/x.py", f"def f():\n    return {text!r}\n")
    assert style.cypher_strings(planted) == ["usecases/x.py:2"]


def test_cypher_in_a_part_of_a_formatted_string_is_found() -> None:
    planted = Source("usecases/x.py", 'def f(label):\n    return f"MATCH (n:{label}) RETURN n"\n')
    assert style.cypher_strings(planted)[:1] == ["usecases/x.py:2"]


def test_a_docstring_may_speak_of_cypher() -> None:
    assert style.cypher_strings(Source("a.py", '"""Sends MATCH (n) RETURN n."""\n')) == []
