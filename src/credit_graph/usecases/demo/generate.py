"""An invented region as the files that `import` reads, streamed to a folder."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from credit_graph.demo import cast_facts, cast_ties, crowd, crowd_ties
from credit_graph.demo.cast import Cast
from credit_graph.errors import BadArgumentError
from credit_graph.intake.csv_text import header_line, row_line
from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.kinds import Row
from credit_graph.message import Message

LINKS_PER_ENTERPRISE = 5
_TOLD_EACH: Final = 10_000


@dataclass(frozen=True, slots=True)
class GeneratedRegion:
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
    region: GeneratedRegion,
    folder: Path,
    written: Callable[[Kind, int], None] = lambda _kind, _rows: None,
) -> dict[Kind, int]:
    """Write one file per kind into the folder and return how many rows each has.

    `written` hears how many rows a file has, after each ten thousand and at its end. Raises
    `BadArgumentError` for fewer enterprises than the cast has, or more links than they can have.
    """
    if region.crowd < 0:
        why = Message("the fixed cast alone has {count}", count=len(Cast))
        raise BadArgumentError(
            "enterprises", why, Message("Ask for {count} or more.", count=len(Cast))
        )
    if region.crowd_links > region.crowd * max(region.crowd - 1, 0) // 2:
        why = Message(
            "{crowd} enterprises cannot have {crowd_links}",
            crowd=region.crowd,
            crowd_links=region.crowd_links,
        )
        raise BadArgumentError("links", why, Message("Ask for fewer links or more enterprises."))
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = {kind: stack.enter_context(_File(folder, kind, written)) for kind in Kind}
        for kind, rows in _cast().items():
            files[kind].write(rows)
        for number in range(region.crowd):
            each = crowd.member(region.seed, number)
            files[Kind.ENTERPRISES].write((each.row,))
            for kind, said in _SAID.items():
                files[kind].write(said(each))
        links = crowd_ties.crowd_links(region.seed, region.crowd, region.crowd_links)
        files[Kind.LINKS].write(links)
        files[Kind.OWNERSHIP].write(crowd_ties.crowd_holdings(region.seed, region.crowd))
    return {kind: file.count for kind, file in files.items()}


class _File:
    def __init__(self, folder: Path, kind: Kind, written: Callable[[Kind, int], None]) -> None:
        self.count = 0
        self._written = written
        self._path = folder / f"{kind}.csv"
        self._kind = kind

    def __enter__(self) -> Self:
        self._stream = self._path.open("w", encoding="utf-8", newline="")
        self._stream.write(header_line(self._kind))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
        self._written(self._kind, self.count)

    def write(self, rows: Iterable[Row]) -> None:
        """Append rows."""
        for row in rows:
            self._stream.write(row_line(self._kind, row))
            self.count += 1
            if self.count % _TOLD_EACH == 0:
                self._written(self._kind, self.count)


def _cast() -> dict[Kind, Iterable[Row]]:
    return {
        Kind.ENTERPRISES: [each.row for each in Cast],
        Kind.RATINGS: cast_facts.cast_ratings(),
        Kind.LISTS: cast_facts.cast_entries(),
        Kind.STATEMENTS: cast_facts.cast_statements(),
        Kind.COMMITMENTS: cast_facts.cast_commitments(),
        Kind.VIOLATIONS: cast_facts.cast_violations(),
        Kind.USES: cast_facts.cast_uses(),
        Kind.LINKS: cast_ties.cast_links(),
        Kind.OWNERSHIP: cast_ties.cast_holdings(),
        Kind.COVERAGE: cast_ties.coverage(),
        Kind.SUBMISSIONS: cast_ties.submissions(),
    }


_SAID: Final[dict[Kind, Callable[[crowd.CrowdMember], Iterable[Row]]]] = {
    Kind.RATINGS: crowd.ratings,
    Kind.LISTS: crowd.entries,
    Kind.STATEMENTS: crowd.statements,
    Kind.COMMITMENTS: crowd.commitments,
    Kind.VIOLATIONS: crowd.violations,
    Kind.USES: crowd.uses,
}
