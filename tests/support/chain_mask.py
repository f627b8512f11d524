"""A plain second version of what a token bound to regions is shown of a chain.

It takes the answer that a token for all regions gets, as JSON, and the codes of those who are
hidden. It shares nothing with the service: no codes that stand for anybody, no surveys.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from math import fsum
from typing import Any

Json = Any

BLACK = "black"
NOBODY: Json = {
    "enterprise": None,
    "side": None,
    "share": None,
    "reach": None,
    "path": [],
    "paths": {"more": False, "paths": []},
    "ratings": [],
    "lists": [],
    "programmeState": None,
}


class Mask:
    """Masks answers for somebody who does not see these enterprises."""

    def __init__(self, hidden: Collection[str]) -> None:
        self._hidden = hidden

    def hides(self, enterprise: Json) -> bool:
        """Tell whether an enterprise of an answer is out of sight."""
        return enterprise["uscc"] in self._hidden

    def path(self, path: Iterable[Json]) -> list[Json]:
        """Whoever is out of sight is null on a way."""
        return [None if self.hides(each) else each for each in path]

    def member(self, member: Json) -> Json:
        """Nothing but the tier is left of a member out of sight."""
        if self.hides(member["enterprise"]):
            return {name: member["tier"] if name == "tier" else NOBODY[name] for name in member}
        shown = dict(member)
        if "path" in shown:
            shown["path"] = self.path(shown["path"])
        if "paths" in shown:
            ways = [{"enterprises": self.path(each["enterprises"])} for each in _ways(shown)]
            shown["paths"] = {"more": shown["paths"]["more"], "paths": ways}
        return shown

    def members(self, nodes: list[Json]) -> list[Json]:
        """Each member as it is shown."""
        return [self.member(each) for each in nodes]

    def seen(self, nodes: list[Json]) -> list[Json]:
        """Leave out who is out of sight, and mask the ways to the others."""
        return [self.member(each) for each in nodes if not self.hides(each["enterprise"])]

    def tiers(self, members: list[Json]) -> list[Json]:
        """Count each tier's members, and of those in sight what else is known of them."""
        found = []
        for tier in sorted({each["tier"] for each in members}):
            every = [each for each in members if each["tier"] == tier]
            seen = [each for each in every if not self.hides(each["enterprise"])]
            aeo = [each for each in seen if _is_aeo(each)]
            found.append(
                {
                    "tier": tier,
                    "memberCount": len(every),
                    "hiddenCount": len(every) - len(seen),
                    "aeoCount": len(aeo),
                    "aeoShare": len(aeo) / len(seen) if seen else 0.0,
                    "listedCount": sum(
                        any(entry["colour"] == BLACK for entry in each["lists"]) for each in seen
                    ),
                    "supplyShare": _supply(seen),
                    "aeoSupplyShare": _supply(aeo),
                }
            )
        return found

    def candidates(self, nodes: list[Json]) -> list[Json]:
        """Those in sight, ranked anew among themselves."""
        seen = [each for each in nodes if not self.hides(each["enterprise"])]
        return [{**each, "rank": rank} for rank, each in enumerate(seen, start=1)]

    def counts(self, members: list[Json]) -> Json:
        """Count the states of those in sight."""
        states = Counter(
            each["programmeState"] for each in members if not self.hides(each["enterprise"])
        )
        names = {
            "achieved": "ACHIEVED",
            "in": "IN",
            "ready": "READY",
            "withinReach": "WITHIN_REACH",
            "unknown": "UNKNOWN",
            "blocked": "BLOCKED",
            "notApplicable": None,
        }
        return {name: states[state] for name, state in names.items()}

    def graph(self, graph: Json) -> Json:
        """Nodes keep their tier; links lead from and to those in sight."""
        gone = {each["enterprise"]["uscc"] for each in graph["nodes"]} & set(self._hidden)
        return {
            "omitted": graph["omitted"],
            "nodes": self.members(graph["nodes"]),
            "links": [x for x in graph["links"] if gone.isdisjoint((x["supplier"], x["customer"]))],
        }


def changes(nodes: list[Json], before: Mask, after: Mask) -> list[Json]:
    """A change of somebody out of sight on either day shows where the tier changed."""
    masked = [
        {"before": before.member(each["before"]), "after": after.member(each["after"])}
        for each in nodes
    ]
    return [
        each
        for each in masked
        if each["before"]["tier"] != each["after"]["tier"]
        or None not in (each["before"]["enterprise"], each["after"]["enterprise"])
    ]


def as_a_set(nodes: Iterable[Json], key: Callable[[Json], str]) -> Counter[str]:
    """Return items by what they say, whatever their order."""
    return Counter(map(key, nodes))


def _ways(member: Json) -> list[Json]:
    return list(member["paths"]["paths"])


def _is_aeo(member: Json) -> bool:
    return any((x["scheme"], x["level"]) == ("customs", "advanced") for x in member["ratings"])


def _supply(members: list[Json]) -> float:
    upstream = [each for each in members if each["side"] in {"UPSTREAM", "BOTH"}]
    return min(1.0, fsum(each["reach"] or 0.0 for each in upstream))
