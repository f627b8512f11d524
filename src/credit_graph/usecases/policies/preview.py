"""What a loading would change, as a file."""

from pathlib import Path

from credit_graph.errors import BadArgumentError
from credit_graph.errors.causes import system_cause
from credit_graph.intake.csv_text import cells_line
from credit_graph.message import Message
from credit_graph.usecases.policies.plan import LoadingPlan


def write_preview(plan: LoadingPlan, path: Path) -> None:
    """Write one line of CSV per file: its path, the folder it comes from, what becomes of it.

    Raises `BadArgumentError` if the file cannot be written.
    """
    lines = [("file", "from", "effect")]
    lines += [(each.path, each.origin, each.effect.value) for each in plan.changes]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(map(cells_line, lines)), "utf-8")
    except OSError as error:
        why = Message(
            "{path} cannot be written ({cause})", path=str(path), cause=system_cause(error)
        )
        raise BadArgumentError("--preview", why, Message("Give another path.")) from None
