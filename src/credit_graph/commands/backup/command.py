"""`backup` and `restore`: of the embedded database as a dump, of any as rows."""

import asyncio
import hashlib
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

import credit_graph
from credit_graph.clock import utc_now
from credit_graph.commands.backup.archive import opened_backup, unpack_dump, write_backup
from credit_graph.commands.backup.logical import back_up, put_back
from credit_graph.commands.backup.manifest import BackupManifest, StoreFacts, check_fit, store_facts
from credit_graph.commands.backup.page_archive import is_page_archive, opened_pages
from credit_graph.commands.outcome import Exit, reported, tell
from credit_graph.commands.session import embedded_database, with_graph
from credit_graph.embedded import progress_on
from credit_graph.embedded.database_folder import own
from credit_graph.embedded.distribution.lock import read_lock
from credit_graph.embedded.distribution.provision import provided_jars
from credit_graph.embedded.distribution.release_line import LINES
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.embedded.errors import RestoreRefusedError
from credit_graph.embedded.offline.dump import dump, load
from credit_graph.errors import BadArgumentError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.migrations import steps_of
from credit_graph.graph.database.statements import load_statements
from credit_graph.languages.wording import in_words
from credit_graph.message import Message
from credit_graph.resources import cypher_folder
from credit_graph.settings import Settings, read_settings

# A Java that has just started compiles as it answers, which takes seconds on a busy machine.
_PATIENT = DatabaseLimits(statement_s=120.0, connect_s=10.0)


def backup(
    path: Annotated[Path, typer.Argument(help="File to write.")],
    logical: Annotated[
        bool,
        typer.Option(
            "--logical", help="Row by row, while others go on; so always of an external database."
        ),
    ] = False,
) -> None:
    """Write the database as one file; as a dump of the embedded one, which must not be in use."""
    with reported():
        settings = read_settings(os.environ)
        if path.exists():
            raise BadArgumentError(
                "path",
                Message("{path} is there already", path=str(path)),
                Message("Give another name."),
            )
        if not path.absolute().parent.is_dir():
            raise BadArgumentError(
                "path",
                Message("{parent} is no folder", parent=str(path.parent)),
                Message("Make it first."),
            )
        if logical or settings.external is not None:
            _backed_up_by_rows(path)
            return
        if not _holds_database(settings.home):
            raise BadArgumentError(
                "CREDIT_GRAPH_HOME",
                Message("{home} holds no database", home=str(settings.home)),
                Message("Set the right folder."),
            )
        manifest = _backed_up(settings, path)
    tell(
        "{path}: {size:.1f} MB, rules {rules}.",
        path=str(path),
        size=path.stat().st_size / 1e6,
        rules=manifest.rules or Message("none"),
    )


def restore(
    path: Annotated[Path, typer.Argument(help="File that `backup` wrote.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Put a database that is there aside, and keep it."),
    ] = False,
) -> None:
    """Restore a backup; a dump into the state directory, rows into an empty database."""
    with reported():
        settings = read_settings(os.environ)
        if is_page_archive(path):
            _put_back_by_rows(path, replace=replace)
            return
        _check_embedded(settings)
        if _holds_database(settings.home) and not replace:
            raise RestoreRefusedError(
                Message("{home} holds a database", home=str(settings.home)),
                Message("Give --replace, or another CREDIT_GRAPH_HOME."),
            )
        aside = _restored(settings, path)
    tell("Restored into {home}.", home=str(settings.home))
    if aside is not None:
        tell("What was there is in {aside}; remove it when you are content.", aside=str(aside))


def _check_embedded(settings: Settings) -> None:
    if settings.external is not None:
        raise BadArgumentError(
            "NEO4J_URI",
            Message("a dump is of an embedded database, or the file is no backup"),
            Message("Leave NEO4J_URI out, or give a file of `backup --logical`."),
        )


def _backed_up_by_rows(path: Path) -> None:
    manifest = with_graph(lambda graph: back_up(graph, path))
    size = path.stat().st_size / 1e6
    at = manifest.published_at or Message("no time")
    tell("{path}: {size:.1f} MB, as published at {at}.", path=str(path), size=size, at=at)


def _put_back_by_rows(path: Path, *, replace: bool) -> None:
    if replace:
        why = Message("rows are restored into an empty database only")
        raise BadArgumentError("--replace", why, Message("Give an empty database."))
    opened = opened_pages(path)
    fault = with_graph(lambda graph: put_back(graph, opened))
    if fault is not None:
        tell(
            "Restored, and its audit log has a fault: entry {number}: {what}.",
            number=fault.number,
            what=fault.what,
        )
        raise SystemExit(Exit.FINDINGS)
    rows = sum(rows for _, _, rows in opened.contents.members[1:])
    tell("Restored {rows:,} rows; the audit log is whole.", rows=rows)


def _backed_up(settings: Settings, path: Path) -> BackupManifest:
    progress = progress_on(sys.stderr, in_words)
    with embedded_database(settings) as server:
        facts = _facts(server.endpoint)
    with own(settings.home), TemporaryDirectory(dir=path.absolute().parent) as made:
        progress.say(Message("Dumping."))
        line = LINES[settings.neo4j]
        jars = provided_jars(settings.jar_folder, progress, line)
        written = dump(settings.home, jars, Path(made), line)
        manifest = BackupManifest(
            made_at=utc_now().isoformat(timespec="seconds"),
            made_by=credit_graph.__version__,
            neo4j=read_lock(line.lock_path).version,
            sha256=_sha256(written),
            **asdict(facts),
        )
        write_backup(manifest, written, path)
    return manifest


def _restored(settings: Settings, path: Path) -> Path | None:
    """Load beside, open and compare, then swap; return where an earlier database is now."""
    home, progress, line = settings.home, progress_on(sys.stderr, in_words), LINES[settings.neo4j]
    home.mkdir(parents=True, exist_ok=True)
    with own(home), TemporaryDirectory(dir=home, prefix="restoring-") as made:
        beside = Path(made)
        with opened_backup(path) as (manifest, archive):
            version = read_lock(line.lock_path).version
            check_fit(manifest, version, steps_of(load_statements(cypher_folder())))
            unpack_dump(archive, manifest, beside)
        jars = provided_jars(settings.jar_folder, progress, line)
        progress.say(Message("Loading."))
        load(beside, jars, beside, line)
        with embedded_database(settings, home=beside) as server:
            facts = _facts(server.endpoint)
        if facts != StoreFacts(manifest.schema, manifest.rules, manifest.published_at):
            why = Message("what was loaded is not what its manifest says")
            raise RestoreRefusedError(why, Message("Give another copy of the backup."))
        return _swapped(home, beside)


def _swapped(home: Path, beside: Path) -> Path | None:
    """Put the restored database in place; two renames, the first undone if the second fails."""
    place, aside = home / "neo4j", None
    if place.exists():
        aside = home / f"neo4j.before-{utc_now():%Y%m%dT%H%M%SZ}"
        place.rename(aside)
    try:
        (beside / "neo4j").rename(place)
    except OSError:
        if aside is not None:
            aside.rename(place)
        raise
    if aside is not None and not (aside / "data").exists():
        shutil.rmtree(aside)  # only configuration and logs of a start that made nothing
        aside = None
    return aside


def _holds_database(home: Path) -> bool:
    return (home / "neo4j" / "data").exists()


def _facts(endpoint: EmbeddedEndpoint) -> StoreFacts:
    async def ask() -> StoreFacts:
        statements = load_statements(cypher_folder())
        async with Graph.open(endpoint, statements, limits=_PATIENT) as graph:
            return await store_facts(graph)

    return asyncio.run(ask())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
