"""A draft holds what its document shows, marked, and passes `check` once a person settled it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

from credit_graph.errors import BadArgumentError
from credit_graph.resources import seeds_folder
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.drafting import word_document
from credit_graph.seeds.drafting.outline import Item, outline, sentences_with_times
from credit_graph.seeds.drafting.policy_draft import policy_draft
from credit_graph.seeds.drafting.word_document import word_text
from credit_graph.seeds.files.document import folded
from credit_graph.seeds.files.mark import MARK
from credit_graph.seeds.files.sources import SeedFile, SeedSet, read_seeds
from support.limiting_words import POLICIES, Row, rows_of, text_of

# Of each document, how often 可 is a part of 许可, 认可, 不可抗力 or 可操作.
FIXED = {"000": 3, "001": 2, "002": 1, "003": 3, "004": 1}
TEXT = """\
# 关于支持高级认证企业的若干措施

平示〔2024〕1号

### 一、适用对象

平顶山市的海关高级认证企业。

### 二、措施

#### （一）通关支持（责任单位：平顶山海关）

1.平均查验率在一般企业的 20% 以下。（责任单位：平顶山海关）

2.同等条件下优先
安排资金。（市财政局牵头，市商务局等配合）

### 三、附则

市商务局每季度末报送情况。本措施自2024年7月1日起施行。

