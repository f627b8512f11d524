"""A small set of seeds that is right, and the same with words changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from credit_graph.seeds.files.sources import SeedFile, SeedSet

POLICY = "policies/tiny-2021-1.yaml"
AGENCIES = "vocabulary/agencies/tiny.yaml"
REGIONS = "vocabulary/regions.yaml"
ZONES = "vocabulary/zones.yaml"
SCHEMES = "vocabulary/schemes.yaml"
LISTS = "vocabulary/lists.yaml"
STATEMENTS = "vocabulary/statements.yaml"
COMMITMENTS = "vocabulary/commitments.yaml"
KINDS = "vocabulary/kinds.yaml"
VIOLATIONS = "vocabulary/violations.yaml"
PROGRAMMES = "vocabulary/programmes.yaml"
DOCUMENT = "documents/000_tiny.txt"

_TEXTS: Mapping[str, str] = {
    DOCUMENT: """\
平信用办〔2021〕7号

# 关于支持海关高级认证企业的行动计划

### 一、激励对象

认定的海关高级认证企业。未纳入其他领域严重失信“黑名单”的
确定为联合激励对象。

### 二、激励措施

#### (一) 通关支持（责任单位：平顶山海关）

1.平均查验率在一般信用企业平均查验率的 20% 以下。

2.同等条件下优先

考虑。

#### （二）其他支持

3.支持上下游企业：

（1）降低抽查比例。（责任单位：市市场监管局、人民银行（外汇管理局）等）

（2）推进信息共享。（市发展改革委牵头，市市场监管局配合）

### 三、其他事宜

平顶山海关每季度末 25 日前反馈市发展改革委。
""",
    POLICY: """\
code: tiny-2021-1
number: 平信用办〔2021〕7号
title: 关于支持海关高级认证企业的行动计划
gloss: Plan for advanced certified enterprises
document: 000_tiny.txt
region: "410400"
zones: []
issuers: [tiny-drc]
issued_on: null
effective: {from: 2021-11-01, assumption: The document names no day.}
items:
- pattern: '^(\\d+)\\.'
  from: 二、激励措施
  to: 三、其他事宜
  code: "{n}"
- pattern: '^（(\\d+)）'
  from: 支持上下游企业
  to: 三、其他事宜
  code: "3.{n}"
brackets:
- pattern: '（责任单位：((?:[^（）]|（[^（）]*）)*)）'
- pattern: '（([^（）]*牵头，[^（）]*配合)）'
interpretations:
- code: other-fields
  reading: Other fields are all but customs.
  at: {place: 一、, quote: 未纳入其他领域严重失信“黑名单”的确定为联合激励对象}
oddities:
- Brackets are of two widths.
conditions:
  in_city:
    region: "410400"
    at: {place: 二、（一）, quote: 平顶山海关}
  aeo:
    rating: {scheme: customs, at_least: advanced}
    at: {place: 一、, quote: 认定的海关高级认证企业}
  blacklisted:
    list: {colour: black}
    at: {place: 一、, quote: 其他领域严重失信“黑名单”}
measures:
- number: "1"
  category: 通关支持
  title: 查验率
  gloss: Fewer inspections
  kind: incentive
  beneficiary: enterprise
  at: {place: 二、（一）1, quote: 平均查验率在一般信用企业平均查验率的 20% 以下。}
  requires: {all: [{use: in_city}, {use: aeo}]}
  excludes: {use: blacklisted}
  quantities:
  - {what: 平均查验率, operator: "<=", value: 20, unit: "%", quote: 20% 以下}
  duties:
  - role: responsible
    origin: heading
    agencies: [tiny-customs]
    at: {place: 二、（一）, quote: （责任单位：平顶山海关）}
  interpretations: [other-fields]
