"""Names in unit brackets, and numerals in item numbers."""

import doctest

import pytest

from credit_graph.domain.duties.duty import DutyRole
from credit_graph.seeds.proofs.unit_names import UnitName, unit_names
from credit_graph.seeds.transcription import numeral
from credit_graph.seeds.transcription.numeral import arabic


def plain(*names: str) -> tuple[UnitName, ...]:
    return tuple(UnitName(name, None, open_ended=False) for name in names)


def test_names_are_split_at_every_mark_between_them() -> None:
    assert unit_names("甲、乙，丙,丁；戊") == plain("甲", "乙", "丙", "丁", "戊")


def test_a_name_with_a_bracket_of_its_own_is_one_name() -> None:
    text = "市商务局、中国人民银行厦门市分行（外汇管理局、厦门市分局，等）、厦门港口局）"
    assert unit_names(text) == plain(
        "市商务局", "中国人民银行厦门市分行（外汇管理局、厦门市分局，等）", "厦门港口局"
    )


def test_reading_ends_with_the_bracket() -> None:
    assert unit_names("平顶山海关）关)后文、再后") == plain("平顶山海关")


def test_white_space_and_empty_names_do_not_count() -> None:
    assert unit_names("平顶山\n\f海关、、 ") == plain("平顶山海关")
    assert unit_names("") == ()


def test_roles_and_open_ends_are_those_of_the_group() -> None:
    assert unit_names("甲牵头,乙、丙等按职责分别负责)") == (
        UnitName("甲", DutyRole.LEAD, open_ended=False),
        UnitName("乙", DutyRole.EACH_BY_DUTY, open_ended=True),
        UnitName("丙", DutyRole.EACH_BY_DUTY, open_ended=True),
    )
    assert unit_names("甲牵头，乙配合") == (
        UnitName("甲", DutyRole.LEAD, open_ended=False),
        UnitName("乙", DutyRole.SUPPORT, open_ended=False),
    )
    # 负责 alone says who answers, and gives no role.
    assert unit_names("甲负责，乙、丙等负责）") == (
        UnitName("甲", None, open_ended=False),
        UnitName("乙", None, open_ended=True),
        UnitName("丙", None, open_ended=True),
    )
    assert unit_names("甲、乙等") == (
        UnitName("甲", None, open_ended=True),
        UnitName("乙", None, open_ended=True),
    )


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", "1"),
        ("九", "9"),
        ("十", "10"),
        ("十一", "11"),
        ("二十", "20"),
        ("九十九", "99"),
        ("7", "7"),
        ("12", "12"),
        ("", ""),
        ("甲", "甲"),
        ("十甲", "十甲"),
        ("一二", "一二"),
        ("十十", "十十"),
    ],
)
def test_chinese_numerals_become_arabic_and_the_rest_stays(numeral: str, number: str) -> None:
    assert arabic(numeral) == number


def test_the_example_in_the_docstring_is_true() -> None:
    assert doctest.testmod(numeral).failed == 0
