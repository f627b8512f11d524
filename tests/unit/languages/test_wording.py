"""Messages in words: values, dates, names of agencies, what the catalogue lacks."""

from datetime import date

import pytest

from credit_graph.errors import BadUsccError, SeedError, SeedsRejectedError, UnknownCodeError
from credit_graph.languages.catalogue import catalogue
from credit_graph.languages.language import Language
from credit_graph.languages.wording import Wording
from credit_graph.message import AgencyCode, Message, Series

CHINESE = Wording(Language.ZH, {"xm-customs": "厦门海关"}.__getitem__)
ENGLISH = Wording(Language.EN, {"xm-customs": "厦门海关"}.__getitem__)
ASKED = Message("{wanted} on {scheme} ({code})", wanted="高级认证企业", scheme="等级", code="c")
ASK = Message("Not known: {what}. Ask {keeper}.", what=ASKED, keeper=AgencyCode("xm-customs"))


def test_an_agency_is_named_in_chinese_and_keeps_its_code_in_english() -> None:
    assert CHINESE.text(ASK) == "是否取得等级“高级认证企业”尚待登记，请向厦门海关核实。"
    assert ENGLISH.text(ASK) == "Not known: 高级认证企业 on 等级 (c). Ask xm-customs."


def test_days_are_written_as_the_language_writes_them() -> None:
    synced = Message("last sync {day}", day=date(2026, 4, 1))
    assert CHINESE.text(synced) == "最近一次全量更新为2026年4月1日"
    assert ENGLISH.text(synced) == "last sync 2026-04-01"


def test_a_series_takes_the_separator_of_the_language() -> None:
    stated = Message("not {values}", values=Series((Message("true"), Message("false")), " or "))
    assert CHINESE.text(stated) == "是或否以外"
    assert ENGLISH.text(stated) == "not true or false"


def test_official_words_are_the_same_in_every_language() -> None:
    assert CHINESE.text("同等条件下优先") == ENGLISH.text("同等条件下优先") == "同等条件下优先"


def test_what_the_catalogue_lacks_stays_as_it_was_written() -> None:
    reading = Message("A site's own reading {with braces}.")
    assert CHINESE.text(reading) == str(reading) == "A site's own reading {with braces}."
    own = Message("A site's own {thing}.", thing="名单")
    assert CHINESE.text(own) == str(own) == "A site's own 名单."


def test_english_needs_no_catalogue() -> None:
    assert catalogue(Language.EN) == {}


def test_equal_messages_are_one() -> None:
    assert len({Message("Join {name}.", name="甲"), Message("Join {name}.", name="甲")}) == 1
    assert Message("Join {name}.", name="甲") != Message("Join {name}.", name="乙")


@pytest.mark.parametrize(
    ("error", "message", "advice"),
    [
        (
            UnknownCodeError("measure", "pds-2021-7/99", ("pds-2021-7/9",)),
            "没有措施“pds-2021-7/99”。",
            "是否指pds-2021-7/9？",
        ),
        (UnknownCodeError("region", "1"), "没有地区“1”。", "请核对代码。"),
        (
            BadUsccError("91", Message("it does not have 18 characters")),
            "“91”不是统一社会信用代码：应为18位。",
            "请填写营业执照上的18位代码。",
        ),
        (
            SeedsRejectedError(
                (SeedError("a.yaml", 3, "code", Message("it is empty"), Message("Write one.")),)
            ),
            "发现1个问题，未作任何改动。\na.yaml:3: code: 内容为空。 Write one.",
            "",
        ),
    ],
)
def test_errors_are_worded_with_their_advice(
    error: UnknownCodeError, message: str, advice: str
) -> None:
    assert CHINESE.text(error.message) == message
    assert CHINESE.text(error.advice_message) == advice