- number: "2"
  category: 通关支持
  title: 优先
  gloss: Priority
  kind: incentive
  beneficiary: enterprise
  at: {place: 二、（一）2, quote: 同等条件下优先考虑。}
  requires:
    all:
    - use: in_city
    - any:
      - rating: {scheme: customs, in: [general, advanced]}
        at: {place: 一、, quote: 海关高级认证企业}
      - programme: pool
        at: {place: 一、, quote: 联合激励对象}
    - judgement: 同等条件下
      at: {place: 二、（一）2, quote: 同等条件下优先考虑。}
  duties:
  - role: responsible
    origin: heading
    agencies: [tiny-customs]
    at: {place: 二、（一）, quote: （责任单位：平顶山海关）}
- number: "3"
  category: 其他支持
  title: 支持上下游企业
  gloss: Partners
  kind: incentive
  beneficiary: enterprise
  at:
    place: 二、（二）3
    quote: >-
      支持上下游企业：（1）降低抽查比例。（责任单位：市市场监管局、人民银行（外汇管理局）等）
      （2）推进信息共享。
  not_quantities:
  - {quote: （1）, why: number of a sub-item}
  - {quote: （2）, why: number of a sub-item}
  duty_note: The parts have their own.
  parts:
  - number: "3.1"
    category: 其他支持
    title: 降低抽查比例
    gloss: Fewer spot checks
    kind: incentive
    beneficiary: partner
    at: {place: 二、（二）3（1）, quote: 降低抽查比例。}
    requires:
      all:
      - use: in_city
      - link: {direction: either, to: {use: aeo}}
        at: {place: 二、（二）3, quote: 上下游企业}
    directions:
    - {what: 抽查比例, direction: lower, quote: 降低抽查比例}
    duties:
    - role: responsible
      origin: bracket
      agencies: [tiny-market, tiny-bank]
      at: {place: 二、（二）3（1）, quote: （责任单位：市市场监管局、人民银行（外汇管理局）等）}
      open_ended: true
  - number: "3.2"
    category: 其他支持
    title: 信息共享
    gloss: Sharing of information
    kind: administrative
    beneficiary: enterprise
    at: {place: 二、（二）3（2）, quote: 推进信息共享。}
    requires:
      all:
      - use: in_city
      - judgement: 推进信息共享
        at: {place: 二、（二）3（2）, quote: 推进信息共享}
    duties:
    - role: lead
      origin: bracket
      agencies: [tiny-drc]
      at: {place: 二、（二）3（2）, quote: （市发展改革委牵头，市市场监管局配合）}
    - role: support
      origin: bracket
      agencies: [tiny-market]
      at: {place: 二、（二）3（2）, quote: （市发展改革委牵头，市市场监管局配合）}
obligations:
- code: o1
  title: 反馈
  gloss: Feedback
  at: {place: 三、, quote: 平顶山海关每季度末 25 日前反馈市发展改革委}
  duties:
  - role: null
    origin: sentence
    agencies: [tiny-customs]
    at: {place: 三、, quote: 平顶山海关每季度末 25 日前反馈}
  recipients: [tiny-drc]
  recurrence: {rrule: "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", starts_on: 2021-12-25}
  min_cases: 1
  assumption: The first quarter after the plan.
flows:
- code: f1
  senders: [tiny-customs]
  receivers: [tiny-drc]
  channel: null
  content: 反馈
  cadence: 每季度
  at: {place: 三、, quote: 平顶山海关每季度末 25 日前反馈市发展改革委}
""",
    AGENCIES: """\
agencies:
- {code: tiny-customs, name: 平顶山海关, region: "410400", gloss: Customs}
- code: tiny-drc
  name: 市发展改革委
  region: "410400"
  gloss: Development and reform
  aliases: [市发改委]
- {code: tiny-market, name: 市市场监管局, region: "410400", gloss: Market regulation}
- {code: tiny-bank, name: 人民银行（外汇管理局）, region: "410000", gloss: Central bank}
- code: tiny-all
  name: 各部门
  region: "410400"
  gloss: All of them
  collective: true
  members: [tiny-customs, tiny-drc]
  members_at: {policy: tiny-2021-1, place: 三、, quote: 平顶山海关每季度末 25 日前反馈市发展改革委}
""",
    REGIONS: """\
