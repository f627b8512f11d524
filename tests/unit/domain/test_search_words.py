"""Names are compared without width and case, and no word of theirs is lost in a search."""

import pytest

from credit_graph.domain.search_words import STOP_WORDS, folded, kept_words, needs_kept_form


@pytest.mark.parametrize(
    ("text", "same"),
    [("３Ｍ", "3m"), ("ＡＢＣ Ltd", "abc ltd"), ("海关", "海关"), ("⻓城⾯粉", "长城面粉")],
)
def test_width_and_case_make_no_difference(text: str, same: str) -> None:
    assert folded(text) == same


@pytest.mark.parametrize("word", sorted(STOP_WORDS))
def test_every_word_that_the_analyzer_leaves_out_is_made_longer_by_a_letter(word: str) -> None:
    name = f"Trade {word.upper()} Co"
    assert needs_kept_form(name)
    kept = kept_words(name).split()
    assert (kept[0], kept[2]) == ("trade", "co")
    assert kept[1].startswith(word)
    assert kept[1][len(word) :].isalpha()


@pytest.mark.parametrize("text", ["Andes Theory", "a1", "3t", "虚构有限公司", ""])
def test_words_that_only_contain_one_of_those_stay_as_they_are(text: str) -> None:
    assert not needs_kept_form(text)
    assert kept_words(text) == folded(text)


def test_the_same_words_are_kept_alike_whatever_their_width_and_case() -> None:
    assert kept_words("Bank OF China") == kept_words("ＢＡＮＫ ｏｆ china")
    assert kept_words("Bank of China") != kept_words("Bank China")


@pytest.mark.parametrize("text", ["虚构Ⅲ号", "甲①", "100㎡", "ｶﾅ", "⻓城"])
def test_what_the_analyzer_folds_otherwise_is_kept_in_a_form_of_its_own(text: str) -> None:
    assert needs_kept_form(text)
    assert kept_words(text) == folded(text)


@pytest.mark.parametrize("text", ["ＡＢＣ　公司", "虚构（厦门）外贸", "Andes"])
def test_width_and_case_need_no_form_of_their_own(text: str) -> None:
    assert not needs_kept_form(text)
