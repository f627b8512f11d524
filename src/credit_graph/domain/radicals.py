"""CJK radicals that stand in texts for ideographs: `⻓期` for `长期`.

Fonts have one shape for both, and programs that write PDF often keep the radical's number, so that
whoever copies a name or a measure out of one gets radicals. They look the same and compare unequal;
NFKC maps those of Kangxi, and leaves all but two of the supplement, the simplified ones among them.
"""

import re
from typing import Final
from unicodedata import normalize

# U+2E80 to U+2EF3, by the Unicode property Equivalent_Unified_Ideograph (Unicode 15); the first and
# U+2E9A, which is unassigned, have none.
_SUPPLEMENT: Final = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日"
    "月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂"
    "肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝"
    "雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_IDEOGRAPHS: Final = {
    **dict(enumerate(_SUPPLEMENT, 0x2E80)),
    **{code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    # Unicode has the traditional 戶. Fonts for simplified characters (Noto Sans CJK SC, Source Han
    # Serif SC) have one shape for this radical and 户, and no other one of Kangxi differs there.
    0x2F3E: "户",
}
RADICAL: Final = re.compile("[\u2e81-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5]")
"""A radical that has an ideograph."""


def with_ideographs(text: str) -> str:
    """Return a text with the ideographs that its radicals look like."""
    return text.translate(_IDEOGRAPHS) if RADICAL.search(text) else text
