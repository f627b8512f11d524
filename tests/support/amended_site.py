"""A site's policy that was amended: two texts of one code, each for its days."""

import re
from copy import deepcopy
from datetime import date
from pathlib import Path

import yaml

from support.site_folder import put

CODE = "site-2020-1"
TURN = date(2023, 7, 1)
BEFORE = date(2023, 6, 30)
MEASURES = tuple(f"{CODE}/{number}" for number in range(1, 6))

_FIRST = """\
# 关于支持守信企业的若干措施

平示〔2020〕1号

### 一、措施

1.平顶山市的海关高级认证企业，平均查验率降低 20%。（责任单位：平顶山海关）

2.平顶山市的纳税信用A级企业优先退税。（责任单位：市税务局）

3.平顶山市的企业未列入失信被执行人的，简化手续。（责任单位：市税务局）

### 二、附则

本措施自2020年1月1日起施行。
"""
_LATER = """\
# 关于支持守信企业的若干措施（修订）

平示〔2023〕5号

### 一、措施

1.河南省的海关高级认证企业，平均查验率降低 50%。（责任单位：平顶山海关）

3.平顶山市的企业未列入失信被执行人的，同等条件下简化手续。（责任单位：市税务局）

4.平顶山市的海关高级认证企业的供应商，可享受便利。（责任单位：平顶山海关）

5.平顶山市的纳税信用A级企业未列入失信被执行人的，优先安排。（责任单位：市税务局）

### 二、附则

本措施自2023年7月1日起施行，平示〔2020〕1号同时修改。
"""
Tree = dict[str, object]


def make_amended_site(folder: Path) -> Path:
    """Write the site's folder and return it."""
    put(folder, "documents/site_2020_1.txt", _FIRST)
    put(folder, "documents/site_2023_5.txt", _LATER)
    for name, tree in (("site-2020-1", _first()), ("site-2020-1.2023", _later())):
        put(folder, f"policies/{name}.yaml", yaml.safe_dump(tree, allow_unicode=True))
    return folder


def _first() -> Tree:
    ended = {"how": "amended", "by": "平示〔2023〕5号"}
    return _policy(
        "平示〔2020〕1号",
        "关于支持守信企业的若干措施",
        "site_2020_1.txt",
        {"from": date(2020, 1, 1), "to": TURN, "ended": ended},
        [
            _measure(1, "平顶山市的海关高级认证企业，平均查验率降低 20%。", _CITY, _AEO),
            _measure(2, "平顶山市的纳税信用A级企业优先退税。", _CITY, _TAX),
            _measure(3, "平顶山市的企业未列入失信被执行人的，简化手续。", _CITY, black=True),
        ],
    )


def _later() -> Tree:
    equal: Stated = ({"judgement": "同等条件下"}, "同等条件下简化手续")
    return _policy(
        "平示〔2023〕5号",
        "关于支持守信企业的若干措施（修订）",
        "site_2023_5.txt",
        {"from": TURN},
        [
            _measure(1, "河南省的海关高级认证企业，平均查验率降低 50%。", _PROVINCE, _AEO),
            _measure(
                3,
                "平顶山市的企业未列入失信被执行人的，同等条件下简化手续。",
                *(_CITY, equal),
                black=True,
            ),
            _measure(4, "平顶山市的海关高级认证企业的供应商，可享受便利。", _CITY, _SUPPLIER),
            _measure(
                5,
                "平顶山市的纳税信用A级企业未列入失信被执行人的，优先安排。",
                *(_CITY, _TAX),
                black=True,
            ),
        ],
    )


# A condition, and the words of the item that state it.
Stated = tuple[Tree, str]
_CITY: Stated = ({"region": "410400"}, "平顶山市的")
_PROVINCE: Stated = ({"region": "410000"}, "河南省的")
_RATED: Tree = {"rating": {"scheme": "customs", "at_least": "advanced"}}
_AEO: Stated = (_RATED, "海关高级认证企业")
_TAX: Stated = ({"rating": {"scheme": "tax", "in": ["A"]}}, "纳税信用A级企业")
_SUPPLIER: Stated = (
    {"link": {"direction": "customer", "to": "aeo"}},
    "海关高级认证企业的供应商",
)


def _policy(number: str, title: str, document: str, effective: Tree, measures: list[Tree]) -> Tree:
    return {
        "code": CODE,
        "number": number,
        "title": title,
        "gloss": "Measures in support of honest enterprises",
        "document": document,
        "region": "410400",
        "issuers": ["pds-treasury"],
        "issued_on": None,
        "effective": effective,
        "items": [{"pattern": r"^(\d+)\.", "from": "一、措施", "to": "二、附则", "code": "{n}"}],
        "brackets": [{"pattern": "（责任单位：([^）]*)）"}],
        "measures": measures,
    }


def _measure(number: int, quote: str, *stated: Stated, black: bool = False) -> Tree:
    place = f"一、{number}"

    def cited(condition: Tree, words: str) -> Tree:
        at = {"place": place, "quote": words}
        link = condition.get("link")
        if link is None:
            return {**deepcopy(condition), "at": at}
        partner = {**deepcopy(_RATED), "at": {"place": place, "quote": "海关高级认证企业"}}
        return {"link": {"direction": "customer", "to": partner}, "at": at}

    body, agency = ("平顶山海关", "pds-customs") if "海关" in quote else ("市税务局", "pds-tax")
    found = re.search(r"(\d+)%", quote)
    figure = {"what": "平均查验率", "operator": "=", "unit": "%"}
    excludes = cited({"list": {"code": "judgment_defaulter"}}, "失信被执行人")
    return {
        "number": str(number),
        "category": "措施",
        "title": quote.rstrip("。"),
        "gloss": "Of the invented policy",
        "kind": "incentive",
        "beneficiary": "enterprise",
        "at": {"place": place, "quote": quote},
        "requires": {"all": [cited(*each) for each in stated]},
        **({"excludes": excludes} if black else {}),
        "quantities": [{**figure, "value": int(found[1]), "quote": found[0]}] if found else [],
        "duties": [
            {
                "role": "responsible",
                "origin": "bracket",
                "agencies": [agency],
                "at": {"place": place, "quote": f"（责任单位：{body}）"},
            }
        ],
    }
