"""Outline of a document: its headings, its numbered items, their texts and unit brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARGIN = r"[ \t\u3000*#]*"
_SECTION = re.compile(rf"^{_MARGIN}([一二三四五六七八九十]+、)(.*)$")
_SUBSECTION = re.compile(rf"^{_MARGIN}([（(][一二三四五六七八九十]+[）)])(.*)$")
_ITEM = re.compile(rf"^{_MARGIN}([0-9]+)[.、．](.*)$")
ITEM_PATTERN = r"^[ \t\u3000*#]*(\d+)[.、．]"
BRACKET_PATTERNS = (
    r"[（(](?:责任单位|牵头单位)[:：]([^（()）]*)[）)]",
    r"[（(]([^（()）]*(?:牵头|配合|负责))[）)]",
)
_BRACKET = re.compile("|".join(BRACKET_PATTERNS))
# Words that limit, permit, promise or direct: each is a judgement, a direction, or nothing.
_OPEN = (
    *("同等条件下", "符合条件的", "有条件的", "除外", "原则上", "力争", "争取", "适当", "一定"),
    *("探索", "鼓励", "引导", "支持", "推动", "优先", "可以", "可", "确保", "保证", "减少", "降低"),
    *("提高", "提升", "缩短", "免除", "免费", "减免", "简化", "不超过"),
)
# Words of which 可 (or 保证) is a part and permits (or promises) nothing. What may follow to make
# other words of them is named: 可靠前服务, 可控制, 经确认可享受 permit.
_FIXED = re.compile(
    r"不可抗力|不可或缺|(?<![允准])许可|(?<![确默公])认可|可操作性|可操作的|可行性|可行的|可靠(?!前)|可控(?!制)|可持续|可追溯|"
    r"可视化|可再生|可量化|可比性|可比价|可信(?![息用])|可研|保证金"
)
_TIMES = re.compile(
    r"[^。；;\n]*(?:每|前|[0-9０-９一二三四五六七八九十]+日|(?:月|季|季度|年|年度)[末底])[^。；;\n]*"
)


@dataclass(frozen=True, slots=True)
class BracketText:
    """A unit bracket: its place, its exact words, what stands in it; `heading`: in a heading."""

    place: str
    quote: str
    names: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item: where it stands, the heading above it, and its text.

    `text` has neither the number nor a unit bracket at its end, which is in `brackets` with those
    of the heading.
    """

    number: str
    place: str
    heading: str
    text: str
    brackets: tuple[BracketText, ...]

    @property
    def open_words(self) -> tuple[str, ...]:
        """Words in it that may leave something open, each once, longer ones first.

        A word counts where it stands by itself: not within a longer one, nor in a fixed term.
        """
        found, left = list[str](), _FIXED.sub("\0", self.text)
        for word in _OPEN:
            if word in left:
                found.append(word)
                left = left.replace(word, "\0")
        return tuple(found)

    @property
    def figures(self) -> tuple[str, ...]:
        """Runs of digits in it with a few words around, as exact words."""
        return tuple(
            found.group().strip()
            for found in re.finditer(r"[^，。；、\s]{0,6}[0-9０-９]+[^，。；、\s]{0,6}", self.text)
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document's lines show. `first` and `last` are the headings around the items."""

    title: str | None
    items: tuple[Item, ...]
    first: str | None
    last: str | None


def outline(text: str) -> Outline:
    """Return the outline of a document's text."""
    items = tuple(_items(text))
    headings = [each for each in _headings(text) if each]
    places = {item.place[: item.place.index("、") + 1] for item in items if "、" in item.place}
    inside = [at for at, heading in enumerate(headings) if any(map(heading.startswith, places))]
    first = headings[inside[0]] if inside else None
    after = headings[inside[-1] + 1 :] if inside else []
    return Outline(_title(text), items, first, after[0] if after else None)


def sentences_with_times(text: str) -> tuple[str, ...]:
    """Return the sentences that set a time, each once."""
    found = (match.group().strip(" \t\u3000*#") for match in _TIMES.finditer(text))
    return tuple(dict.fromkeys(each for each in found if each))


def _headings(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if found := _SECTION.match(line):
            yield "".join(found.groups()).strip(" \t\u3000*#")


@dataclass(frozen=True, slots=True)
class _Heading:
    """The headings above an item: of the section, and of the part of it, if there is one."""

    section: str = ""
    part: str = ""
    words: str = ""

    @property
    def place(self) -> str:
        return f"{self.section}{self.part}"

    @property
    def category(self) -> str:
        return _BRACKET.sub("", self.words).strip()

    def item(self, number: str, lines: list[str]) -> Item:
        whole = "".join(line.strip(" \t\u3000*#") for line in lines)
        place = f"{self.place}{number}"
        own = tuple(_brackets(whole, place))
        text = whole
        while (last := next((each for each in own if text.endswith(each.quote)), None)) is not None:
            text = text.removesuffix(last.quote)
        above = _brackets(self.words, self.place, heading=True)
        return Item(number, place, self.category, text, (*above, *own))


def _items(text: str) -> Iterator[Item]:
    above, number, lines = _Heading(), "", list[str]()
    for line in (*text.splitlines(), "一、"):  # the last line closes the last item
        top, below, item = _SECTION.match(line), _SUBSECTION.match(line), _ITEM.match(line)
        if (top or below or item) and number:
            yield above.item(number, lines)
            number, lines = "", []
        if top:
            above = _Heading(top[1], "", top[2].strip(" *#"))
        elif below:
            above = _Heading(above.section, below[1], below[2].strip(" *#"))
        elif item:
            number, lines = item[1], [item[2]]
        elif number:
            lines.append(line)


def _brackets(text: str, place: str, *, heading: bool = False) -> Iterator[BracketText]:
    for found in _BRACKET.finditer(text):
        yield BracketText(place, found.group(), found[1] or found[2] or "", heading)


def _title(text: str) -> str | None:
    for line in text.splitlines():
        plain = line.strip(" \t\u3000*#")
        if re.search(r"(?:措施|方案|办法|计划|意见|细则|规定)$", plain) and len(plain) <= 80:  # noqa: PLR2004  # a title is short
            return plain
    return None
