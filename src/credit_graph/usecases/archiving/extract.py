"""A logical export: everything published at one instant, page by page, with the rules in force."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from credit_graph.graph.archiving.extraction import ArchivedInstant, SectionReader, take_instant
from credit_graph.graph.archiving.rows import ArchivedRow
from credit_graph.graph.archiving.sections import SECTIONS, ArchiveSection
from credit_graph.graph.database.connection import Graph
from credit_graph.seeds.files.sources import SeedFile, SeedSet


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """Some rows of one section."""

    section: ArchiveSection
    rows: tuple[ArchivedRow, ...]


class LogicalExport:
    """One export of a graph.

    `rules` is the version of the rules in force at the instant, known when all pages are read, None
    where there were none.
    """

    def __init__(self, graph: Graph, instant: ArchivedInstant) -> None:
        self.instant = instant
        self.rules: str | None = None
        self._extraction = SectionReader(graph, instant)

    @classmethod
    async def begin(cls, graph: Graph) -> "LogicalExport":
        """Take the instant of the latest publication."""
        return cls(graph, await take_instant(graph))

    async def pages(self) -> AsyncIterator[ArchivedPage]:
        """Give every page, in the order in which they have to be put."""
        texts: list[SeedFile] = []
        for section in SECTIONS:
            async for rows in self._extraction.pages(section):
                if section.name == "seed_versions":
                    texts += standing_seeds(rows)
                yield ArchivedPage(section, rows)
        self.rules = SeedSet.of(texts).version if texts else None


def standing_seeds(rows: tuple[ArchivedRow, ...]) -> list[SeedFile]:
    """Return the seed files among versions that stand."""
    standing = (each.values for each in rows if "retracted_at" not in each.values)
    return [SeedFile(str(each["path"]), str(each["text"])) for each in standing]
