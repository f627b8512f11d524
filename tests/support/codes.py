"""A small vocabulary with the codes that the file formats fix, without reading any seeds."""

from credit_graph.domain.region import Region
from credit_graph.domain.scheme_version import Level
from credit_graph.domain.term import FactTerm
from credit_graph.domain.vocabulary import (
    CreditList,
    ListColour,
    Scheme,
    Status,
    StatusEffect,
    Vocabulary,
    Zone,
)
from credit_graph.intake.rows.codes import Codes

_REGIONS = {
    "410000": None,
    "410400": "410000",
    "411300": "410000",
    "310000": None,
    "310115": "310000",
    "330000": None,
    "330200": "330000",
    "330700": "330000",
    "330900": "330000",
    "350000": None,
    "350200": "350000",
}
_SCHEMES = {
    "customs": "advanced general dishonest",
    "tax": "A B M C D",
    "export_refund": "1 2 3 4",
    "port": "A B C D",
    "transport": "AA A B C D",
    "maritime": "A B C D",
    "port_service": "A B C D",
    "public_credit": "A B C D",
}
_LISTS = {
    "serious_dishonesty": "black",
    "judgment_defaulter": "black",
    "major_tax_violation": "black",
    "procurement_dishonesty": "black",
    "zone_model": "red",
    "zone_serious_dishonesty": "black",
    "gop": "programme",
    "zj_aeo_pool": "pool",
    "zj_port_white": "white",
    "xm_cultivation": "pool",
    "key_foreign_trade": "white",
    "srdi": "white",
    "integrated_trade_leader": "white",
    "own_brand": "white",
    "ny_red": "red",
}
_KINDS = (
    "manufacturer trader freight_forwarder ship_agent customs_broker yard carrier_road"
    " carrier_sea logistics_park"
)


def _terms(codes: str) -> dict[str, FactTerm]:
    return {code: FactTerm(code, code, code) for code in codes.split()}


def _scheme(code: str, levels: str) -> Scheme:
    return Scheme(code, code, code, levels=tuple(Level(each, each) for each in levels.split()))


def small_vocabulary() -> Vocabulary:
    return Vocabulary(
        regions={code: Region(code, code, code, parent=up) for code, up in _REGIONS.items()},
        zones={
            code: Zone(code, code, code, region="310115")
            for code in ("waigaoqiao", "waigaoqiao_port", "pudong_airport")
        },
        kinds=_terms(_KINDS),
        schemes={code: _scheme(code, levels) for code, levels in _SCHEMES.items()},
        lists={
            code: CreditList(code, code, code, colour=ListColour(colour))
            for code, colour in _LISTS.items()
        },
        statements=_terms("wants_aeo small_micro general_taxpayer"),
        commitments=_terms("papers_later entry repair self_disclosure trade_body"),
        violations=_terms(
            "customs_breach tax_breach environment_breach safety_breach market_breach other_breach"
        ),
        severities=_terms("minor general serious"),
        outcomes=_terms("granted refused partly"),
        statuses={
            code: Status(code, code, code, effect=StatusEffect(effect))
            for code, effect in (
                ("active", "holds"),
                ("suspended", "doubtful"),
                ("revoked", "doubtful"),
                ("deregistered", "ended"),
                ("annulled", "ended"),
            )
        },
    )


def small_codes() -> Codes:
    return Codes(
        vocabulary=small_vocabulary(),
        measures=frozenset({"pds-2021-7/1", "xm-2024-2/13", "ny-2020-63/3.1"}),
        due=frozenset({"xm-2024-2/o1", "ny-2020-63/o1"}),
    )
