"""Codes by what people write instead: other widths and cases of them, and official names."""

from collections.abc import Iterable, Mapping
from typing import Final

from credit_graph.domain.openness import Openness
from credit_graph.domain.scheme_version import Level
from credit_graph.domain.term import Term
from credit_graph.intake.tables.characters import plain

# Usual words for what the vocabulary calls otherwise; docs/import.md lists them.
OTHER_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": {
        "货运代理": "freight_forwarder",
        "国际货运代理": "freight_forwarder",
        "船舶代理": "ship_agent",
        "国际船舶代理": "ship_agent",
        "报关企业": "customs_broker",
        "外贸企业": "trader",
        "制造企业": "manufacturer",
    },
    "status": {
        "在业": "active",
        "开业": "active",
        "在营": "active",
        "存续(在营、开业、在册)": "active",
        "已吊销": "revoked",
        "吊销,未注销": "revoked",
        "已注销": "deregistered",
    },
    "truth": {"true": "true", "是": "true", "真": "true"}
    | {"false": "false", "否": "false", "假": "false"},
}

OPENNESS: Final[Mapping[str, Term]] = {
    each.code: each
    for each in (
        Term(Openness.PUBLIC.value, "公开", "shown to whoever may read enterprises"),
        Term(Openness.SHARED.value, "部门共享", "shown to whoever speaks for an agency"),
        Term(Openness.KEEPER.value, "仅限主管部门", "shown to the agency that keeps the fact"),
    )
}
"""Whom a single fact may be shown to, as codes and names; no vocabulary adds to them."""


def codes_by_name(
    terms: Iterable[Term | Level], others: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """Return the code that each code and name means, as `plain` has them.

    A name of two codes means neither; a code always means itself.
    """
    named: dict[str, str | None] = {}
    codes = {}
    for term in terms:
        codes[plain(term.code)] = term.code
        name = plain(term.name)
        named[name] = None if name in named and named[name] != term.code else term.code
    for name, code in (others or {}).items():
        named.setdefault(plain(name), code if code in codes.values() else None)
    return {name: code for name, code in named.items() if code is not None} | codes


def levels_by_name(levels: Iterable[Level]) -> Mapping[str, str]:
    """Return the level that each code and name means, `A级` and `A类` among them for A."""
    known = tuple(levels)
    endings = {f"{level.code}{end}": level.code for level in known for end in "级类"}
    return codes_by_name(known, endings)
