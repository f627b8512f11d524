"""Recurrence rules that a calendar can follow without running away."""

import re
from calendar import monthrange
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from credit_graph.errors.causes import said_by
from credit_graph.message import Message, Words
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.obligation import RecurrenceForm
from credit_graph.seeds.transcription.lost_months import lost_months

_PARTS = {
    "FREQ": re.compile(r"YEARLY|MONTHLY|WEEKLY|DAILY"),
    "INTERVAL": re.compile(r"[1-9][0-9]{0,2}"),
    "BYMONTH": re.compile(r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*"),
    "BYMONTHDAY": re.compile(r"-?(?:[1-9]|[12][0-9]|3[01])(?:,-?(?:[1-9]|[12][0-9]|3[01]))*"),
    "BYDAY": re.compile(r"(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*"),
    "COUNT": re.compile(r"[1-9][0-9]{0,3}"),
    "UNTIL": re.compile(r"[0-9]{8}"),
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def check_recurrence(form: RecurrenceForm, spot: Spot, ledger: Findings) -> None:
    """Note a rule that is malformed, loses months, or of which `starts_on` is not the first day."""
    why = (
        _malformed(form.rrule)
        or _not_its_first_day(form.rrule, form.starts_on)
        or lost_months(form.rrule, form.starts_on)
    )
    if why is not None:
        ledger.refuse(spot, SeedProblem.BAD_RECURRENCE, why=why)


def _malformed(rule: str) -> Message | None:
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    for name, value in parts.items():
        if name not in _PARTS:
            return Message("{name!r} is not one of {known}", name=name, known=", ".join(_PARTS))
        if not _PARTS[name].fullmatch(value):
            return Message("{name} cannot be {value!r}", name=name, value=value)
    if "COUNT" in parts and "UNTIL" in parts:
        return Message("COUNT and UNTIL exclude each other")
    return None if "FREQ" in parts else Message("FREQ is missing")


def _not_its_first_day(rule: str, day: date) -> Words | None:
    """Say why not. dateutil is asked last: for a rule without any day it would search for long."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    last = monthrange(day.year, day.month)[1]
    of_day = {
        "BYMONTH": (str(day.month),),
        "BYMONTHDAY": (str(day.day), str(day.day - last - 1)),
        "BYDAY": (_WEEKDAYS[day.weekday()],),
    }
    for name, names in of_day.items():
        if name in parts and not set(names) & set(parts[name].split(",")):
            return Message(
                "starts_on {day} does not meet {part}", day=day, part=f"{name}={parts[name]}"
            )
    start = datetime.combine(day, time())
    try:
        first = next(iter(rrulestr(rule, dtstart=start)), None)
    except ValueError as error:
        return said_by("dateutil", error)
    return None if first == start else Message("starts_on {day} is after its last day", day=day)
