"""The whole of a first load before there is a database: every kind in its order."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.codes import Codes
from credit_graph.intake.sources import Source
from credit_graph.usecases.first_load.bulk_tables import BulkTable, BulkTables
from credit_graph.usecases.first_load.kind_check import KindCheck, LoadContext, SourceTally
from credit_graph.usecases.first_load.registered_codes import RegisteredCodes
from credit_graph.usecases.first_load.reject_spool import RejectSpool
from credit_graph.usecases.importing.importer import marked_report
from credit_graph.usecases.importing.journal import Manifest
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.importing.reject_report import reject_report
from credit_graph.usecases.importing.report import (
    Counts,
    FileReport,
    ImportOptions,
    ImportProgress,
)


@dataclass(frozen=True, slots=True)
class CheckedLoad:
    """What the tables hold: reports in the order of the sources, and the files for the importer.

    `empty_kinds` is a file with the ids of registrations whose kinds are an empty list.
    """

    files: tuple[FileReport, ...]
    rejects: tuple[RejectSpool, ...]
    tables: tuple[BulkTable, ...]
    empty_kinds: Path
    multiline: bool

    @property
    def total(self) -> Counts:
        """The counts of all files together."""
        return sum((each.counts for each in self.files), Counts())


def check_tables(
    sources: Sequence[Source],
    folder: Path,
    *,
    stage: Stage,
    codes: Codes,
    terms: Iterable[tuple[str, str]],
    progress: ImportProgress,
    batch_rows: int,
) -> CheckedLoad:
    """Check the sources against each other and write what is good into the folder.

    `terms` are label and code of what the vocabulary has already.
    """
    with ExitStack() as opened:
        tables = opened.enter_context(BulkTables(folder, stage.change, stage.at))
        for label, code in terms:
            tables.terms(label, (code,))
        context = LoadContext(stage, tables, codes, RegisteredCodes(), progress, batch_rows)
        tallies = [
            SourceTally(
                place, source, opened.enter_context(RejectSpool(folder / f"{place}.rejects"))
            )
            for place, source in enumerate(sources)
        ]
        for kind in Kind:
            own = [tally for tally in tallies if _stored_kind(tally.source) is kind]
            if not own:
                continue
            check = KindCheck(kind, context)
            check.look([tally.source for tally in own])
            check.write(own)
            context.registered.settle()
        tables.write_terms()
    return CheckedLoad(
        files=tuple(tally.report() for tally in tallies),
        rejects=tuple(tally.rejects for tally in tallies),
        tables=tuple(tables.tables),
        empty_kinds=tables.empty_kinds,
        multiline=tables.multiline,
    )


def write_rejects(
    loaded: CheckedLoad, manifest: Manifest, options: ImportOptions
) -> tuple[Path, Path | None]:
    """Write the report of rejects, in the order of the files and their lines.

    Return its path, and that of the workbook that marks the rejects of workbooks, if there is one.
    Raises `ImportRefusedError` if one cannot be written.
    """
    path = options.rejects
    with reject_report(path, options.change_id or "") as stream:
        for spool in loaded.rejects:
            stream.writelines(spool.lines())
    return path, marked_report(manifest, path)


def _stored_kind(source: Source) -> Kind:
    # A partner is stored as a registration.
    return Kind.ENTERPRISES if source.kind is Kind.PARTNERS else source.kind
