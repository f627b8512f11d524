"""Which body answers on a day, compared with a slow second version over generated successions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_graph.domain.duties.succession import Succession, Successions

SEEN = date(2026, 11, 28)
BEFORE, TURN, AFTER = date(2023, 8, 17), date(2023, 8, 18), date(2023, 8, 19)
BODIES = "abcdef"
SUBJECTS = ("p/1", "p/2")


def passed(body: str, heir: str | None, *subjects: str, since: date | None = TURN) -> Succession:
    return Succession(body, heir, since, None, subjects, "a page of 2023-08-18", SEEN)


RENAMED = Successions([passed("a", "b")])
DIVIDED = Successions([passed("a", "b", "p/1"), passed("a", "c")])
PARTLY = Successions([passed("a", "b", "p/1")])
LOST = Successions([passed("a", None)])
CHAIN = Successions([passed("a", "b", since=BEFORE), passed("b", "c")])


@pytest.mark.parametrize(
    ("successions", "day", "subject", "living"),
    [
        (RENAMED, BEFORE, None, ("a",)),
        (RENAMED, TURN, None, ("b",)),
        (RENAMED, AFTER, "p/1", ("b",)),
        (DIVIDED, TURN, "p/1", ("b",)),
        (DIVIDED, TURN, "p/2", ("c",)),
        (DIVIDED, TURN, None, ("c",)),
        (PARTLY, TURN, "p/1", ("b",)),
        (PARTLY, TURN, "p/2", ("a",)),
        (PARTLY, TURN, None, ("a",)),
        (LOST, BEFORE, None, ("a",)),
        (LOST, TURN, None, ()),
        (CHAIN, BEFORE, None, ("b",)),
        (CHAIN, TURN, None, ("c",)),
        (Successions([passed("a", "b", since=None)]), date(1990, 1, 1), None, ("b",)),
        (Successions([passed("a", "b"), passed("a", "c")]), TURN, None, ("b", "c")),
    ],
)
def test_who_answers_on_a_day(
    successions: Successions, day: date, subject: str | None, living: tuple[str, ...]
) -> None:
    assert successions.living("a", day, subject) == living


def test_an_heir_answers_for_what_it_took_over_and_for_nothing_else() -> None:
    assert DIVIDED.ancestors("b", TURN, "p/1") == ("a",)
    assert DIVIDED.ancestors("b", TURN, "p/2") == ()
    assert DIVIDED.ancestors("b", BEFORE, "p/1") == ()
    assert CHAIN.ancestors("c", TURN, "p/1") == ("b", "a")
    assert [each.body for each in CHAIN.to("c")] == ["b"]


generated = st.lists(
    st.builds(
        lambda pair, since, subjects: passed(pair[0], pair[1], *subjects, since=since),
        # Heirs come later in the alphabet, or are unknown: nobody is its own heir.
        st.tuples(st.sampled_from(BODIES), st.sampled_from([*BODIES, None])).filter(
            lambda pair: pair[1] is None or pair[0] < pair[1]
        ),
        st.sampled_from([None, BEFORE, TURN, AFTER]),
        st.lists(st.sampled_from(SUBJECTS), max_size=2, unique=True),
    ),
    max_size=8,
)


def plain_living(every: list[Succession], body: str, day: date, subject: str | None) -> set[str]:
    """Replay: every body that can be reached, less those that have passed the subject on."""
    reached, answering = [body], set()
    for at in reached:
        happened = [s for s in every if s.body == at and (s.since or day) <= day]
        one = [s for s in happened if subject is not None and subject in s.subjects]
        rest = [s for s in happened if s.subjects == ()]
        used = one or rest
        if used:
            reached.extend(s.heir for s in used if s.heir is not None and s.heir not in reached)
        else:
            answering.add(at)
    return answering


@given(
    every=generated,
    body=st.sampled_from(BODIES),
    day=st.sampled_from([BEFORE, TURN, AFTER]),
    subject=st.sampled_from([None, *SUBJECTS]),
)
def test_any_successions_agree_with_a_plain_replay(
    every: list[Succession], body: str, day: date, subject: str | None
) -> None:
    found = Successions(every)
    assert set(found.living(body, day, subject)) == plain_living(every, body, day, subject)
    for each in BODIES if subject else ():
        answers = body in plain_living(every, each, day, subject)
        assert (each in found.ancestors(body, day, subject or "")) is (answers and each != body)
