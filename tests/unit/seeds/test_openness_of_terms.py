"""A term of the vocabulary states who is shown the facts that are written in it."""

import pytest

from credit_graph.domain.openness import Openness
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from support.small_seeds import (
    COMMITMENTS,
    LISTS,
    SCHEMES,
    STATEMENTS,
    VIOLATIONS,
    SmallSeeds,
)

TERMS = {
    "schemes": ("customs", SCHEMES, "keeper_words:"),
    "lists": ("cultivated", LISTS, "gloss: Pool"),
    "statements": ("wants_aeo", STATEMENTS, "gloss: Wants"),
    "commitments": ("papers_later", COMMITMENTS, "gloss: Papers"),
    "violations": ("tax_breach", VIOLATIONS, "gloss: Tax"),
}


@pytest.mark.parametrize("noun", TERMS)
@pytest.mark.parametrize("openness", Openness)
def test_a_term_states_its_openness_and_is_public_otherwise(noun: str, openness: Openness) -> None:
    code, file, old = TERMS[noun]
    unstated = build_rulebook(SmallSeeds().seed_set()).vocabulary
    assert getattr(unstated, noun)[code].openness is Openness.PUBLIC
    assert unstated.all_open
    separator = "\n  " if noun == "schemes" else ", "
    seeds = SmallSeeds().changed(file, old, f"openness: {openness.value}{separator}{old}")
    found = build_rulebook(seeds.seed_set()).vocabulary
    assert getattr(found, noun)[code].openness is openness
    assert found.all_open is (openness is Openness.PUBLIC)


def test_no_document_states_that_facts_are_not_public() -> None:
    assert build_rulebook(read_seeds(seeds_folder())).vocabulary.all_open
