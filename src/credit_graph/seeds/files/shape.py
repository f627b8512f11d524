"""Does a file have the form it should? pydantic's errors become findings with their line."""

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from credit_graph.message import Message
from credit_graph.seeds.files.findings import Findings, nearest, suggest
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.node import Plain, plain
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.files.scalar import described
from credit_graph.seeds.forms.condition import CONDITION_FORMS, condition_keys

FormT = TypeVar("FormT", bound=BaseModel)
Told: TypeAlias = tuple[SeedProblem, dict[str, object]]

_TEXT = Message("text")
_EXPECTED = {
    "string_type": _TEXT,
    "int_type": Message("a whole number"),
    "float_type": Message("a number"),
    "bool_type": Message("true or false"),
    "date_type": Message("a day (2024-06-30)"),
    "tuple_type": Message("a list"),
    "dict_type": Message("a mapping"),
    "model_type": Message("a mapping"),
    "model_attributes_type": Message("a mapping"),
}


def shaped(form: type[FormT], spot: Spot, ledger: Findings) -> FormT | None:
    """Return the file's content as a form; note every misfit and return `None` if there is one."""
    try:
        return form.model_validate(plain(spot.node))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            problem, facts = _told(form, detail)
            keys = (key for key in detail["loc"] if not str(key).startswith("<"))
            place = spot.into(*keys)
            if detail["type"] == "union_tag_not_found":
                # pydantic points at the whole condition; its unknown key is nearer.
                place = place.into(str(facts.get("key")))
            ledger.refuse(place, problem, **facts)
        return None


def _told(form: type[BaseModel], detail: ErrorDetails) -> Told:
    kind = detail["type"]
    if kind == "missing":
        return SeedProblem.MISSING_KEY, {"key": str(detail["loc"][-1])}
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        keys = _keys_beside(form, detail["loc"])
        return SeedProblem.UNKNOWN_KEY, {"key": key, "near": suggest(key, keys)}
    if kind in _EXPECTED:
        return _wrong_type(_EXPECTED[kind], detail["input"])
    if kind == "union_tag_not_found":
        return _no_condition(detail["input"])
    return _VALUES.get(kind, _out_of_range)(detail)


def _no_condition(found: Plain) -> Told:
    if not isinstance(found, dict):
        return _wrong_type(Message("a mapping"), found)
    keys = condition_keys(found)
    strange = [key for key in found if key not in CONDITION_FORMS and key != "at"]
    if not keys and len(strange) == 1:
        near = suggest(strange[0], CONDITION_FORMS)
        return SeedProblem.UNKNOWN_KEY, {"key": strange[0], "near": near}
    return SeedProblem.NOT_ONE_CONDITION, {"found": ", ".join(keys) or Message("none")}


def _wrong_type(expected: Message, found: Plain) -> Told:
    is_word = not isinstance(found, dict | tuple) and found is not None
    advice = Message("Write {expected}.", expected=expected)
    if expected == _TEXT and is_word and not isinstance(found, str):
        word = str(found).lower() if isinstance(found, bool) else found
        advice = Message('Put it in quotes: "{word}".', word=str(word))
    facts: dict[str, object] = {"found": described(found), "expected": expected, "advice": advice}
    return SeedProblem.WRONG_TYPE, facts


def _not_allowed(detail: ErrorDetails) -> Told:
    expected = str(detail["ctx"]["expected"]).replace("'", "")
    words = expected.replace(" or ", ", ").split(", ")
    given = detail["input"]
    near = nearest(given, words) if isinstance(given, str) else ""
    return SeedProblem.NOT_ALLOWED, {"found": described(given), "expected": expected, "near": near}


def _bad_code(detail: ErrorDetails) -> Told:
    return SeedProblem.BAD_CODE, {"found": described(detail["input"])}


def _out_of_range(detail: ErrorDetails) -> Told:
    message = detail["msg"]
    why = message[:1].lower() + message[1:]
    return SeedProblem.OUT_OF_RANGE, {"found": described(detail["input"]), "why": why}


_VALUES: dict[str, Callable[[ErrorDetails], Told]] = {
    "literal_error": _not_allowed,
    "enum": _not_allowed,
    "string_pattern_mismatch": _bad_code,
}


def _keys_beside(form: type[BaseModel], loc: Iterable[str | int]) -> tuple[str, ...]:
    """Return the keys that the form knows where an unknown one was found."""
    current = form
    for key in tuple(loc)[:-1]:
        if isinstance(key, str) and key.startswith("<"):
            current = CONDITION_FORMS[key.strip("<>")]
            continue
        fields = {each.alias or name: each for name, each in current.model_fields.items()}
        if isinstance(key, str) and key in fields:
            current = _form_within(fields[key].annotation) or current
    return tuple(each.alias or name for name, each in current.model_fields.items())


def _form_within(annotation: object) -> type[BaseModel] | None:
    """Return the form inside an annotation such as `tuple[MeasureForm, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_form_within(each) for each in getattr(annotation, "__args__", ()))
    return next((each for each in inner if each is not None), None)
