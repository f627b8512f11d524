"""The small seeds with a policy that was amended: two texts, each for its days.

From the first of January 2024 on the later text asks 10 % in its item 1 and is for the whole
province, has no item 2, and a new item 4 for enterprises that want to apply; its report is due at
the end of each half year, by another body.
"""

from datetime import date

from support.small_seeds import DOCUMENT, POLICY, SmallSeeds

TURN = date(2024, 1, 1)
BEFORE, AFTER = date(2023, 12, 31), TURN
LATER = "policies/tiny-2021-1.2024.yaml"
LATER_DOCUMENT = "documents/001_tiny.txt"

_OPEN = "{from: 2021-11-01, assumption: The document names no day.}"
_ENDED = (
    "{from: 2021-11-01, to: 2024-01-01, assumption: The document names no day.,\n"
    "  ended: {how: amended, by: 平信用办〔2023〕9号}}"
)
_FROM_ITEM_2 = ('- number: "2"', '- number: "3"')
_ITEM_4 = """\
- number: "4"
  category: 其他支持
  title: 培训
  gloss: Training
  kind: incentive
  beneficiary: enterprise
  at: {place: 二、（二）4, quote: 为有意申请的企业提供培训。}
  requires:
    all:
    - use: in_province
    - statement: {code: wants_aeo, value: "true"}
      at: {place: 二、（二）4, quote: 有意申请的企业}
  duty_note: The text names nobody.
"""


def amended_seeds() -> SmallSeeds:
    """Return the seeds with both texts."""
    seeds = SmallSeeds()
    later_text = (
        seeds.texts[DOCUMENT]
        .replace("〔2021〕7号", "〔2023〕9号")
        .replace("平均查验率的 20% 以下", "平均查验率的 10% 以下")
        .replace("2.同等条件下优先\n\n考虑。\n\n", "")
        .replace("### 三、", "4.为有意申请的企业提供培训。\n\n### 三、")
        .replace(
            "平顶山海关每季度末 25 日前反馈市发展改革委",
            "市市场监管局每半年末 25 日前反馈市发展改革委",
        )
    )
    return (
        seeds.changed(POLICY, _OPEN, _ENDED)
        .having(LATER, _later(seeds.texts[POLICY]))
        .having(LATER_DOCUMENT, later_text)
    )


def _later(text: str) -> str:
    begin, end = (text.index(mark) for mark in _FROM_ITEM_2)
    for old, new in (
        (text[begin:end], ""),
        ("平信用办〔2021〕7号", "平信用办〔2023〕9号"),
        ("000_tiny.txt", "001_tiny.txt"),
        (_OPEN, "{from: 2024-01-01}"),
        ("20% 以下", "10% 以下"),
        ("value: 20", "value: 10"),
        ('in_city:\n    region: "410400"', 'in_province:\n    region: "410000"'),
        ("use: in_city", "use: in_province"),
        ("obligations:\n", f"{_ITEM_4}obligations:\n"),
        ("平顶山海关每季度末", "市市场监管局每半年末"),
        (
            "    agencies: [tiny-customs]\n    at: {place: 三、",
            "    agencies: [tiny-market]\n    at: {place: 三、",
        ),
        ("BYMONTH=3,6,9,12", "BYMONTH=6,12"),
        ("cadence: 每季度", "cadence: 每半年"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    return text
