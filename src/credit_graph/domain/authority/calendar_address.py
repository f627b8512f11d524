"""Addresses of calendars that need no header: a signed capability for one agency's calendar.

The key in an address reads `cal_<id>_<end>_<signature>`: whoever holds it may read that calendar,
until its end or until it is revoked. The signature covers agency, id and end, so that a forged key
is refused without asking the database; the graph keeps no secret of it.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope

MOST_ADDRESSES: Final = 100
"""Addresses of one agency that have not ended."""

LONGEST_DAYS: Final = 366
USUAL_DAYS: Final = 180

_KEY: Final = re.compile(
    r"cal_(?P<id>[0-9a-f]{12})_(?P<end>[0-9]{1,11})_(?P<signature>[A-Za-z0-9_-]{32})"
)
_SIGNATURE_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class CalendarAddress:
    """An address as it is kept; it is good from `issued_at` to before `expires_at`."""

    id: str
    agency: str
    label: str
    issued_by: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_good(self, at: datetime) -> bool:
        """Tell whether it opens the calendar at an instant."""
        return self.revoked_at is None and at < self.expires_at

    def path(self, secret: bytes) -> str:
        """Return path and query of the address; whoever has it reads the calendar."""
        end = int(self.expires_at.timestamp())
        signature = _signature(secret, self.agency, self.id, end)
        return f"/calendar/{self.agency}.ics?key=cal_{self.id}_{end}_{signature}"

    def principal(self) -> Principal:
        """Return whom whoever holds it stands for: a reader of what is public."""
        return Principal(
            kind=PrincipalKind.AGENCY,
            subject=self.label,
            scopes=frozenset({Scope.READ_PUBLIC}),
            agency=self.agency,
            token_id=f"cal_{self.id}",
        )


def genuine_id(secret: bytes, agency: str, key: str, at: datetime) -> str | None:
    """Return the id of an address of an agency whose key was signed here and has not ended."""
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    end = int(match["end"])
    expected = _signature(secret, agency, match["id"], end)
    if not hmac.compare_digest(expected, match["signature"]):
        return None
    return match["id"] if at < datetime.fromtimestamp(end, UTC) else None


def _signature(secret: bytes, agency: str, address_id: str, end: int) -> str:
    message = f"calendar address\0{agency}\0{address_id}\0{end}".encode()
    digest = hmac.new(secret, message, sha256).digest()[:_SIGNATURE_BYTES]
    return urlsafe_b64encode(digest).decode()