regions:
- {code: "410000", name: 河南省, gloss: Henan}
- {code: "410400", name: 平顶山市, gloss: Pingdingshan, parent: "410000"}
- {code: "310115", name: 浦东新区, gloss: Pudong}
""",
    ZONES: """\
zones:
- {code: waigaoqiao, name: 外高桥保税区, gloss: Waigaoqiao, region: "310115"}
""",
    SCHEMES: """\
schemes:
- code: customs
  name: 海关企业信用等级
  gloss: Customs credit
  levels:
  - {code: advanced, name: 高级认证企业}
  - {code: general, name: 注册登记和备案企业}
  - {code: dishonest, name: 失信企业}
  keeper_words: the customs of the region
  keepers: {"410400": tiny-customs}
  kept_for: {regions: ["410000"], zones: [waigaoqiao]}
""",
    LISTS: """\
lists:
- {code: dishonest_payers, name: 失信被执行人, gloss: Judgment debtors, colour: black}
- {code: cultivated, name: 重点培育库, gloss: Pool, colour: pool}
- {code: tax_cheats, name: 重大税收违法, gloss: Tax violations, colour: black}
""",
    KINDS: "kinds:\n- {code: carrier, name: 运输企业, gloss: Carrier}\n",
    STATEMENTS: "statements:\n- {code: wants_aeo, name: 有意申请, gloss: Wants to apply}\n",
    COMMITMENTS: "commitments:\n- {code: papers_later, name: 容缺受理, gloss: Papers later}\n",
    VIOLATIONS: """\
violations:
- {code: tax_breach, name: 税收违法, gloss: Tax breach}
severities:
- {code: minor, name: 轻微, gloss: Minor}
""",
    "vocabulary/outcomes.yaml": "outcomes:\n- {code: granted, name: 给予, gloss: Granted}\n",
    "vocabulary/statuses.yaml": "statuses:\n- {code: active, name: 存续, gloss: Active}\n",
    PROGRAMMES: """\
programmes:
- code: pool
  name: 重点培育库
  gloss: Cultivation pool
  region: "410400"
  list: cultivated
  leads_to:
    rating: {scheme: customs, at_least: advanced}
    at: {policy: tiny-2021-1, place: 一、, quote: 海关高级认证企业}
  criteria:
    statement: {code: wants_aeo, value: "true"}
    at: {policy: tiny-2021-1, place: 一、, quote: 联合激励对象}
  excludes: null
  target: {value: 20, at: {policy: tiny-2021-1, place: 二、（一）1, quote: 20%}}
  helped_by: [tiny-2021-1/3.2]
  interpretations: [Joined is read as listed.]
  at: {policy: tiny-2021-1, place: 一、, quote: 激励对象}
""",
}


@dataclass(frozen=True, slots=True)
class SmallSeeds:
    """The small set; every method returns a changed copy."""

    texts: Mapping[str, str] = field(default_factory=lambda: _TEXTS)

    def having(self, path: str, text: str) -> "SmallSeeds":
        """Add a file, or replace it whole."""
        return SmallSeeds({**self.texts, path: text})

    def without(self, path: str) -> "SmallSeeds":
        """Leave a file out."""
        return SmallSeeds({each: text for each, text in self.texts.items() if each != path})

    def changed(self, path: str, old: str, new: str) -> "SmallSeeds":
        """Change words that stand exactly once in a file."""
        text = self.texts[path]
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        return self.having(path, text.replace(old, new))

    def line(self, path: str, fragment: str) -> int:
        """Return the number of the first line that holds a fragment."""
        lines = self.texts[path].splitlines()
        return next(number for number, line in enumerate(lines, 1) if fragment in line)

    def seed_set(self) -> SeedSet:
        """Return the set as the loader takes it."""
        files = [SeedFile(path, text) for path, text in sorted(self.texts.items())]
        return SeedSet(
            files=tuple(each for each in files if not each.path.startswith("documents/")),
            documents=tuple(each for each in files if each.path.startswith("documents/")),
        )
