"""Everything that is known at an instant, in the files that `import` reads.

Importing the files elsewhere gives the same facts; what was withdrawn is not among them.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import fields, replace
from datetime import datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Protocol

from credit_graph.domain.facts.partner_id import is_unnamed, stated_code
from credit_graph.domain.facts.record import PARTNER
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import Row as Record
from credit_graph.graph.imports.facts import native_cells
from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling.packing import SAID, properties, restored
from credit_graph.intake.rows.kinds import EnterpriseRow, LinkRow, OwnershipRow, PartnerRow, Row
from credit_graph.usecases.exporting.table_files import CsvFile, ParquetFile, TableFile


class FileFormat(Enum):
    """What kind of files are written."""

    CSV = CsvFile
    PARQUET = ParquetFile


class ExportProgress(Protocol):
    """Hears how far an export has come."""

    def advanced(self, enterprises: int) -> None:
        """Tell how many enterprises have been written with all that is said of them."""


async def export_files(
    graph: Graph,
    folder: Path,
    file_format: FileFormat,
    *,
    known_at: datetime,
    progress: ExportProgress,
    page: int = 1_000,
) -> dict[Kind, int]:
    """Write one file per kind into the folder and return how many rows each has.

    The rows are in the order of their enterprises' codes, so equal graphs give equal files. Each
    file gets its name when all are complete. `page` enterprises are read at once.
    """
    unfinished = _made(folder / ".partial")
    files: dict[Kind, TableFile] = {kind: file_format.value(unfinished, kind) for kind in Kind}
    export = _Export(graph, files, known_at, page)
    with ExitStack() as stack:
        for file in files.values():
            stack.enter_context(file)
        await export.run(progress)
    for file in files.values():
        file.path.replace(folder / file.path.name)
    unfinished.rmdir()
    return export.counts


class _Export:
    def __init__(
        self, graph: Graph, files: Mapping[Kind, TableFile], known_at: datetime, page: int
    ) -> None:
        self.counts = dict.fromkeys(Kind, 0)
        self._files = files
        self._page = page
        self._read = partial(graph.read, known_at=known_at, timeout_s=graph.limits.stage_s)

    async def run(self, progress: ExportProgress) -> None:
        """Write everything, enterprise by enterprise."""
        after, enterprises = "", 0
        while rows := self._put(
            Kind.ENTERPRISES, await self._read("export/page", after=after, limit=self._page)
        ):
            usccs = list(dict.fromkeys(row.uscc for row in rows if isinstance(row, EnterpriseRow)))
            await self._write_all_of(usccs)
            after = usccs[-1]
            enterprises += len(usccs)
            progress.advanced(enterprises)
        self._put(Kind.COVERAGE, await self._read("export/coverage"))
        self._put(Kind.SUBMISSIONS, await self._read("export/submissions"))

    async def _write_all_of(self, usccs: Sequence[str]) -> None:
        for kind, said in SAID.items():
            columns = list(properties(kind))
            found = await self._read("export/said", usccs=usccs, label=said.label, columns=columns)
            self._put(kind, found)
        self._put(Kind.LINKS, await self._read("export/links", usccs=usccs))
        self._put(Kind.OWNERSHIP, await self._read("export/ownership", usccs=usccs))

    def _put(self, kind: Kind, records: Iterable[Record]) -> Sequence[Row]:
        rows = sorted((restored(kind, native_cells(each["cells"])) for each in records), key=_order)
        stated = [each for each in map(_stated, rows) if each is not None]
        partners = [each for each in stated if isinstance(each, PartnerRow)]
        others = [each for each in stated if not isinstance(each, PartnerRow)]
        for of_kind, written in ((kind, others), (Kind.PARTNERS, partners)):
            if written:
                self._files[of_kind].write(written)
                self.counts[of_kind] += len(written)
        return rows


def _stated(row: Row) -> Row | None:
    """Return a row as files state it; `None` for an unnamed partner, which links state."""
    match row:
        case EnterpriseRow(status=status) if status == PARTNER:
            return None if is_unnamed(row.uscc) else PartnerRow(row.uscc, row.name, row.region)
        case LinkRow(supplier_uscc=supplier, customer_uscc=customer):
            codes = (stated_code(supplier), stated_code(customer))
            return replace(row, supplier_uscc=codes[0], customer_uscc=codes[1])
        case OwnershipRow(owner_uscc=owner, owned_uscc=owned):
            codes = (stated_code(owner), stated_code(owned))
            return replace(row, owner_uscc=codes[0], owned_uscc=codes[1])
        case _:
            return row


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _order(row: Row) -> list[str]:
    # An empty cell comes before any other.
    if isinstance(row, EnterpriseRow):
        return [row.uscc, str(row.valid_from or "")]
    values = (getattr(row, field.name) for field in fields(row))
    return ["" if value is None else str(value) for value in values]
