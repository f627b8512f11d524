"""GraphQL: what is recorded. Fields besides those of `RecordingInput` are columns of tables."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal

import strawberry

from credit_graph.api.enums import Openness
from credit_graph.api.scalars import Uscc

_NOT_CELLS = frozenset({"reason", "expected_version"})
# Why an enterprise is put on a list is the entry's own, and not why somebody records it.
_COLUMNS = {"cause": "reason"}
_OPENNESS = (
    "Who is shown it, where that is fewer than are shown every fact of its kind; it never widens. "
    "A correction that leaves it out leaves it as it was."
)
_FIELDS = {column: name for name, column in _COLUMNS.items()}


@strawberry.input
class RecordingInput:
    """What every change may state about itself."""

    reason: str | None = strawberry.field(
        default=None,
        description="Why it is recorded, for the history; at most 500 characters.",
    )
    expected_version: strawberry.ID | None = strawberry.field(
        default=None,
        description="Id of the fact that is to be changed, as last read: refused as Stale if "
        "another one stands.",
    )


def cells_of(change: RecordingInput, *left_out: str) -> Mapping[str, str]:
    """Return the cells that a change states, by column, as a file would hold them."""
    stated = (
        (_COLUMNS.get(each.name, each.name), getattr(change, each.name))
        for each in fields(change)
        if each.name not in _NOT_CELLS and each.name not in left_out
    )
    return {column: _text(value) for column, value in stated if value is not None}


def place_of(column: str) -> str:
    """Return the input's field that a column came from, in the SDL's spelling."""
    first, *rest = _FIELDS.get(column, column).split("_")
    return first + "".join(word.capitalize() for word in rest)


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case float():
            return f"{Decimal(repr(value)):f}"
        case list():
            return ";".join(map(str, value))
        case _:
            return str(value)


@strawberry.input(description="What is registered of an enterprise.")
class EnterpriseInput(RecordingInput):
    """A row of `enterprises.csv`."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    name: str = strawberry.field(description="Its legal name.")
    region: str = strawberry.field(description="Code of the region in which it is registered.")
    zone: str | None = strawberry.field(default=None, description="Code of its zone, if any.")
    kinds: list[str] | None = strawberry.field(default=None, description="Codes of what it is.")
    registered_on: date | None = strawberry.field(
        default=None, description="Day on which it was first registered."
    )
    status: str | None = strawberry.field(
        default=None, description="Code of its status; active if left out."
    )
    valid_from: date | None = strawberry.field(
        default=None,
        description="First day of a new registration, which ends the one before; left out, that "
        "of today is corrected.",
    )
    valid_to: date | None = strawberry.field(
        default=None, description="First day on which it holds no more."
    )


@strawberry.input(description="A rating that an enterprise was awarded.")
class RatingInput(RecordingInput):
    """A row of `ratings.csv`."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    scheme: str = strawberry.field(description="Code of the scheme.")
    level: str = strawberry.field(description="Code of the level.")
    valid_from: date = strawberry.field(description="First day on which it holds.")
    valid_to: date | None = strawberry.field(
        default=None, description="First day on which it holds no more."
    )
    awarded_by: str | None = strawberry.field(
        default=None, description="Who awarded it; the agency that records it if left out."
    )
    reference: str | None = strawberry.field(default=None, description="Number of the document.")
    openness: Openness | None = strawberry.field(default=None, description=_OPENNESS)


@strawberry.input(description="The end of a rating that stands.")
class RatingEndInput(RecordingInput):
    """Finds the rating by enterprise and scheme."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    scheme: str = strawberry.field(description="Code of the scheme.")
    valid_to: date = strawberry.field(description="First day on which it holds no more.")


@strawberry.input(description="A stay on a list.")
class ListEntryInput(RecordingInput):
    """A row of `lists.csv`."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    list: str = strawberry.field(description="Code of the list.")
    valid_from: date = strawberry.field(description="First day on which it is on the list.")
    valid_to: date | None = strawberry.field(
        default=None, description="First day on which it is not on it any more."
    )
    cause: str | None = strawberry.field(
        default=None, description="Why it was put there, as the list states it (列入事由)."
    )
    reported_by: str | None = strawberry.field(
        default=None, description="Who reported it; the agency that records it if left out."
    )
    reference: str | None = strawberry.field(default=None, description="Number of the document.")
    openness: Openness | None = strawberry.field(default=None, description=_OPENNESS)


@strawberry.input(description="The end of a stay on a list.")
class ListExitInput(RecordingInput):
    """Finds the entry by enterprise and list, and by its reference if one is given."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    list: str = strawberry.field(description="Code of the list.")
    valid_to: date = strawberry.field(
        description="First day on which it is not on the list any more."
    )
    reference: str | None = strawberry.field(
        default=None, description="Reference of the entry, where there are several."
    )


@strawberry.input(description="A violation that an agency found.")
class ViolationInput(RecordingInput):
    """A row of `violations.csv`."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    violation: str = strawberry.field(description="Code of the violation.")
    found_on: date = strawberry.field(description="Day on which it was found.")
    severity: str | None = strawberry.field(
        default=None, description="Code of the severity: minor, general or serious."
    )
    found_by: str | None = strawberry.field(
        default=None, description="Who found it; the agency that records it if left out."
    )
    repaired_on: date | None = strawberry.field(
        default=None, description="Day on which it was repaired, if it was."
    )
    reference: str | None = strawberry.field(default=None, description="Number of the document.")
    openness: Openness | None = strawberry.field(default=None, description=_OPENNESS)


@strawberry.input(description="The repair of a violation (信用修复).")
class RepairInput(RecordingInput):
    """Finds the violation by enterprise and kind, its day and reference if they are given."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    violation: str = strawberry.field(description="Code of the violation.")
    repaired_on: date = strawberry.field(description="Day on which it was repaired.")
    found_on: date | None = strawberry.field(
        default=None, description="Day on which it was found, where there are several."
    )
    reference: str | None = strawberry.field(
        default=None, description="Reference of the violation, where there are several."
    )


