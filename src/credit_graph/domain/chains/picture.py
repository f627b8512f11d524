"""The part of a chain that fits into a picture: nodes and links."""

from dataclasses import dataclass, replace

from credit_graph.domain.chains.members import Chain, is_hidden
from credit_graph.domain.chains.routes import pair_share
from credit_graph.domain.chains.walk import ChainDirection, ChainLink


@dataclass(frozen=True, slots=True)
class PictureNode:
    """An enterprise drawn: on which tier, on which side; both 0 and `None` for the core."""

    uscc: str
    tier: int
    side: ChainDirection | None


@dataclass(frozen=True, slots=True)
class PictureLink:
    """Who supplies whom, by all their parallel links together; see `pair_share`."""

    supplier: str
    customer: str
    share: float | None
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainPicture:
    """Nodes nearest to the core first, the links among them, and how many are left out."""

    nodes: tuple[PictureNode, ...]
    links: tuple[PictureLink, ...]
    omitted: int

    def without_hidden(self) -> "ChainPicture":
        """Return the picture without nodes that stand for hidden members: they have no place."""
        return replace(self, nodes=tuple(each for each in self.nodes if not is_hidden(each.uscc)))


def picture_of(chain: Chain, most: int) -> ChainPicture:
    """Return the core, its group and the members that come first, at most so many nodes.

    Members come by tier, then by reach, greatest first: what matters most to the core is shown.
    """
    members = sorted(chain.members, key=lambda each: (each.tier, -each.weight, each.uscc))
    core = PictureNode(chain.question.core, 0, None)
    shown = [PictureNode(each.uscc, each.tier, each.side) for each in members[: most - 1]]
    nodes = (core, *shown)
    links = _links_among({node.uscc for node in nodes}, chain)
    return ChainPicture(nodes, links, omitted=len(members) - len(shown))


def _links_among(codes: set[str], chain: Chain) -> tuple[PictureLink, ...]:
    parallel: dict[tuple[str, str], dict[ChainDirection, list[ChainLink]]] = {}
    for side, link in chain.links():
        if link.near in codes and link.far in codes:
            ends = (link.far, link.near)
            pair = ends if side is ChainDirection.UPSTREAM else ends[::-1]
            parallel.setdefault(pair, {}).setdefault(side, []).append(link)
    return tuple(_picture_link(pair, sides) for pair, sides in sorted(parallel.items()))


def _picture_link(
    pair: tuple[str, str], sides: dict[ChainDirection, list[ChainLink]]
) -> PictureLink:
    # A link walked both ways is one link: either walk knows all that are parallel.
    links = next(iter(sides.values()))
    categories = sorted({link.category for link in links if link.category is not None})
    return PictureLink(*pair, pair_share(links), tuple(categories))
