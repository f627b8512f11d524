"""What `check` finds, and what a draft leaves to be settled, in the language of who runs it."""

import re

import pytest

from credit_graph.languages.language import Language, asking
from credit_graph.languages.wording import in_words
from credit_graph.message import Message
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.drafting.policy_draft import policy_draft
from credit_graph.seeds.files.mark import MARK
from credit_graph.seeds.files.problem import SeedProblem
from support.small_seeds import LISTS, POLICY, SmallSeeds

TEXT = """襄阳市信用激励措施

一、激励措施
1．对信用良好的企业可优先办理，最高50万元。（责任单位：市商务局）
"""
# The values of keys, and what a key or a code is.
KEPT = re.compile(
    r"[a-z_]+（|null|not_quantities|duty_note|safeguard|credit-graph check|docs/policies\.md"
)


def chinese(seeds: SmallSeeds) -> list[str]:
    with asking(Language.ZH):
        return [
            in_words(Message("{finding} {advice}", finding=f.message, advice=f.advice_message))
            for f in check_seeds(seeds.seed_set()).findings
        ]


@pytest.mark.parametrize(
    ("file", "was", "is_now", "said"),
    [
        (LISTS, "lists:", "lists: [", "不是 YAML：.*请检查此处的缩进、引号和括号。"),
        (LISTS, "colour: pool", "color: pool", "键不识别：'color'不应出现在此处。 ?是否指colour？"),
        (LISTS, "colour: pool", "colour: [pool]", "取值不允许：列表不在允许的取值之内。"),
        (
            POLICY,
            "[{use: in_city}, {use: aeo}]",
            "[{use: in_town}, {use: aeo}]",
            "代码不存在：没有条件'in_town'。 ?已知的有：in_city、",
        ),
        (POLICY, "title: 查验率", 'title: "??? 标题"', "待确认标记：'.*'尚未确认。 ?请阅读文件"),
    ],
)
def test_a_finding_is_in_chinese(file: str, was: str, is_now: str, said: str) -> None:
    found = chinese(SmallSeeds().changed(file, was, is_now))
    assert any(re.search(said, each) for each in found), found


def test_every_kind_of_finding_has_a_title_of_its_own_in_chinese() -> None:
    with asking(Language.ZH):
        titles = [in_words(Message(each.title)) for each in SeedProblem]
    assert len({*titles}) == len(titles)
    assert not {*titles} & {each.title for each in SeedProblem}


def test_the_marks_of_a_draft_are_in_chinese_where_that_is_asked_for() -> None:
    english = policy_draft("xy-2026-1", "xy-2026-1.txt", TEXT)
    with asking(Language.ZH):
        draft = policy_draft("xy-2026-1", "xy-2026-1.txt", TEXT)
    assert draft.count(MARK) == english.count(MARK) > 10
    left = [KEPT.sub("", line.partition(MARK)[2]) for line in draft.splitlines() if MARK in line]
    assert [line for line in left if re.search(r"[a-z]{3,} [a-z]{2,}", line)] == []
    assert "??? 简短的中文标题" in draft
    assert "??? a short title in Chinese" in english