@strawberry.input(description="A commitment that an enterprise makes.")
class CommitmentInput(RecordingInput):
    """A row of `commitments.csv`."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    commitment: str = strawberry.field(description="Code of the commitment.")
    made_on: date = strawberry.field(description="Day on which it was made.")
    subject: str | None = strawberry.field(default=None, description="About what.")
    due_on: date | None = strawberry.field(
        default=None, description="Day by which it is to be fulfilled."
    )
    fulfilled_on: date | None = strawberry.field(
        default=None, description="Day on which it was fulfilled, if it was."
    )
    agency: str | None = strawberry.field(
        default=None, description="To whom it was made; the agency that records it if left out."
    )
    openness: Openness | None = strawberry.field(default=None, description=_OPENNESS)


@strawberry.input(description="The fulfilment of a commitment.")
class FulfilmentInput(RecordingInput):
    """Finds the commitment by enterprise and kind, its subject and day if they are given."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    commitment: str = strawberry.field(description="Code of the commitment.")
    fulfilled_on: date = strawberry.field(description="Day on which it was fulfilled.")
    subject: str | None = strawberry.field(
        default=None, description="About what, where there are several."
    )
    made_on: date | None = strawberry.field(
        default=None, description="Day on which it was made, where there are several."
    )


@strawberry.input(description="That one enterprise supplies another.")
class SupplyInput(RecordingInput):
    """A row of `links.csv`."""

    supplier_uscc: Uscc = strawberry.field(description="The supplier.")
    customer_uscc: Uscc = strawberry.field(description="The customer.")
    valid_from: date = strawberry.field(description="First day on which it supplies.")
    valid_to: date | None = strawberry.field(
        default=None, description="First day on which it supplies no more."
    )
    category: str | None = strawberry.field(default=None, description="Of what.")
    share: float | None = strawberry.field(
        default=None, description="Share of the customer's demand, 0 to 1."
    )
    source: str | None = strawberry.field(
        default=None, description="Who states it; the agency that records it if left out."
    )


@strawberry.input(description="The end of a supply link.")
class SupplyEndInput(RecordingInput):
    """Finds the link by its two ends, its category and first day if they are given."""

    supplier_uscc: Uscc = strawberry.field(description="The supplier.")
    customer_uscc: Uscc = strawberry.field(description="The customer.")
    valid_to: date = strawberry.field(description="First day on which it supplies no more.")
    category: str | None = strawberry.field(
        default=None, description="Of what, where there are several links."
    )
    valid_from: date | None = strawberry.field(
        default=None, description="Its first day, where there are several links."
    )


@strawberry.input(description="That one enterprise holds a share of another.")
class OwnershipInput(RecordingInput):
    """A row of `ownership.csv`."""

    owner_uscc: Uscc = strawberry.field(description="The owner.")
    owned_uscc: Uscc = strawberry.field(description="The enterprise of which it holds a share.")
    share: float = strawberry.field(description="The share, 0 to 1.")
    valid_from: date = strawberry.field(description="First day on which it is held.")
    valid_to: date | None = strawberry.field(
        default=None, description="First day on which it is held no more."
    )


@strawberry.input(description="What an enterprise declares.")
class StatementInput(RecordingInput):
    """A row of `statements.csv`."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    statement: str = strawberry.field(description="Code of the statement.")
    value: bool = strawberry.field(description="What it declares.")
    valid_from: date = strawberry.field(description="First day for which it is declared.")
    valid_to: date | None = strawberry.field(
        default=None, description="First day for which it is not any more."
    )
    reported_by: str | None = strawberry.field(
        default=None, description="Who took it; the agency that records it if left out."
    )
    openness: Openness | None = strawberry.field(default=None, description=_OPENNESS)


@strawberry.input(description="That an enterprise enjoyed a measure, or was refused it.")
class UseInput(RecordingInput):
    """A row of `uses.csv`."""

    uscc: Uscc = strawberry.field(description="The enterprise.")
    measure: str = strawberry.field(description="Code of the measure or part.")
    used_on: date = strawberry.field(description="The day.")
    agency: str | None = strawberry.field(
        default=None, description="Who granted it; the agency that records it if left out."
    )
    outcome: str | None = strawberry.field(
        default=None, description="Code of the outcome: granted, refused or partly."
    )
    note: str | None = strawberry.field(default=None, description="Whatever else is to be kept.")


@strawberry.input(description="What an agency hands in for something that it owes.")
class ReportInput(RecordingInput):
    """A row of `submissions.csv`."""

    obligation: str = strawberry.field(
        description="Code of the obligation, or of a measure with a deadline."
    )
    handed_in_on: date = strawberry.field(description="The day.")
    agency: str | None = strawberry.field(
        default=None, description="Who hands it in; the agency that records it if left out."
    )
    text: str | None = strawberry.field(default=None, description="The report, or where it is.")
    cases: int | None = strawberry.field(default=None, description="How many cases it holds.")
    reference: str | None = strawberry.field(default=None, description="Number of the document.")


@strawberry.input(description="A fact to be withdrawn, for it was never true.")
class RetractionInput:
    """Its id and why; the reason has to be given."""

    fact_id: strawberry.ID = strawberry.field(description="Id of the fact.")
    reason: str = strawberry.field(description="Why, for the history.")
