"""Labels: in a few words, what a key, a calendar's address or a webhook is for."""

from typing import Final

from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

LONGEST_LABEL: Final = 80


def is_label(text: str) -> bool:
    """Tell whether a text may be a label: 1 to 80 printable characters."""
    return 1 <= len(text) <= LONGEST_LABEL and text.isprintable()


def check_label(label: str) -> None:
    """Raise `BadArgumentError` for what is no label."""
    if not is_label(label):
        raise BadArgumentError(
            argument="label",
            why=Message("it is not 1 to {most} printable characters", most=LONGEST_LABEL),
            fix=Message("Say in a few words what it is for."),
        )
