"""`import --offline`: a first load into an empty embedded database through Neo4j's importer.

The new database is made in `loading`, below the state directory, and takes the place of the old one
when it is complete. Killed at any moment, the old one stands or the new one does, and the same
command begins again or finds that it was done.
"""

import asyncio
import os
import shutil
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeVar

from credit_graph.clock import utc_now
from credit_graph.commands.importing.progress import import_progress_on
from credit_graph.commands.session import embedded_database
from credit_graph.embedded import EmbeddedNeo4j, progress_on
from credit_graph.embedded.database_folder import own
from credit_graph.embedded.distribution.provision import provided_jars
from credit_graph.embedded.distribution.release_line import LINES
from credit_graph.embedded.offline.bulk_load import BulkFile, BulkFiles, bulk_load
from credit_graph.embedded.replacement import loading, loading_home, replace_database
from credit_graph.errors import BadArgumentError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.statements import load_statements
from credit_graph.graph.imports.journal import About
from credit_graph.intake.rows.codes import codes_of
from credit_graph.intake.sources import find_sources
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.resources import cypher_folder
from credit_graph.settings import Settings, read_settings
from credit_graph.usecases.importing.importer import refuse_overwriting
from credit_graph.usecases.importing.journal import Manifest, import_id, manifest_of
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.importing.report import (
    ImportMode,
    ImportOptions,
    ImportProgress,
    ImportReport,
    Outcome,
)

if TYPE_CHECKING:
    from credit_graph.usecases.first_load.check import CheckedLoad
    from credit_graph.usecases.first_load.publication import Ground

Result = TypeVar("Result")

# Indexes are made of all facts at once, by a Java that has just started.
_PATIENT: Final = DatabaseLimits(statement_s=120.0, connect_s=10.0, alter_s=7_200.0, stage_s=600.0)


def run_first_load(paths: Sequence[Path], options: ImportOptions) -> ImportReport:
    """Load files into the empty embedded database of the settings; return what became of them.

    Raises `BadArgumentError` for what cannot be had offline, `ImportRefusedError` if the database
    is not empty, `EmbeddedLockedError` while the service runs.
    """
    begun = perf_counter()
    settings = read_settings(os.environ)
    _check_options(settings, options)
    sources = find_sources(paths, options.manner)
    refuse_overwriting(sources, options)
    manifest = manifest_of(sources, options.stated(About()))
    with embedded_database(settings) as server:
        ground = _on_graph(server, _read_ground)
    load = FirstLoad(settings, manifest, options, ground, utc_now())
    # Nobody starts the old database while it is being replaced.
    with (
        own(settings.home),
        loading(settings.home),
        import_progress_on(sys.stderr) as progress,
    ):
        return load.run(progress, begun)


class FirstLoad:
    """One first load, of which everything is known but what the files hold."""

    def __init__(
        self,
        settings: Settings,
        manifest: Manifest,
        options: ImportOptions,
        ground: "Ground",
        at: datetime,
    ) -> None:
        self._settings = settings
        self._manifest = manifest
        self._options = replace(options, change_id=import_id(manifest, options, at))
        self._ground = ground
        self._at = at
        self._loading = loading_home(settings.home)

    def run(self, progress: ImportProgress, begun: float) -> ImportReport:
        """Check, load beside, publish, put in place."""
        from credit_graph.usecases.first_load.check import check_tables  # noqa: PLC0415

        options = self._options
        change = options.change_id or ""
        tables = self._loading / "tables"
        loaded = check_tables(
            self._manifest.sources,
            tables,
            stage=Stage(change, options.run, self._at, self._at),
            codes=codes_of(self._ground.rulebook),
            terms=self._ground.carried.terms(),
            progress=progress,
            batch_rows=options.batch_rows,
        )
        rejects, marked = self._report_rejects(loaded, progress)
        published_at, outcome = None, Outcome.WITHHELD
        if options.mode is not ImportMode.STRICT or not loaded.total.rejected:
            published_at, outcome = self._publish(loaded, progress), Outcome.PUBLISHED
        seconds = perf_counter() - begun
        return ImportReport(
            id=change,
            outcome=outcome,
            files=loaded.files,
            seconds=seconds,
            rate=loaded.total.read / seconds,
            resumed=False,
            rejects=rejects,
            published_at=published_at,
            marked=marked,
        )

    def _report_rejects(
        self, loaded: "CheckedLoad", progress: ImportProgress
    ) -> tuple[Path | None, Path | None]:
        from credit_graph.usecases.first_load.check import write_rejects  # noqa: PLC0415

        if not loaded.total.rejected:
            return None, None
        progress.closing(worded("writing the report of rejects"))
        return write_rejects(loaded, self._manifest, self._options)

    def _publish(self, loaded: "CheckedLoad", progress: ImportProgress) -> datetime:
        home, jars_folder = self._settings.home, self._settings.jar_folder
        progress.closing(worded("loading with Neo4j's importer"))
        line = LINES[self._settings.neo4j]
        jars = provided_jars(jars_folder, progress_on(sys.stderr, in_words), line)
        bulk_load(self._loading, jars, _bulk_files(loaded), line)
        # The account stays what it was.
        shutil.copy2(home / "neo4j" / "password", self._loading / "neo4j" / "password")
        progress.closing(worded("making indexes and publishing"))

        async def publish(graph: Graph) -> datetime:
            from credit_graph.usecases.first_load.publication import (  # noqa: PLC0415
                publish_load,
            )

            return await publish_load(
                graph,
                self._ground,
                loaded,
                manifest=self._manifest,
                options=self._options,
                at=self._at,
                now=utc_now,
            )

        with embedded_database(self._settings, home=self._loading) as server:
            published_at = _on_graph(server, publish)
        replace_database(home)
        return published_at


def _check_options(settings: Settings, options: ImportOptions) -> None:
    """Refuse what cannot be had offline."""
    if settings.external is not None:
        raise _refused(
            Message("is for the embedded database"), Message("Leave it out with NEO4J_URI.")
        )
    if options.previews:
        raise _refused(
            Message("shows no changes beforehand"), Message("Give --check or --preview without it.")
        )
    if options.on_behalf is not None:
        raise _refused(
            Message("is for who loads a whole region"), Message("Give --on-behalf without it.")
        )
    for name in ("numpy", "pyarrow"):
        if find_spec(name) is None:
            raise _refused(
                Message("needs {name}", name=name), Message("Install credit-graph[tables].")
            )


def _refused(why: Message, fix: Message) -> BadArgumentError:
    return BadArgumentError(argument="--offline", why=why, fix=fix)


async def _read_ground(graph: Graph) -> "Ground":
    from credit_graph.usecases.first_load.publication import read_ground  # noqa: PLC0415

    return await read_ground(graph, utc_now)


def _on_graph(server: EmbeddedNeo4j, work: Callable[[Graph], Awaitable[Result]]) -> Result:
    async def run() -> Result:
        statements = load_statements(cypher_folder())
        async with Graph.open(server.endpoint, statements, limits=_PATIENT) as graph:
            return await work(graph)

    return asyncio.run(run())


def _bulk_files(loaded: "CheckedLoad") -> BulkFiles:
    tables = loaded.tables
    return BulkFiles(
        nodes=[BulkFile(each.name, each.path) for each in tables if not each.relation],
        relations=[BulkFile(each.name, each.path) for each in tables if each.relation],
        multiline=loaded.multiline,
    )
