"""What becomes of a change that somebody asks to have recorded."""

from enum import StrEnum


class RecordingOutcome(StrEnum):
    """What was done.

    `UNCHANGED`: exactly that stood already; the change is on record, and no fact was touched.
    """

    RECORDED = "recorded"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    RETRACTED = "retracted"
