"""Errors that the caller can mend by asking differently."""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.errors.root import CreditGraphError, shortened
from credit_graph.message import Message, Series, Words


class BadRequestError(CreditGraphError):
    """The caller can mend it by asking differently."""


@dataclass(eq=False)
class BadUsccError(BadRequestError):
    """A text that is no unified social credit code (GB 32100-2015)."""

    text: str
    why: Message
    code: ClassVar[str] = "BAD_USCC"
    happened: ClassVar[str] = "{text!r} is not a unified social credit code: {why}."
    remedy: ClassVar[str] = "Give the 18 characters of the business licence."

    def __post_init__(self) -> None:
        """Of a long text only its beginning is repeated."""
        self.text = shortened(self.text)


@dataclass(eq=False)
class BadPageError(BadRequestError):
    """A page size outside its bounds."""

    first: int
    largest: int
    code: ClassVar[str] = "BAD_PAGE"
    happened: ClassVar[str] = "first: {first} is not a page size."
    remedy: ClassVar[str] = "Ask for 1 to {largest}."


@dataclass(eq=False)
class BadCursorError(BadRequestError):
    """A cursor that this query, order and filter did not hand out."""

    why: Message
    code: ClassVar[str] = "BAD_CURSOR"
    happened: ClassVar[str] = "The cursor cannot be used here: {why}."
    remedy: ClassVar[str] = "Start again without `after`, and keep order and filter between pages."


@dataclass(eq=False)
class BadBookmarkError(BadRequestError):
    """A bookmark that no change of this service handed out."""

    code: ClassVar[str] = "BAD_BOOKMARK"
    happened: ClassVar[str] = "The bookmark in `X-Bookmark` is not one of this service."
    remedy: ClassVar[str] = "Give the `bookmark` of a change as it came, or leave the header out."


@dataclass(eq=False)
class BadArgumentError(BadRequestError):
    """An argument outside its range or at odds with another."""

    argument: Words
    why: Message
    fix: Message
    code: ClassVar[str] = "BAD_ARGUMENT"
    happened: ClassVar[str] = "{argument}: {why}."
    remedy: ClassVar[str] = "{fix}"


@dataclass(eq=False)
class UnknownCodeError(BadRequestError):
    """A code that is an argument of something else and names nothing."""

    noun: str
    given: str
    near: tuple[str, ...] = ()
    happened: ClassVar[str] = "There is no {noun} {given!r}."

    def __post_init__(self) -> None:
        """Codes are short: of a long text only its beginning is repeated."""
        self.given = shortened(self.given)

    @property
    def code(self) -> str:  # type: ignore[override]  # the noun is part of the code
        """The noun is part of the code: UNKNOWN_MEASURE, UNKNOWN_AGENCY, and so on."""
        return f"UNKNOWN_{self.noun.upper().replace(' ', '_')}"

    @property
    def message(self) -> Message:
        """Name what there is none of."""
        return Message(self.happened, noun=Message(self.noun), given=self.given)

    @property
    def advice_message(self) -> Message:
        """Offer the nearest codes that exist."""
        if self.near:
            return Message("Did you mean {near}?", near=Series(self.near, ", "))
        return Message("Check the code.")


@dataclass(eq=False)
class OverBudgetError(BadRequestError):
    """A document that asks for more than one request may cost."""

    measure: str
    asked: int
    limit: int
    code: ClassVar[str] = "OVER_BUDGET"
    happened: ClassVar[str] = "The document's {measure} is {asked}; the limit is {limit}."
    remedy: ClassVar[str] = "Split the request or ask for smaller pages."

    @property
    def message(self) -> Message:
        """Name what is too much."""
        measure = Message(self.measure)
        return Message(self.happened, measure=measure, asked=self.asked, limit=self.limit)


@dataclass(eq=False)
class AnswerOutgrownError(BadRequestError):
    """An answer that took more than its cost let expect; it was ended."""

    measure: Words
    taken: int
    limit: int
    code: ClassVar[str] = "ANSWER_OUTGROWN"
    happened: ClassVar[str] = (
        "The answer outgrew its estimated cost: {taken} {measure}; the limit is {limit}."
    )
    remedy: ClassVar[str] = "Ask for smaller pages, or for less of each item."
