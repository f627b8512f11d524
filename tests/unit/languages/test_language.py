"""Which language a reader asks for."""

import pytest

from credit_graph.languages.language import (
    Language,
    accepted_language,
    asked_language,
    asking,
    content_tag,
    language_of_locale,
)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", Language.EN),
        ("zh", Language.ZH),
        ("ZH-hans-CN", Language.ZH),
        ("zh-TW", Language.ZH),
        ("zh-CN,zh;q=0.9,en;q=0.8", Language.ZH),
        ("en;q=0.5, zh;q=0.9", Language.ZH),
        ("en, zh", Language.EN),
        ("fr, zh;q=0.3", Language.ZH),
        ("fr", Language.EN),
        ("*", Language.EN),
        ("en;q=0, *", Language.ZH),
        ("zh;q=0", Language.EN),
        ("zh;q=2, en;q=0.1", Language.EN),
        ("zh;q=nan, en", Language.EN),
        ("zh;x=1, en", Language.EN),
        (",;,", Language.EN),
        ("fr," * 200 + "zh", Language.EN),
    ],
)
def test_the_most_wanted_language_that_there_is_words_in_is_taken(
    header: str, language: Language
) -> None:
    assert accepted_language(header) is language


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_CN.UTF-8", Language.ZH),
        ("zh-CN", Language.ZH),
        ("en_GB", Language.EN),
        ("C.UTF-8", None),
        ("", None),
        ("de_DE.UTF-8", None),
    ],
)
def test_a_locale_names_its_language(locale: str, language: Language | None) -> None:
    assert language_of_locale(locale) is language


def test_a_language_is_asked_for_inside_its_block_alone() -> None:
    with asking(Language.ZH):
        assert asked_language() is Language.ZH
    assert asked_language() is Language.EN


def test_answers_name_chinese_with_its_region() -> None:
    assert [content_tag(each) for each in Language] == ["en", "zh-CN"]
