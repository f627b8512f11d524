"""Hostile and careless YAML is refused with file and line."""

import time
from datetime import date

import pytest

from credit_graph.errors import SeedError, SeedsRejectedError
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.node import Plain, plain
from credit_graph.seeds.files.sources import SeedFile
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.seeds.transcription.composition import DEEPEST, compose
from support.small_seeds import POLICY, REGIONS, SmallSeeds

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def findings(text: str) -> tuple[SeedError, ...]:
    ledger = Findings()
    compose(SeedFile("policies/x.yaml", text), ledger)
    return ledger.findings


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: !!python/object/apply:os.system ['x']\n", 2, "tag: the tag tag:yaml.org,2002:"),
        ("a: 1\nb: !custom 1\n", 2, "tag: the tag !custom is refused"),
        ('a: 1\nb: !!binary "eA=="\n', 2, "tag: the tag tag:yaml.org,2002:binary is refused"),
        ("a: 1\nb: &x 1\n", 2, "anchor or alias: &x is refused"),
        ("a: &x {}\nb:\n  <<: *x\n", 1, "anchor or alias: &x is refused"),
        ("a:\n  <<: {b: 1}\n", 2, "merge key: `<<` is refused"),
        ("a: 1\nb: 2\na: 3\n", 3, "duplicate key: 'a' is already on line 1"),
        ("x:\n- a: 1\n  a: 2\n", 3, "duplicate key: 'a' is already on line 2"),
        ("a: 1\n2: b\n", 2, "key is not text: a key is the number 2"),
        ("a: 1\n? [b]\n: c\n", 2, "key is not text: a key is a list or mapping"),
        ("a: 1\n~: b\n", 2, "key is not text: a key is nothing"),
        ("a: 1\n2024-01-01: b\n", 2, "key is not text: a key is the day 2024-01-01"),
        ("a: 1\ntrue: b\n", 2, "key is not text: a key is true"),
        ("a: 1\nb: x\x00y\n", 2, "control character: the character U+0000 is not allowed"),
        ("a: 1\nb: x\u2028y\n", 2, "control character: the character U+2028 is not allowed"),
        ("a: 1\nb: \ud800\n", 2, "control character: the character U+D800 is not allowed"),
        ("a: 1\nb: 人⺠⻔\n", 2, "CJK radical: the CJK radical U+2EA0 stands for the ideograph 民"),
        ("a: 1\nb: [\n", 3, "not YAML: "),
        ("a: 1\n\tb: 2\n", 2, "not YAML: "),
        ("a: 1\nb: *nowhere\n", 2, "anchor or alias: *nowhere is refused"),
        ("", 1, "not one document: a seed file holds one YAML document, this one holds nothing"),
        ("a: 1\n---\nb: 2\n", 2, "not one document: a seed file holds one YAML document, this"),
        ("# " + "x" * 1_000_000, 1, "file too large: it has more than 1000000 bytes"),
    ],
)
def test_a_trick_is_refused_with_its_line(text: str, line: int, problem: str) -> None:
    finding = findings(text)[0]
    assert (finding.file, finding.line, finding.path) == ("policies/x.yaml", line, "")
    assert str(finding.problem).startswith(problem)
    assert finding.advice


def test_a_billion_laughs_cost_nothing() -> None:
    started = time.perf_counter()
    assert all(str(each.problem).startswith("anchor or alias") for each in findings(LAUGHS))
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_deep_nesting_is_refused_before_it_is_followed(opening: str) -> None:
    started = time.perf_counter()
    [finding] = findings(opening * 200_000)
    assert str(finding.problem).startswith(("nested too deep: more than 40 levels", "not YAML"))
    assert time.perf_counter() - started < 1


def test_nesting_is_counted_exactly() -> None:
    assert findings("[" * DEEPEST + "]" * DEEPEST) == ()
    assert len(findings("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))) == 1


def test_a_file_full_of_tricks_is_cut_off() -> None:
    found = findings("".join(f"- &a{number} x\n" for number in range(50_000)))
    assert len(found) == 201


def test_several_slips_of_a_file_are_all_told() -> None:
    found = findings("a: 1\na: 2\nb: 3\nb: 4\n5: 6\n")
    assert [each.line for each in found] == [2, 4, 5]


def test_nothing_of_a_set_with_hostile_yaml_is_used() -> None:
    seeds = SmallSeeds().changed(REGIONS, "gloss: Henan", "gloss: !!str Henan")
    with pytest.raises(SeedsRejectedError, match=r"vocabulary/regions.yaml:2: file: tag"):
        build_rulebook(seeds.seed_set())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("7", 7),
        ("-7", -7),
        ("2.5", 2.5),
        ("2024-02-29", date(2024, 2, 29)),
        ('"7"', "7"),
        ("'2024-02-29'", "2024-02-29"),
        ("yes", "yes"),
        ("no", "no"),
        ("0410", "0410"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("12:30", "12:30"),
        ("1e5", "1e5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2023-02-29", "2023-02-29"),
        ("9" * 19, "9" * 19),
        ("9" * 5_000, "9" * 5_000),
        ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
    ],
)
def test_an_unquoted_word_means_what_the_core_schema_says(written: str, meant: Plain) -> None:
    ledger = Findings()
    root = compose(SeedFile("x.yaml", f"a: {written}\n"), ledger)
    assert root is not None
    assert plain(root.node) == {"a": meant}
    assert type(plain(root.into("a").node)) is type(meant)


def test_lines_are_those_of_an_editor() -> None:
    seeds = SmallSeeds().changed(POLICY, "title: 优先", "titel: 优先")
    for ending in ("\n", "\r\n"):
        text = seeds.texts[POLICY].replace("\n", ending)
        with pytest.raises(SeedsRejectedError) as raised:
            build_rulebook(seeds.having(POLICY, text).seed_set())
        assert {each.line for each in raised.value.findings} == {
            seeds.line(POLICY, '- number: "2"'),
            seeds.line(POLICY, "titel"),
        }
