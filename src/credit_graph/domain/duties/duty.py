"""Duties: who leads, supports or carries a measure or an obligation."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit_graph.domain.citation import Citation


class DutyRole(StrEnum):
    """Roles as the documents state them; none is inferred from the order of names."""

    LEAD = "lead"  # 牵头
    SUPPORT = "support"  # 配合
    EACH_BY_DUTY = "each_by_duty"  # 按职责分别负责
    RESPONSIBLE = "responsible"  # 责任单位


class DutyOrigin(StrEnum):
    """Where in a document a duty is stated."""

    HEADING = "heading"
    BRACKET = "bracket"
    TABLE = "table"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Duty:
    """One agency's part in one subject.

    `subject` is the full code of a measure or obligation. `role` is `None` where a sentence
    names an actor without a role. `open_ended` marks a list of names that closes with 等;
    `text_from` is that of the subject.
    """

    code: str
    agency: str
    role: DutyRole | None
    origin: DutyOrigin
    subject: str
    citation: Citation
    open_ended: bool = False
    text_from: date | None = None
