from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.errors import BadCursorError

SEAL = CursorSeal(b"a secret that processes share")
positions = st.lists(st.text() | st.integers(-(2**53), 2**53), min_size=1, max_size=4).map(tuple)


@given(position=positions, scope=st.text())
def test_a_cursor_opens_to_the_position_it_was_made_of(
    position: tuple[str | int, ...], scope: str
) -> None:
    assert SEAL.open(scope, SEAL.seal(scope, position)) == position


def test_a_cursor_of_another_scope_is_refused() -> None:
    cursor = SEAL.seal("enterprises/region=410400", ("9141",))
    with pytest.raises(BadCursorError, match="another query, order or filter"):
        SEAL.open("enterprises/region=350200", cursor)


def test_a_cursor_of_another_secret_is_refused() -> None:
    with pytest.raises(BadCursorError):
        SEAL.open("s", CursorSeal(b"another").seal("s", ("a",)))


@pytest.mark.parametrize("text", ["", "a", "not base64 !", "名", "AAAA", "A" * 4_000])
def test_a_text_that_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(BadCursorError):
        SEAL.open("s", text)


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_cursor_with_a_changed_byte_is_refused(place: int, change: int) -> None:
    cursor = SEAL.seal("s", ("91410400XN00000125", 7))
    raw = bytearray(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    raw[place % len(raw)] ^= change
    with pytest.raises(BadCursorError):
        SEAL.open("s", urlsafe_b64encode(bytes(raw)).decode().rstrip("="))


@given(st.integers(0, 200), st.sampled_from(["=", "==", "\n", "\r\n", " ", "*", "\0", "%3D", "A"]))
def test_a_cursor_with_characters_added_is_refused(place: int, added: str) -> None:
    cursor = SEAL.seal("s", ("91410400XN00000125", 7))
    at = place % (len(cursor) + 1)
    for changed in (cursor[:at] + added + cursor[at:], cursor + added, added + cursor):
        with pytest.raises(BadCursorError):
            SEAL.open("s", changed)


def test_no_other_spelling_of_a_cursor_is_taken() -> None:
    for position in (("a",), ("ab",), ("abc",)):
        cursor = SEAL.seal("s", position)
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        for letter in alphabet.replace(cursor[-1], ""):
            with pytest.raises(BadCursorError):
                SEAL.open("s", cursor[:-1] + letter)
