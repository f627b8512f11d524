"""A chain as a picture: tiers as columns, suppliers left of the core, customers right of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import drawsvg

from credit_graph.domain.chains.picture import ChainPicture, PictureLink, PictureNode, picture_of
from credit_graph.domain.chains.profile import Profile
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.chains.walk import ChainDirection

_COLUMN, _ROW, _MARGIN, _HEAD = 230, 44, 24, 40
_RADIUS = 9
_LONGEST_NAME = 14
_PLAIN, _AEO, _LISTED, _UNKNOWN = "#6b7280", "#15803d", "#b91c1c", "#d1d5db"
_LINE, _INK = "#9ca3af", "#111827"


@dataclass(frozen=True, slots=True)
class PictureWords:
    """The words of a picture; `tier` takes its number, `hidden` how many are not shown."""

    core: str
    tier: str
    suppliers: str
    customers: str
    hidden: str


WORDS: Mapping[str, PictureWords] = {
    "en": PictureWords(
        "core", "tier {}", "suppliers", "customers", "{} more that this token does not show"
    ),
    "zh": PictureWords(
        "核心企业", "{} 级", "上游供应", "下游采购", "另有 {} 家不在本令牌的查看范围内"
    ),
}


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float


def draw_chain(survey: Survey, most: int, language: str = "en") -> str:
    """Return an SVG of the core, its group and the members that come first, at most so many.

    The words in it are those of a language of `WORDS`.

    Green: AEO; red: on a black list, or dishonest; pale: not known whether it is an AEO. A
    line's label is the share of the customer's purchases. The same survey gives the same bytes.
    """
    hidden = sum(each.is_hidden for each in survey.chain.members)
    picture = picture_of(survey.chain, most).without_hidden()
    columns = _columns(picture)
    places = _places(columns)
    width = 2 * _MARGIN + _COLUMN * len(columns)
    height = _HEAD + 2 * _MARGIN + _ROW * max(map(len, columns.values()))
    drawing = drawsvg.Drawing(width, height, id_prefix="chain", font_family="sans-serif")
    drawing.append(drawsvg.Rectangle(0, 0, width, height, fill="white"))
    for position, column in enumerate(columns):
        drawing.append(_heading(column, WORDS[language], _MARGIN + position * _COLUMN))
    if hidden:
        drawing.append(_note(WORDS[language].hidden.format(hidden), height))
    for link in picture.links:
        drawing.append(_line(link, places))
    for node in picture.nodes:
        drawing.append(_node(node, survey, places[node.uscc]))
    return str(drawing.as_svg())


def _columns(picture: ChainPicture) -> Mapping[int, list[PictureNode]]:
    """Group the nodes by column: suppliers below 0, the core and its group 0, customers above."""
    ordered = sorted(picture.nodes, key=_column)  # stable: the picture's order stays within one
    return {column: list(nodes) for column, nodes in groupby(ordered, key=_column)}


def _column(node: PictureNode) -> int:
    return node.tier if node.side is ChainDirection.DOWNSTREAM else -node.tier


def _places(columns: Mapping[int, list[PictureNode]]) -> dict[str, _Point]:
    tallest = max(map(len, columns.values()))
    places: dict[str, _Point] = {}
    for position, nodes in enumerate(columns.values()):
        top = _HEAD + _MARGIN + _ROW * (tallest - len(nodes) + 1) / 2
        for row, node in enumerate(nodes):
            x = _MARGIN + position * _COLUMN + _COLUMN / 2
            places[node.uscc] = _Point(x, top + row * _ROW)
    return places


def _heading(column: int, words: PictureWords, left: float) -> drawsvg.Text:
    tier = words.core if column == 0 else words.tier.format(abs(column))
    side = "" if column == 0 else f" · {words.suppliers if column < 0 else words.customers}"
    x, y = left + _COLUMN / 2, _MARGIN
    return drawsvg.Text(tier + side, 13, x, y, text_anchor="middle", fill=_INK)


def _note(words: str, height: float) -> drawsvg.Text:
    return drawsvg.Text(words, 11, _MARGIN, height - _MARGIN / 2, fill=_PLAIN)


def _line(link: PictureLink, places: Mapping[str, _Point]) -> drawsvg.Group:
    start, end = places[link.supplier], places[link.customer]
    group = drawsvg.Group()
    group.append(drawsvg.Line(start.x, start.y, end.x, end.y, stroke=_LINE, stroke_width=1.2))
    if link.share is not None:
        label = f"{link.share:.0%}"
        x, y = (start.x + end.x) / 2, (start.y + end.y) / 2 - 3
        group.append(drawsvg.Text(label, 10, x, y, text_anchor="middle", fill=_PLAIN))
    return group


def _node(node: PictureNode, survey: Survey, place: _Point) -> drawsvg.Group:
    enterprise = survey.roster.enterprise(node.uscc)
    colour = _colour(survey.roster.profile(node.uscc), survey)
    circle = drawsvg.Circle(place.x, place.y, _RADIUS, fill=colour, stroke=_INK, stroke_width=0.8)
    circle.append_title(f"{enterprise.name} {node.uscc}")
    name = _short(enterprise.name)
    group = drawsvg.Group()
    group.append(circle)
    group.append(drawsvg.Text(name, 11, place.x, place.y + 22, text_anchor="middle", fill=_INK))
    return group


def _colour(profile: Profile, survey: Survey) -> str:
    if profile.is_dishonest or survey.roster.barred_by(profile):
        return _LISTED
    if profile.is_aeo:
        return _AEO
    return _UNKNOWN if survey.roster.is_customs_unknown(profile) else _PLAIN


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
