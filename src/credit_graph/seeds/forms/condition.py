"""Conditions: one form for each key that a condition may have."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from pydantic import Discriminator, Field, Tag

from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    CommitmentState,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.facts.record import LinkDirection, Severity
from credit_graph.domain.vocabulary import ListColour
from credit_graph.seeds.forms.citation import CitationForm
from credit_graph.seeds.forms.form import Code, Form, Words


class RatingForm(Form):
    """Levels of a scheme: `at_least` one, or `in` a list of them.

    `judged`: levels of which the words leave open whether they are meant.
    """

    scheme: Code
    at_least: Code | None = None
    in_: Annotated[tuple[Code, ...], Field(alias="in")] = ()
    judged: tuple[Code, ...] = ()


class ListForm(Form):
    """One list by its code, or every list of a colour but some."""

    code: Code | None = None
    colour: Annotated[ListColour, Field(strict=False)] | None = None
    except_: Annotated[tuple[Code, ...], Field(alias="except")] = ()


class StatementForm(Form):
    """A statement with the value declared."""

    code: Code
    value: Words


class CommitmentForm(Form):
    """A commitment, or any if `code` is null, and how it stands."""

    code: Code | None
    state: Annotated[CommitmentState, Field(strict=False)]


class ViolationForm(Form):
    """A recorded violation: how long ago, how grave, repaired or not; null is any."""

    within_days: Annotated[int, Field(ge=1, le=36_525)] | None = None
    severity: Annotated[Severity, Field(strict=False)] | None = None
    repaired: bool | None = None


class LinkForm(Form):
    """A direct supplier or customer of which a condition holds."""

    direction: Annotated[LinkDirection, Field(strict=False)]
    to: "ConditionForm"


class LeafForm(Form):
    """A condition that words of the document state."""

    at: CitationForm


class RegionLeaf(LeafForm):
    """Registered in a region."""

    region: Code


class ZoneLeaf(LeafForm):
    """Registered in one of the zones."""

    zone: Annotated[tuple[Code, ...], Field(min_length=1)]


class KindLeaf(LeafForm):
    """Of one of the kinds."""

    kind: Annotated[tuple[Code, ...], Field(min_length=1)]


class RatingLeaf(LeafForm):
    """Rated."""

    rating: RatingForm


class ListLeaf(LeafForm):
    """Listed."""

    list: ListForm


class StatementLeaf(LeafForm):
    """Declared something."""

    statement: StatementForm


class CommitmentLeaf(LeafForm):
    """Promised something."""

    commitment: CommitmentForm


class ViolationLeaf(LeafForm):
    """Broke something."""

    violation: ViolationForm


class LinkLeaf(LeafForm):
    """Supplies to, or buys from."""

    link: LinkForm


class ProgrammeLeaf(LeafForm):
    """Stands on a programme's list."""

    programme: Code


class JudgementLeaf(LeafForm):
    """Words that leave it to somebody's judgement."""

    judgement: Words


class AllForm(Form):
    """Each of them."""

    all: tuple["ConditionForm", ...]


class AnyForm(Form):
    """At least one of them."""

    any: tuple["ConditionForm", ...]


class NotForm(Form):
    """Not this one."""

    not_: Annotated["ConditionForm", Field(alias="not")]


class UseForm(Form):
    """The file's condition of this name."""

    use: Words


CONDITION_FORMS: Mapping[str, type[Form]] = {
    InRegion.code: RegionLeaf,
    InZone.code: ZoneLeaf,
    OfKind.code: KindLeaf,
    RatingIs.code: RatingLeaf,
    OnList.code: ListLeaf,
    Stated.code: StatementLeaf,
    HasCommitment.code: CommitmentLeaf,
    HasViolation.code: ViolationLeaf,
    LinkedTo.code: LinkLeaf,
    "programme": ProgrammeLeaf,
    Judgement.code: JudgementLeaf,
    AllOf.code: AllForm,
    AnyOf.code: AnyForm,
    NotOf.code: NotForm,
    "use": UseForm,
}
"""The forms by the key that tells them apart: an operator's code, or a shorthand."""


def condition_keys(value: object) -> tuple[str, ...]:
    """Return the keys of a mapping that say which condition it is; there should be one."""
    keys = value if isinstance(value, dict) else ()
    return tuple(key for key in keys if key in CONDITION_FORMS)


def _tag(value: object) -> str | None:
    keys = condition_keys(value)
    return f"<{keys[0]}>" if len(keys) == 1 else None


if TYPE_CHECKING:
    ConditionForm: TypeAlias = Form
else:
    ConditionForm = Annotated[
        Union[tuple(Annotated[form, Tag(f"<{key}>")] for key, form in CONDITION_FORMS.items())],  # noqa: UP007  # made from the table
        Discriminator(_tag),
    ]
"""Any condition. A tag in angle brackets never is a key of a file."""
