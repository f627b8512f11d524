"""What all forms share: strict types, no unknown keys, immutable."""

from enum import Enum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from credit_graph.domain.duties.duty import DutyOrigin, DutyRole


class Form(BaseModel):
    """A mapping of a seed file: types are not coerced and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


EnumT = TypeVar("EnumT", bound=Enum)

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]
"""A vocabulary, agency or policy code."""

MeasureNumber = Annotated[str, Field(pattern=r"^[a-z]?[0-9]+(\.([0-9]+|[a-z]))*$", max_length=20)]
"""A measure's number in its policy: 1, 28.1, 5.a, t5, s1."""

MeasureCode = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*/[a-z]?[0-9]+(\.([0-9]+|[a-z]))*$")
]
"""A measure's full code: policy, slash, number."""

Words = Annotated[str, Field(min_length=1, max_length=20_000)]
"""Text that says something."""

Role = Annotated[DutyRole, Field(strict=False)]
Origin = Annotated[DutyOrigin, Field(strict=False)]
