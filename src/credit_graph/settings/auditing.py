"""What is kept of who read and who was refused, and what the audit log is signed with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from credit_graph.errors import SettingError
from credit_graph.message import Message

_LONGEST_DAYS = 3_660
_USUAL_DAYS = 183


@dataclass(frozen=True, slots=True)
class Auditing:
    """`readers`: whose reading is logged, tokens, all or off.

    Records of reading and of refused attempts are kept for `days`. `key`: the file with the
    signing key, None for `audit.key` in the state directory.
    """

    readers: str = "tokens"
    days: int = _USUAL_DAYS
    key: Path | None = None


def read_auditing(environment: Mapping[str, str]) -> Auditing:
    """Read all of it; raise `SettingError` for the first that is wrong."""
    readers = environment.get("CREDIT_GRAPH_ACCESS_LOG", "tokens")
    if readers not in ("tokens", "all", "off"):
        raise SettingError(
            setting="CREDIT_GRAPH_ACCESS_LOG",
            why=Message("{readers!r} is none of tokens, all, off", readers=readers),
        )
    text = environment.get("CREDIT_GRAPH_ACCESS_LOG_DAYS", str(_USUAL_DAYS))
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(_LONGEST_DAYS))
    if not is_number or not 1 <= int(text) <= _LONGEST_DAYS:
        raise SettingError(
            setting="CREDIT_GRAPH_ACCESS_LOG_DAYS",
            why=Message(
                "{text!r} is not a whole number from 1 to {longest_days}",
                text=text,
                longest_days=_LONGEST_DAYS,
            ),
        )
    key = environment.get("CREDIT_GRAPH_AUDIT_KEY")
    return Auditing(readers, int(text), Path(key).expanduser().absolute() if key else None)
