"""Keys of calendar addresses: what opens which calendar, until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credit_graph.domain.authority.calendar_address import CalendarAddress, genuine_id
from credit_graph.domain.authority.principal import Scope

NOW = datetime(2026, 3, 1, tzinfo=UTC)
END = NOW + timedelta(days=2)
ADDRESS = CalendarAddress("0123456789ab", "port", "phone", "clerk", NOW, END)
KEY = ADDRESS.path(b"secret").removeprefix("/calendar/port.ics?key=")


def test_its_key_opens_its_calendar_until_its_end() -> None:
    assert genuine_id(b"secret", "port", KEY, NOW) == ADDRESS.id
    assert genuine_id(b"secret", "port", KEY, END - timedelta(seconds=1)) == ADDRESS.id
    assert genuine_id(b"secret", "port", KEY, END) is None


@pytest.mark.parametrize(
    ("secret", "agency", "key"),
    [
        (b"another", "port", KEY),
        (b"secret", "tax", KEY),
        (b"secret", "port", KEY.replace("0123", "1123")),
        (b"secret", "port", KEY.replace(str(int(END.timestamp())), str(2**33))),
        (b"secret", "port", KEY + "x"),
        (b"secret", "port", KEY[:-1]),
        (b"secret", "port", ""),
    ],
)
def test_no_other_key_opens_it(secret: bytes, agency: str, key: str) -> None:
    assert genuine_id(secret, agency, key, NOW) is None


def test_it_is_good_until_its_end_unless_it_is_revoked() -> None:
    assert ADDRESS.is_good(NOW)
    assert not ADDRESS.is_good(END)
    assert not replace(ADDRESS, revoked_at=NOW).is_good(NOW)


def test_its_holder_reads_what_is_public_and_nothing_else() -> None:
    holder = ADDRESS.principal()
    assert holder.agency == "port"
    assert holder.scopes == frozenset({Scope.READ_PUBLIC})
    assert KEY not in repr(holder)
