"""Credit codes and names of invented enterprises.

The codes are valid after GB 32100-2015 and GB 11714-1997. All have XN (虚拟, "virtual") where an
organisation code begins, and every name begins with 虚构 ("invented").
"""

from functools import lru_cache
from typing import Final

from credit_graph.demo.dice import Dice

_DIGITS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_VALUES: Final = {digit: value for value, digit in enumerate(_DIGITS)}

CITIES: Final = {
    "310000": "上海",
    "310115": "浦东",
    "330200": "宁波",
    "330700": "金华",
    "330782": "义乌",
    "330900": "舟山",
    "350200": "厦门",
    "350203": "厦门",
    "350205": "厦门",
    "350206": "厦门",
    "410400": "平顶山",
    "411300": "南阳",
}
_FIRST: Final = "云海天金瑞恒盛华新安宏远泰丰博嘉凯信诚达"
_SECOND: Final = "帆川辰岳禾泽阳川翔鸿源锦业峰晟拓航润舟驰"
_TRADES: Final = {
    "manufacturer": ("机械制造", "电子科技", "新材料", "食品", "纺织", "汽车零部件"),
    "trader": ("进出口", "国际贸易", "商贸"),
    "freight_forwarder": ("国际货运代理",),
    "ship_agent": ("船务代理",),
    "customs_broker": ("报关服务",),
    "yard": ("集装箱堆场",),
    "carrier_road": ("公路运输",),
    "carrier_sea": ("航运",),
    "logistics_park": ("物流园区管理",),
}


def invented_uscc(region: str, serial: int) -> str:
    """Return the credit code of the enterprise of that number, registered in the region."""
    body = "XN" + _in_digits(serial)
    code = f"91{region}{body}{_body_check(body)}"
    total = sum(map(int.__mul__, map(_VALUES.__getitem__, code), _WEIGHTS))
    return code + _DIGITS[-total % 31]


def invented_name(region: str, kind: str, serial: int) -> str:
    """Return a name that shows city and trade."""
    dice = Dice(serial)
    given = dice.one_of(_FIRST) + dice.one_of(_SECOND)
    return f"虚构{CITIES[region]}{given}{dice.one_of(_TRADES[kind])}有限公司"


def _in_digits(serial: int) -> str:
    text = ""
    for _ in range(6):
        serial, digit = divmod(serial, len(_DIGITS))
        text = _DIGITS[digit] + text
    return text


@lru_cache(maxsize=1)
def _body_values() -> dict[str, int]:
    # GB 11714 counts letters on from ten without leaving any out.
    return {character: int(character, 36) for character in _DIGITS}


def _body_check(body: str) -> str:
    values = _body_values()
    total = sum(values[each] * weight for each, weight in zip(body, _BODY_WEIGHTS, strict=True))
    check = 11 - total % 11
    return {10: "X", 11: "0"}.get(check, str(check))
