"""Which language a reader asks for."""

from collections.abc import Mapping

import pytest

from credit_graph.languages.language import (
    Language,
    accepted_language,
    asked_language,
    asking,
    content_tag,
    language_of_environment,
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
    ("environment", "language"),
    [
        ({}, Language.EN),
        ({"LANG": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "zh-CN"}, Language.ZH),
        ({"LANG": "en_GB"}, Language.EN),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, Language.EN),
        ({"LANG": "de_DE", "LC_MESSAGES": "zh"}, Language.ZH),
        ({"LANG": "zh", "LC_ALL": ""}, Language.ZH),
    ],
)
def test_the_locale_names_the_language(environment: Mapping[str, str], language: Language) -> None:
    assert language_of_environment(environment) is language


def test_a_language_is_asked_for_inside_its_block_alone() -> None:
    with asking(Language.ZH):
        assert asked_language() is Language.ZH
    assert asked_language() is Language.EN


def test_answers_name_chinese_with_its_region() -> None:
    assert [content_tag(each) for each in Language] == ["en", "zh-CN"]
