"""A site's folder of seeds: a policy, its document, an agency file and a list of its own."""

from pathlib import Path

from credit_graph.resources import seeds_folder

POLICY = "policies/site-2025-1.yaml"
DOCUMENT = "documents/site_2025_1.txt"
LISTS = "vocabulary/lists/site.yaml"

_TEXTS = {
    DOCUMENT: """\
# 关于支持诚信企业的措施

平示〔2025〕1号

### 一、措施

1.平顶山市的示范企业同等条件下优先安排资金。（责任单位：市财政局）
""",
    POLICY: """\
code: site-2025-1
number: 平示〔2025〕1号
title: 关于支持诚信企业的措施
gloss: Measures for model enterprises
document: site_2025_1.txt
region: "410400"
issuers: [pds-treasury]
issued_on: 2025-01-01
items:
- pattern: '^(\\d+)\\.'
  from: 一、措施
  to: null
  code: "{n}"
brackets:
- pattern: '（责任单位：([^）]*)）'
measures:
- number: "1"
  category: 措施
  title: 优先安排资金
  gloss: Priority when funds are allotted
  kind: incentive
  beneficiary: enterprise
  at: {place: 一、1, quote: 平顶山市的示范企业同等条件下优先安排资金。}
  requires:
    all:
    - region: "410400"
      at: {place: 一、1, quote: 平顶山市的}
    - list: {code: site_model}
      at: {place: 一、1, quote: 示范企业}
    - judgement: 同等条件下
      at: {place: 一、1, quote: 同等条件下优先安排资金}
  duties:
  - role: responsible
    origin: bracket
    agencies: [pds-treasury]
    at: {place: 一、1, quote: （责任单位：市财政局）}
""",
    LISTS: """\
lists:
- code: site_model
  name: 示范企业名单
  gloss: Model enterprises of the site
  colour: red
- code: site_spare
  name: 备用名单
  gloss: A list that nobody uses
  colour: white
""",
}


def make_site(folder: Path) -> Path:
    """Write the site's folder and return it."""
    for path, text in _TEXTS.items():
        put(folder, path, text)
    return folder


def put(folder: Path, path: str, text: str) -> None:
    """Write a file of the site."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, "utf-8")


def packaged(path: str) -> str:
    """Return the text of a packaged file."""
    return (seeds_folder() / path).read_text("utf-8")
