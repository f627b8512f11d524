"""Whether a fact shows is asked in the same words by every statement (docs/model.md, "Time").

Statements are never built from pieces, so the same few lines stand in dozens of files. One that
differs would show facts that others hide.
"""

import re
from pathlib import Path

import pytest

CYPHER = Path(__file__).parents[2] / "cypher"
COLLECTED = (
    "CALL () { MATCH (c:ChangeSet) WHERE c.published_at > $known_at "
    "RETURN collect(c.id) + '' AS hidden }"
)
SHOWS = re.compile(
    r"NOT (\w+)\.change IN hidden AND \1\.recorded_at <= \$known_at AND "
    r"\(coalesce\(\1\.retracted_by, ''\) IN hidden OR \1\.retracted_at > \$known_at\)"
)
# The first version of a seed file counts as known from the beginning: where not even the eldest
# shows, that one is taken (docs/model.md, "Rules").
ELDEST = "eldest.change IN hidden"
# Registrations are read by id for the days that they once covered, whether withdrawn since or not.
WITHDRAWN_TOO = {
    "enterprises/registrations_by_id.cypher": (
        "WHERE NOT d.change IN hidden AND d.recorded_at <= $known_at RETURN"
    )
}


def body(text: str) -> str:
    """Return a statement without its header and comments, on one line."""
    lines = (line.partition("//")[0] for line in text.splitlines())
    return " ".join(" ".join(lines).split())


def findings(text: str) -> list[str]:
    """Return what a statement says otherwise about whether facts show."""
    asked = body(text)
    if "hidden" not in asked:
        return []
    found = [] if asked.count(COLLECTED) == 1 else ["hidden is not collected as it should be"]
    left = SHOWS.sub("", asked.replace(ELDEST, ""))
    return found + [
        f"asks in its own words: {each}" for each in re.findall(r".{25}IN hidden", left)
    ]


STATEMENTS = {
    path.relative_to(CYPHER).as_posix(): path.read_text("utf-8")
    for path in sorted(CYPHER.rglob("*.cypher"))
}


def test_the_predicate_stands_in_dozens_of_statements() -> None:
    assert sum(len(SHOWS.findall(body(text))) for text in STATEMENTS.values()) > 100
    assert sum(COLLECTED in body(text) for text in STATEMENTS.values()) > 40


def test_every_statement_asks_in_the_same_words_whether_a_fact_shows() -> None:
    found = {
        name: findings(body(text).replace(WITHDRAWN_TOO.get(name, "\n"), ""))
        for name, text in STATEMENTS.items()
    }
    assert {name: each for name, each in found.items() if each} == {}


def test_no_exception_has_lost_its_cause() -> None:
    for name, clause in WITHDRAWN_TOO.items():
        assert clause in body(STATEMENTS[name])


def test_only_seed_texts_take_the_eldest_version() -> None:
    assert [name for name, text in STATEMENTS.items() if ELDEST in text] == [
        "policies/texts.cypher"
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ("c.published_at > $known_at", "c.published_at >= $known_at", "is not collected"),
        ("collect(c.id) + ''", "collect(c.id)", "is not collected"),
        ("NOT f.change IN hidden", "f.change IN hidden", "in its own words"),
        ("f.retracted_by", "g.retracted_by", "in its own words"),
        ("coalesce(f.retracted_by, '') IN", "f.retracted_by IN", "in its own words"),
        ("AND (coalesce", "OR (coalesce", "in its own words"),
        ("f.recorded_at <= $known_at AND ", "", "in its own words"),
        ("f.recorded_at <=", "f.recorded_at <", "in its own words"),
        (" OR f.retracted_at > $known_at", "", "in its own words"),
        ("f.retracted_at >", "f.retracted_at >=", "in its own words"),
    ],
)
def test_other_words_are_found(right: str, wrong: str, finding: str) -> None:
    shows = (
        "NOT f.change IN hidden AND f.recorded_at <= $known_at AND "
        "(coalesce(f.retracted_by, '') IN hidden OR f.retracted_at > $known_at)"
    )
    whole = f"{COLLECTED} MATCH (f) WHERE {shows}"
    assert findings(whole) == []
    (only, *_) = findings(whole.replace(right, wrong))
    assert finding in only
