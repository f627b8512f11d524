"""Finished English sentences find their message again, so that they can be put into Chinese."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from credit_graph.intake.reconciling import reasons
from credit_graph.languages.language import Language
from credit_graph.languages.recognition import Recognizer
from credit_graph.languages.wording import Wording
from credit_graph.message import Message

CHINESE = Wording(Language.ZH)
DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31))
SAID = st.one_of(
    st.builds(reasons.no_entry, DAY),
    st.builds(reasons.other_level, DAY),
    st.builds(reasons.other_level_or_none, DAY),
    st.just(reasons.OTHER_ENTRY),
)
STARTS = st.one_of(
    st.builds(reasons.from_the_list, DAY, SAID),
    st.builds(reasons.first_day_stays, DAY, SAID, DAY),
)
REASON = st.one_of(
    STARTS,
    st.builds(reasons.goes_on, DAY, st.none() | STARTS),
    st.builds(reasons.turn_settled, DAY, DAY),
    st.just(reasons.SAME_DAY),
)


@given(REASON)
def test_a_reason_on_record_reads_in_both_languages_as_when_it_was_found(reason: Message) -> None:
    found = reasons.reason_of(str(reason))
    assert str(found) == str(reason)
    assert CHINESE.text(found) == CHINESE.text(reason)


def test_a_reason_reads_as_an_officer_writes_it() -> None:
    reason = reasons.first_day_stays(
        date(2026, 1, 1), reasons.no_entry(date(2026, 2, 1)), date(2026, 2, 15)
    )
    assert CHINESE.text(reason) == (
        "该行载明2026年1月1日，但2026年2月1日的完整名单上没有该条目，因此起始日期仍为2026年2月15日"
    )


def test_what_no_template_fits_stays_as_it_is() -> None:
    known = Recognizer(["There is no {noun} {given!r}.", "Nothing."])
    assert known.message("There is a list.") == "There is a list."
    assert known.message("Nothing.") == Message("Nothing.")


def test_the_template_with_more_fixed_words_is_tried_first() -> None:
    known = Recognizer(["{what}.", "It has {count} cells."])
    assert known.message("It has 4 cells.") == Message("It has {count} cells.", count="4")


def test_a_value_shown_twice_is_the_same_in_both_places() -> None:
    known = Recognizer(["Use {name} or {name}."])
    assert known.message("Use a or a.") == Message("Use {name} or {name}.", name="a")
    assert known.message("Use a or b.") == "Use a or b."
