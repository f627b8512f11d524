"""An invented region as the files that `import` reads, streamed to a folder."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from credit_graph.demo import cast_facts, cast_ties, crowd, crowd_ties
from credit_graph.demo.cast import Cast
from credit_graph.errors import BadArgumentError
from credit_graph.intake.csv_text import header_line, row_line
from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows import Row

LINKS_PER_ENTERPRISE = 5


@dataclass(frozen=True, slots=True)
class Region:
    """What to invent: how many enterprises in all, how many links among those beside the cast.

    The same values give the same bytes on every machine. The cast comes first and is always the
    same; `enterprises` includes it.
    """

    enterprises: int
    seed: int
    links: int | None = None

    @property
    def crowd(self) -> int:
        """How many enterprises there are beside the cast."""
        return self.enterprises - len(Cast)

    @property
    def crowd_links(self) -> int:
        """How many links there are among them."""
        return self.crowd * LINKS_PER_ENTERPRISE if self.links is None else self.links


def generate_region(
    region: Region, folder: Path, written: Callable[[Kind, int], None] = lambda _kind, _rows: None
) -> dict[Kind, int]:
    """Write one file per kind into the folder and return how many rows each has.

    `written` hears of every file when it is complete. Raises `BadArgumentError` for fewer
    enterprises than the cast has, or more links than they can have.
    """
    if region.crowd < 0:
        why = f"the fixed cast alone has {len(Cast)}"
        raise BadArgumentError("enterprises", why, f"Ask for {len(Cast)} or more.")
    if region.crowd_links > region.crowd * max(region.crowd - 1, 0) // 2:
        why = f"{region.crowd} enterprises cannot have {region.crowd_links}"
        raise BadArgumentError("links", why, "Ask for fewer links or more enterprises.")
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for kind, rows in _files(region).items():
        counts[kind] = _write(folder / f"{kind}.csv", kind, rows)
        written(kind, counts[kind])
    return counts


def _write(path: Path, kind: Kind, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(header_line(kind))
        for row in rows:
            stream.write(row_line(kind, row))
            count += 1
    return count


def _files(region: Region) -> dict[Kind, Iterator[Row]]:
    said = partial(_of_each, region)
    links = crowd_ties.crowd_links(region.seed, region.crowd, region.crowd_links)
    holdings = crowd_ties.crowd_holdings(region.seed, region.crowd)
    return {
        Kind.ENTERPRISES: chain((each.row for each in Cast), said(_registration)),
        Kind.RATINGS: chain(cast_facts.cast_ratings(), said(crowd.ratings)),
        Kind.LISTS: chain(cast_facts.cast_entries(), said(crowd.entries)),
        Kind.STATEMENTS: chain(cast_facts.cast_statements(), said(crowd.statements)),
        Kind.COMMITMENTS: chain(cast_facts.cast_commitments(), said(crowd.commitments)),
        Kind.VIOLATIONS: chain(cast_facts.cast_violations(), said(crowd.violations)),
        Kind.USES: chain(cast_facts.cast_uses(), said(crowd.uses)),
        Kind.LINKS: chain(cast_ties.cast_links(), links),
        Kind.OWNERSHIP: chain(cast_ties.cast_holdings(), holdings),
        Kind.COVERAGE: cast_ties.coverage(),
        Kind.SUBMISSIONS: cast_ties.submissions(),
    }


def _of_each(region: Region, said: Callable[[crowd.Member], Iterable[Row]]) -> Iterator[Row]:
    for number in range(region.crowd):
        yield from said(crowd.member(region.seed, number))


def _registration(each: crowd.Member) -> tuple[Row]:
    return (each.row,)