2024年6月20日
"""


def findings(draft: str, text: str = TEXT) -> list[str]:
    packaged = read_seeds(seeds_folder())
    policy = SeedFile("policies/example-2024-1.yaml", draft)
    document = SeedFile("documents/example.txt", text)
    seeds = SeedSet((*packaged.files, policy), (*packaged.documents, document))
    return [str(each.problem) for each in check_seeds(seeds).findings]


def test_the_items_have_their_places_headings_texts_and_brackets() -> None:
    seen = outline(TEXT)
    assert seen.title == "关于支持高级认证企业的若干措施"
    assert (seen.first, seen.last) == ("二、措施", "三、附则")
    assert [(item.number, item.place, item.text) for item in seen.items] == [
        ("1", "二、（一）1", "平均查验率在一般企业的 20% 以下。"),
        ("2", "二、（一）2", "同等条件下优先安排资金。"),
    ]
    assert [[each.names for each in item.brackets] for item in seen.items] == [
        ["平顶山海关", "平顶山海关"],
        ["平顶山海关", "市财政局牵头，市商务局等配合"],
    ]
    assert seen.items[0].figures == ("20%",)
    assert seen.items[1].open_words == ("同等条件下", "优先")


def test_a_longer_open_word_hides_the_shorter_one_within_it() -> None:
    [item] = outline("一、措施\n1.可以办理。").items
    assert item.open_words == ("可以",)


@pytest.mark.parametrize(
    "text",
    [
        "因不可抗力中断国际贸易恢复后通关。",
        "办理许可、审批等业务。",
        "提升市场认可度。",
        "形成可操作的配套制度，开展可行性研究。",
        "做到来源可追溯、风险可控、数据可信、发展可持续。",
        "退还保证金。",
    ],
)
def test_a_fixed_term_in_which_a_word_permits_nothing_gets_no_mark(text: str) -> None:
    [item] = outline(f"一、措施\n1.{text}").items
    assert set(item.open_words) <= {"提升"}


@pytest.mark.parametrize(
    "text",
    [
        "因不可抗力延误的，可延期办理。",
        "行政许可可容缺受理。",
        "可以延期的，海关可免除担保。",
        "税务机关可靠前服务。",
        "主管部门可控制查验比例。",
        "部门可行使裁量权。",
        "经主管部门确认可享受便利。",
        "允许可分批办理。",
        "可信用评价后放行。",
    ],
)
def test_a_word_that_permits_beside_a_fixed_term_keeps_its_mark(text: str) -> None:
    [item] = outline(f"一、措施\n1.{text}").items
    assert "可" in item.open_words


@pytest.mark.parametrize("document", POLICIES)
def test_each_word_that_permits_in_the_five_documents_keeps_its_mark(document: str) -> None:
    rows = [row for row in rows_of(document) if row.word in ("可", "可以")]
    for row in rows:
        assert {"可", "可以"} & set(item_of(row.quote).open_words), row
    # The tables were copied by hand: all else that has the character is a fixed term.
    text = text_of(document)
    fixed = [text[at - 1 : at + 4] for at in places_of("可", text) if not stands_in(rows, text, at)]
    assert [each for each in fixed if "可" in item_of(each).open_words] == []
    assert len(fixed) == FIXED[document]


def item_of(text: str) -> Item:
    return Item("1", "一、1", "", text, ())


def places_of(word: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(word, text)]


def stands_in(rows: list[Row], text: str, at: int) -> bool:
    """Tell whether one of the rows is about the word at that place."""
    for row in rows:
        begin = text.index(folded(row.quote)) + folded(row.quote).index(row.word)
        if begin == at:
            return True
    return False


def test_sentences_that_set_a_time_are_found_once() -> None:
    assert sentences_with_times(TEXT) == (
        "市商务局每季度末报送情况",
        "本措施自2024年7月1日起施行",
        "2024年6月20日",
    )


def test_a_document_without_items_says_so() -> None:
    draft = policy_draft("x", "x.txt", "一、总则\n按规定执行。\n2024年13月40日\n")
    assert "no numbered items were found" in draft
    assert "the title, as printed" in draft
    assert "the day of issue, or null" in draft


def test_whatever_is_found_is_marked_and_check_names_each_mark_and_nothing_else() -> None:
    draft = policy_draft("example-2024-1", "example.txt", TEXT, "410400")
    for found in (
        "平示〔2024〕1号",
        "关于支持高级认证企业的若干措施",
        "2024-06-20",
        "410400",
        "2024-07-01",
    ):
        assert f"{MARK} {found}" in draft
    problems = findings(draft)
    assert len(problems) == draft.count(MARK) - 1  # one stands in the head
    assert all(each.startswith("mark to settle: ") for each in problems)


SETTLED: Mapping[str, str] = {
    "??? 平示〔2024〕1号": "平示〔2024〕1号",
    "??? 关于支持高级认证企业的若干措施": "关于支持高级认证企业的若干措施",
    "??? the title in English": "Measures in support of advanced certified enterprises",
    "??? 410400": '"410400"',
    "??? the code of the agency that issues it": "pds-treasury",
    "??? 2024-06-20": "2024-06-20",
    "??? 2024-07-01": "2024-07-01",
    "??? words that limit it to the region": "平顶山市的",
    "??? a short title in Chinese": "措施",
    "??? what it says, in plain English": "What it says",
    "??? incentive, cultivation, sanction, administrative or safeguard": "incentive",
    "??? enterprise, legal_representative, staff, partner or ship": "enterprise",
    "'??? what else the item asks of the enterprise: a rating, a list, a statement'": (
        "rating: {scheme: customs, at_least: advanced}\n"
        "      at: {place: 一、, quote: 海关高级认证企业}"
    ),
    "'??? “同等条件下”: a judgement, a direction, or nothing'": (
        "judgement: 同等条件下\n      at: {place: 二、（一）2, quote: 同等条件下优先}"
    ),
    "    - '??? “优先”: a judgement, a direction, or nothing'\n": "",
    "??? what is measured; or move the words to not_quantities": "平均查验率",
    "??? <, <=, =, >= or >": '"<="',
    "??? the figure": "20",
    "??? its unit": '"%"',
    "??? the codes of 平顶山海关": "pds-customs",
    "??? why it is no report or deadline, or write one": "a report without a day",
}


def test_a_draft_with_every_mark_settled_passes_check() -> None:
    draft = policy_draft("example-2024-1", "example.txt", TEXT, "410400")
    for mark, said in SETTLED.items():
        assert mark in draft, mark
        draft = draft.replace(mark, said)
    role = "role: ??? lead, support, each_by_duty, responsible or null"
    draft = draft.replace(role, "role: responsible", 3)
    # A bracket with two roles needs a duty for each.
    draft = draft[: draft.index(f"  - {role}")] + (
        "  - {role: lead, origin: bracket, agencies: [pds-treasury],\n"
        "     at: {place: 二、（一）2, quote: （市财政局牵头，市商务局等配合）}}\n"
        "  - {role: support, origin: bracket, agencies: [pds-commerce], open_ended: true,\n"
        "     at: {place: 二、（一）2, quote: （市财政局牵头，市商务局等配合）}}\n"
    )
    assert findings(draft) == []


def test_a_word_document_gives_its_paragraphs_and_tables(tmp_path: Path) -> None:
    book = Document()
    book.add_heading("关于支持高级认证企业的若干措施", 1)
    book.add_paragraph("1.优先办理。")
    table = book.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "任务", "12月"
    path = tmp_path / "policy.docx"
    book.save(str(path))
    assert word_text(path) == "关于支持高级认证企业的若干措施\n1.优先办理。\n任务\t12月\n"


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        ("w:ins", "changes that are neither accepted nor refused"),
        ("w:del", "changes that are neither accepted nor refused"),
        ("w:sdt", "content controls"),
        ("w:fldSimple", "fields"),
        ("w:numPr", "numbers that Word gives paragraphs by itself"),
    ],
)
def test_a_word_document_of_which_words_would_be_lost_is_refused(
    tmp_path: Path, tag: str, what: str
) -> None:
    book = Document()
    paragraph = book.add_paragraph("优先办理。")
    paragraph._p.append(OxmlElement(tag))  # python-docx writes none of these
    path = tmp_path / "policy.docx"
    book.save(str(path))
    with pytest.raises(BadArgumentError, match=what):
        word_text(path)


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "policy.docx"
    path.write_text("关于支持", "utf-8")
    with pytest.raises(BadArgumentError, match=r"is no \.docx"):
        word_text(path)


def test_a_word_document_that_is_too_large_unpacked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "policy.docx"
    Document().save(str(path))
    monkeypatch.setattr(word_document, "LARGEST_BYTES", 100)
    with pytest.raises(BadArgumentError, match="unpacks to"):
        word_text(path)


@pytest.mark.parametrize(
    ("sentence", "to"),
    [
        ("有效期至2029年5月31日", "2029-06-01"),
        ("有效期限自发布之日起至2029年12月31日", "2030-01-01"),
    ],
)
def test_an_end_that_is_stated_is_the_day_after_its_last_one(sentence: str, to: str) -> None:
    draft = policy_draft("x-2024-1", "x.txt", TEXT.replace("起施行。", f"起施行，{sentence}。"))
    assert f"  to: {MARK} {to}\n" in draft
    assert "    how: expired\n" in draft


def test_an_end_that_is_no_day_is_not_guessed() -> None:
    draft = policy_draft(
        "x-2024-1", "x.txt", TEXT.replace("起施行。", "起施行，有效期至2029年2月30日。")
    )
    assert "  to: " not in draft.split("items:")[0]
