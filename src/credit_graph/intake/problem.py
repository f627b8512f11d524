"""What can be wrong with a row: stable codes, and the words that say it.

The codes are part of the contract: docs/import.md explains each with an example and a remedy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from credit_graph.languages.language import asked_language
from credit_graph.languages.wording import Wording
from credit_graph.message import Message, Value


class Code(StrEnum):
    """Why a row was rejected."""

    NOT_UTF8 = "NOT_UTF8"
    BAD_QUOTING = "BAD_QUOTING"
    ROW_TOO_LONG = "ROW_TOO_LONG"
    CONTROL_CHARACTER = "CONTROL_CHARACTER"
    TOO_FEW_CELLS = "TOO_FEW_CELLS"
    TOO_MANY_CELLS = "TOO_MANY_CELLS"
    CELL_WITHOUT_COLUMN = "CELL_WITHOUT_COLUMN"
    MISSING_VALUE = "MISSING_VALUE"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    CELL_ERROR = "CELL_ERROR"
    CELL_TYPE = "CELL_TYPE"
    NOT_COMPUTED = "NOT_COMPUTED"
    USCC_NUMBER = "USCC_NUMBER"
    USCC_LENGTH = "USCC_LENGTH"
    USCC_CHARACTER = "USCC_CHARACTER"
    USCC_CHECK = "USCC_CHECK"
    PARTNER_ID = "PARTNER_ID"
    UNKNOWN_COUNTRY = "UNKNOWN_COUNTRY"
    UNNAMED_BOTH = "UNNAMED_BOTH"
    DATE_FORMAT = "DATE_FORMAT"
    DATE_AMBIGUOUS = "DATE_AMBIGUOUS"
    DATE_SERIAL = "DATE_SERIAL"
    DATE_TIME = "DATE_TIME"
    DATE_IMPOSSIBLE = "DATE_IMPOSSIBLE"
    DATE_RANGE = "DATE_RANGE"
    DATE_FUTURE = "DATE_FUTURE"
    DATE_ORDER = "DATE_ORDER"
    END_WORD = "END_WORD"
    INTERVAL_EMPTY = "INTERVAL_EMPTY"
    REPAIR_NOT_THE_END = "REPAIR_NOT_THE_END"
    SHARE_FORMAT = "SHARE_FORMAT"
    SHARE_PERCENT = "SHARE_PERCENT"
    SHARE_RANGE = "SHARE_RANGE"
    CASES_FORMAT = "CASES_FORMAT"
    UNKNOWN_REGION = "UNKNOWN_REGION"
    UNKNOWN_ZONE = "UNKNOWN_ZONE"
    ZONE_ELSEWHERE = "ZONE_ELSEWHERE"
    UNKNOWN_KIND = "UNKNOWN_KIND"
    UNKNOWN_STATUS = "UNKNOWN_STATUS"
    UNKNOWN_SCHEME = "UNKNOWN_SCHEME"
    UNKNOWN_LEVEL = "UNKNOWN_LEVEL"
    LEVEL_OF_OTHER_VERSION = "LEVEL_OF_OTHER_VERSION"
    UNKNOWN_LIST = "UNKNOWN_LIST"
    UNKNOWN_STATEMENT = "UNKNOWN_STATEMENT"
    STATEMENT_VALUE = "STATEMENT_VALUE"
    UNKNOWN_COMMITMENT = "UNKNOWN_COMMITMENT"
    UNKNOWN_VIOLATION = "UNKNOWN_VIOLATION"
    UNKNOWN_SEVERITY = "UNKNOWN_SEVERITY"
    UNKNOWN_OPENNESS = "UNKNOWN_OPENNESS"
    UNKNOWN_OUTCOME = "UNKNOWN_OUTCOME"
    UNKNOWN_MEASURE = "UNKNOWN_MEASURE"
    UNKNOWN_REGISTER = "UNKNOWN_REGISTER"
    UNKNOWN_OBLIGATION = "UNKNOWN_OBLIGATION"
    SELF_SUPPLY = "SELF_SUPPLY"
    SELF_OWNERSHIP = "SELF_OWNERSHIP"
    UNKNOWN_ENTERPRISE = "UNKNOWN_ENTERPRISE"
    DUPLICATE_ROW = "DUPLICATE_ROW"
    CONTRADICTS_ROW = "CONTRADICTS_ROW"
    CONTRADICTS_FACT = "CONTRADICTS_FACT"
    OWNERSHIP_ABOVE_ONE = "OWNERSHIP_ABOVE_ONE"
    OTHER_REGISTER = "OTHER_REGISTER"
    OTHER_REGION = "OTHER_REGION"
    AFTER_THE_DAY = "AFTER_THE_DAY"
    ENDED_BEFORE_THE_DAY = "ENDED_BEFORE_THE_DAY"
    NOT_KEEPER = "NOT_KEEPER"
    AMBIGUOUS = "AMBIGUOUS"
    REGISTRATION_STAYS = "REGISTRATION_STAYS"


WORDS: Final[dict[Code, str]] = {
    Code.NOT_UTF8: "The row is not {encoding}: byte {byte} at character {place}.",
    Code.BAD_QUOTING: "A quotation mark is where RFC 4180 allows none, or is never closed.",
    Code.ROW_TOO_LONG: "The row has more than {most} characters; only its beginning is kept here.",
    Code.CONTROL_CHARACTER: "The row has the control character {character} at character {place}.",
    Code.TOO_FEW_CELLS: "The row has {count} cells; the header has {expected}.",
    Code.TOO_MANY_CELLS: "The row has {count} cells; the header has {expected}.",
    Code.CELL_WITHOUT_COLUMN: "{value} is in cell {place}, and the header has no name there.",
    Code.MISSING_VALUE: "The cell must not be empty{under}.",
    Code.CELL_TOO_LONG: "The cell has {count} characters; {most} are allowed.",
    Code.CELL_ERROR: "{value} is a spreadsheet's error, not a value.",
    Code.CELL_TYPE: "{value} is {found} of the spreadsheet; format the column as text.",
    Code.NOT_COMPUTED: "The formula was never computed; open the file and save it.",
    Code.USCC_NUMBER: "{value} is a number made by a spreadsheet, not a credit code.",
    Code.USCC_LENGTH: "{value} has {count} characters; a credit code has 18.",
    Code.USCC_CHARACTER: "{value} has a character that a credit code cannot have there.",
    Code.USCC_CHECK: "The check character of {value} is wrong.",
    Code.PARTNER_ID: "{value} is not an identifier of a partner: {why}.",
    Code.UNKNOWN_COUNTRY: "{value} is not the code of another country (ISO 3166, two letters).",
    Code.UNNAMED_BOTH: "Neither of the two is named.",
    Code.DATE_FORMAT: "{value} is not an ISO 8601 day (YYYY-MM-DD).",
    Code.DATE_AMBIGUOUS: "{value} can be read as more than one day; write YYYY-MM-DD.",
    Code.DATE_SERIAL: "{value} is a spreadsheet's number for {day}; write the day itself.",
    Code.DATE_TIME: "{value} is a time of day, or was never filled in; write the day alone.",
    Code.DATE_IMPOSSIBLE: "{value} is not a day of the calendar.",
    Code.DATE_RANGE: "{value} is before 1900.",
    Code.DATE_FUTURE: "{value} is after the day of the import, {today}.",
    Code.DATE_ORDER: "{value} is before {earlier_column}, {other}.",
    Code.END_WORD: "{value} does not say whether it ends; leave the cell empty if it does not.",
    Code.INTERVAL_EMPTY: "{value} is not after valid_from, {other}: no day lies between.",
    Code.REPAIR_NOT_THE_END: (
        "{value} is not valid_to, {other}: a repair ends the entry. If only its display ends, "
        "write that day as display_until."
    ),
    Code.SHARE_FORMAT: "{value} is not a fraction between 0 and 1, such as 0.25.",
    Code.SHARE_PERCENT: "{value} is a percentage; write a fraction, such as 0.25.",
    Code.SHARE_RANGE: "{value} is not between 0 and 1.",
    Code.CASES_FORMAT: "{value} is not a number of cases.",
    Code.UNKNOWN_REGION: "{value} is not a region of the vocabulary.",
    Code.UNKNOWN_ZONE: "{value} is not a zone; there are {known}.",
    Code.ZONE_ELSEWHERE: "The zone {value} lies in {other}, not in the region {region}.",
    Code.UNKNOWN_KIND: "{value} is not a kind of enterprise.",
    Code.UNKNOWN_STATUS: "{value} is not a status; there are {known}.",
    Code.UNKNOWN_SCHEME: "{value} is not a rating scheme; there are {known}.",
    Code.UNKNOWN_LEVEL: "{value} is not a level of {scheme}; it has {known}.",
    Code.LEVEL_OF_OTHER_VERSION: (
        "{value} is a level of {scheme} by {other} ({days}), not by {version}, in force on {day}, "
        "which has {known}."
    ),
    Code.UNKNOWN_LIST: "{value} is not a list of the vocabulary.",
    Code.UNKNOWN_STATEMENT: "{value} is not a statement; there are {known}.",
    Code.STATEMENT_VALUE: "{value} is neither true nor false.",
    Code.UNKNOWN_COMMITMENT: "{value} is not a commitment; there are {known}.",
    Code.UNKNOWN_VIOLATION: "{value} is not a violation; there are {known}.",
    Code.UNKNOWN_SEVERITY: "{value} is not a severity; there are {known}.",
    Code.UNKNOWN_OPENNESS: "{value} is not an openness; there are {known}.",
    Code.UNKNOWN_OUTCOME: "{value} is not an outcome; there are {known}.",
    Code.UNKNOWN_MEASURE: "No policy has a measure {value}.",
    Code.UNKNOWN_REGISTER: "{value} is neither a rating scheme nor a list.",
    Code.UNKNOWN_OBLIGATION: "No policy has an obligation {value}.",
    Code.SELF_SUPPLY: "Supplier and customer are the same enterprise.",
    Code.SELF_OWNERSHIP: "Owner and owned are the same enterprise.",
    Code.UNKNOWN_ENTERPRISE: "No enterprise {value} is registered here.",
    Code.DUPLICATE_ROW: "An earlier row of this import says the same.",
    Code.CONTRADICTS_ROW: "An earlier row of this import says {said}.",
    Code.CONTRADICTS_FACT: "It is already recorded that {said}.",
    Code.OWNERSHIP_ABOVE_ONE: "The owners of {value} would hold {total:.6g} on {day}.",
    Code.OTHER_REGISTER: "{value} is not the register being synced, {register}.",
    Code.OTHER_REGION: "The enterprise is registered in {value}, outside {region}.",
    Code.AFTER_THE_DAY: "{value} is after the day of the list, {day}.",
    Code.ENDED_BEFORE_THE_DAY: "It ended on {value}, so it does not hold on {day}.",
    Code.NOT_KEEPER: "Only its keeper may write it: {keeper}.",
    Code.AMBIGUOUS: "{count} facts fit; name one as expectedVersion: {facts}.",
    Code.REGISTRATION_STAYS: "A registration is corrected by another one, not retracted.",
}


_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One finding: its code, the column it is about (empty: the whole row), and the words.

    Those of the reader who brought the row: the report of rejects is kept as it was written.
    """

    code: Code
    column: str
    message: str


class CellError(Exception):
    """A cell or row that cannot be taken; the reader knows which one it was reading."""

    def __init__(self, code: Code, column: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.column = column
        self.facts = facts

    def problem(self, column: str = "") -> RowProblem:
        """Return the finding, about `column` unless the error names another itself."""
        facts = cast("dict[str, Value]", self.facts)
        words = Wording(asked_language()).text(Message(WORDS[self.code], **facts))
        return RowProblem(self.code, self.column or column, words)


def quoted(text: str) -> str:
    """Return a cell's text for a message: in quotation marks, cut after 40 characters."""
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}…'"


def joined(found: Sequence[RowProblem]) -> RowProblem:
    """Return several findings about one row as one: the first, with the others in its message."""
    first, wording = found[0], Wording(asked_language())
    message = first.message
    for each in found[1:]:
        about = each.column or Message("the row")
        also = Message(
            "{before} Also {about}: {message}", before=message, about=about, message=each.message
        )
        message = wording.text(also)
    return RowProblem(first.code, first.column, message)
