"""What becomes of a change that somebody asks to have recorded."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from credit_graph.errors import CreditGraphError
from credit_graph.message import Words


class RecordingOutcome(StrEnum):
    """What was done.

    `UNCHANGED`: exactly that stood already; the change is on record, and no fact was touched.
    """

    RECORDED = "recorded"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    RETRACTED = "retracted"


@dataclass(eq=False)
class ImportUnfinishedError(CreditGraphError):
    """A change beside an import whose rows were checked against what stood before; not applied."""

    import_id: Words
    code: ClassVar[str] = "IMPORT_UNFINISHED"
    happened: ClassVar[str] = "Nothing can be recorded while {import_id} is unfinished."
    remedy: ClassVar[str] = (
        "Ask again with the same idempotency key when it has ended. One that was interrupted is "
        "resumed by its command, or taken away by `credit-graph imports abandon`."
    )
