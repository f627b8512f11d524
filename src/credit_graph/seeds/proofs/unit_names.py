"""Names in a unit bracket: （责任单位：A、B） or (A牵头,B、C等按职责分别负责)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from credit_graph.domain.duties.duty import DutyRole
from credit_graph.seeds.files.document import folded

_OPENING, _CLOSING = "（(", "）)"
_BETWEEN_NAMES = "、"
_BETWEEN_GROUPS = "，,；;"
_ROLES = {
    "牵头": DutyRole.LEAD,
    "配合": DutyRole.SUPPORT,
    "按职责分别负责": DutyRole.EACH_BY_DUTY,
}
# 负责 alone names who answers and no role: （市税务局负责）.
_ENDING = re.compile(rf"(等)?({'|'.join(_ROLES)}|负责)?$")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name with the role its group states, if any, and whether the group closes with 等."""

    name: str
    role: DutyRole | None
    open_ended: bool


def unit_names(text: str) -> tuple[UnitName, ...]:
    """Return the names of a bracket's text; a name's own bracket is never split.

    中国人民银行厦门市分行（外汇管理局厦门市分局） is one name. Reading ends at a closing bracket
    that was not opened.
    """
    return tuple(name for group in _groups(folded(text)) for name in _names(group))


def _groups(text: str) -> Iterator[str]:
    """Yield the parts between commas outside of inner brackets."""
    depth = start = 0
    for at, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth < 0:
            yield text[start:at]
            return
        if depth == 0 and sign in _BETWEEN_GROUPS:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def _names(group: str) -> Iterator[UnitName]:
    ending = _ENDING.search(group)
    listed = group[: ending.start()] if ending else group
    role = _ROLES.get(ending.group(2) or "") if ending else None
    open_ended = bool(ending and ending.group(1))
    for name in _outside_brackets(listed):
        if name:
            yield UnitName(name, role, open_ended)


def _outside_brackets(text: str) -> Iterator[str]:
    depth = start = 0
    for at, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth == 0 and sign in _BETWEEN_NAMES:
            yield text[start:at]
            start = at + 1
    yield text[start:]
