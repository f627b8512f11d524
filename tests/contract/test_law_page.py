"""docs/law.md says what each turn of the law changes in answers, and nothing else changes."""

import os
import re
from pathlib import Path

import pytest

from support.law_turn import PROFILES, REGIONS, row
from support.official_rules import official_rulebook

PAGE = Path(__file__).parents[2] / "docs" / "law.md"
HEAD = f"| an enterprise that is | {' | '.join(f'`{policy}`' for policy in REGIONS)} |"


def test_the_answers_of_the_five_policies_differ_over_the_turn_as_the_page_says() -> None:
    lines = [HEAD, "|---" * (len(REGIONS) + 1) + "|", *map(row, PROFILES)]
    table = "\n".join(lines)
    if os.environ.get("CREDIT_GRAPH_WRITE_PAGES"):
        text = PAGE.read_text("utf-8")
        PAGE.write_text(re.sub(rf"{re.escape(HEAD)}\n(\|.*\n)+", f"{table}\n", text), "utf-8")
    assert table in PAGE.read_text("utf-8")


@pytest.mark.parametrize("code", ["order-237", "order-251", "order-282", "ndrc-36"])
def test_each_order_of_the_vocabulary_stands_there_with_its_day_and_source(code: str) -> None:
    words = official_rulebook().vocabulary
    assert words.repair is not None
    versions = {each.code: each for each in words.schemes["customs"].versions}
    order = words.repair if code == words.repair.code else versions[code]
    [line] = [
        line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| `{code}` |")
    ]
    assert order.valid_from.isoformat() in line
    assert order.source in line


def test_every_interpretation_of_a_turn_stands_there_in_its_own_words() -> None:
    words = official_rulebook().vocabulary
    assert words.repair is not None
    page = " ".join(PAGE.read_text("utf-8").replace("\n> ", " ").split())
    customs = words.schemes["customs"]
    readings = [version.reading for version in customs.versions if version.reading]
    readings += [level.reading for level in customs.levels if level.reading]
    for reading in (*readings, words.repair.reading, words.repair.older_reading):
        assert " ".join(reading.split()) in page
