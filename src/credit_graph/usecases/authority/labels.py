"""Labels: in a few words, what a key, a calendar's address or a webhook is for."""

from typing import Final

from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

LONGEST_LABEL: Final = 80


_ANYTHING: Final = Message("Say in a few words what it is for.")


def check_label(label: str, fix: Message = _ANYTHING) -> None:
    """Raise `BadArgumentError`, with this advice, unless it is 1 to 80 printable characters."""
    if not (1 <= len(label) <= LONGEST_LABEL and label.isprintable()):
        raise BadArgumentError(
            argument="label",
            why=Message("it is not 1 to {most} printable characters", most=LONGEST_LABEL),
            fix=fix,
        )
