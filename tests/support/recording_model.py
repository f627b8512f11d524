"""A plain second version of recording: a list of facts, gone through from end to end.

It knows nothing of the graph, of keys of facts or of change sets, and shares no code with the
service.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Step = Mapping[str, Any]
"""`do` is what is done, the rest what it is done with."""

_BEGIN = {"rating": "valid_from", "entry": "valid_from", "statement": "valid_from"}


@dataclass
class Held:
    """A fact that stands, by what it says."""

    kind: str
    says: dict[str, Any]


@dataclass
class Model:
    """What stands of one enterprise."""

    facts: list[Held] = field(default_factory=list)
    keys: dict[str, tuple[Step, str]] = field(default_factory=dict)

    def take(self, key: str, step: Step) -> str:
        """Return what becomes of a step under a key."""
        if step["do"] == "state" and _is_impossible(step["says"]):
            return "Malformed"
        if key in self.keys:
            first, outcome = self.keys[key]
            return outcome if first == step else "KeyReused"
        outcome = self._do(step)
        if outcome.islower():
            self.keys[key] = (step, outcome)
        return outcome

    def lines(self) -> list[str]:
        """Return what stands, in an order of its own."""
        return sorted(f"{each.kind} {sorted(each.says.items())}" for each in self.facts)

    def _do(self, step: Step) -> str:
        kind, says = step["kind"], dict(step["says"])
        if step["do"] == "state":
            return self._state(kind, says)
        return self._end(kind, says, step["column"], step["day"])

    def _state(self, kind: str, says: dict[str, Any]) -> str:
        same = [each for each in self._of(kind) if self._names(kind, each.says, says)]
        if same and same[0].says == says:
            return "unchanged"
        others = [each for each in self._of(kind) if each not in same]
        if any(self._clash(kind, each.says, says) for each in others):
            return "Contradicts"
        for each in same:
            self.facts.remove(each)
        self.facts.append(Held(kind, says))
        return "corrected" if same else "recorded"

    def _end(self, kind: str, finds: dict[str, Any], column: str, day: date) -> str:
        open_ones = []
        for each in self._of(kind):
            if any(each.says.get(name) != value for name, value in finds.items()):
                continue
            begin = each.says["found_on" if kind == "violation" else "valid_from"]
            end = each.says.get(column)
            if column == "valid_to":
                fits = begin < day and (end is None or end >= day)
            else:
                fits = begin <= day and (end is None or end == day)
            if fits:
                open_ones.append(each)
        if not open_ones:
            return "NotInForce"
        if len(open_ones) > 1:
            return "Malformed"
        if open_ones[0].says.get(column) == day:
            return "unchanged"
        open_ones[0].says[column] = day
        return "corrected"

    def _of(self, kind: str) -> Iterator[Held]:
        return (each for each in list(self.facts) if each.kind == kind)

    def _names(self, kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        columns = {
            "rating": ("scheme", "valid_from"),
            "entry": ("list", "valid_from"),
            "statement": ("statement", "valid_from"),
            "violation": ("violation", "found_on"),
        }[kind]
        return all(one[name] == other[name] for name in columns)

    def _clash(self, kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        if kind not in {"rating", "statement"}:
            return False
        if kind == "rating" and one["scheme"] != other["scheme"]:
            return False
        if kind == "statement" and one["value"] == other["value"]:
            return False
        far = date.max
        begins = max(one["valid_from"], other["valid_from"])
        ends = min(one.get("valid_to") or far, other.get("valid_to") or far)
        return bool(begins < ends)


def _is_impossible(says: Mapping[str, Any]) -> bool:
    end, repaired = says.get("valid_to"), says.get("repaired_on")
    return (end is not None and end <= says["valid_from"]) or (
        repaired is not None and repaired < says["found_on"]
    )
