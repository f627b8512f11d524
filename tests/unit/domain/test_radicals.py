"""CJK radicals are read as the ideographs that they look like."""

import unicodedata

import pytest

from credit_graph.domain.radicals import RADICAL, with_ideographs

RADICALS = [chr(code) for code in range(0x2E80, 0x2FE0) if RADICAL.match(chr(code))]


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("⾼级认证企业", "高级认证企业"),
        ("⻓期有效", "长期有效"),
        ("⼈⺠政府⻔⼾⽹站", "人民政府门户网站"),
        ("⻰⻢⻋辆⾦融", "龙马车辆金融"),
        ("高级 ＡＢＣ", "高级 ＡＢＣ"),
        ("⺀⺚", "⺀⺚"),
    ],
)
def test_what_is_copied_out_of_a_pdf_reads_as_it_was_written(copied: str, meant: str) -> None:
    assert with_ideographs(copied) == meant


def test_every_radical_has_one_ideograph_and_no_ideograph_is_touched() -> None:
    assert len(RADICALS) == 114 + 214
    for each in RADICALS:
        meant = with_ideographs(each)
        assert unicodedata.name(meant).startswith("CJK UNIFIED IDEOGRAPH"), each
        assert with_ideographs(meant) == meant


def test_it_agrees_with_nfkc_but_for_a_traditional_form() -> None:
    compared = [each for each in RADICALS if unicodedata.normalize("NFKC", each) != each]
    assert len(compared) == 214 + 2
    differing = [
        each for each in compared if with_ideographs(each) != unicodedata.normalize("NFKC", each)
    ]
    assert differing == ["⼾"]
