"""`doctor`: one line for each thing the service needs, each with its remedy."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

import credit_graph
from credit_graph.commands.doctor.database import check_database
from credit_graph.commands.doctor.finding import Checkup, CheckupState
from credit_graph.commands.doctor.machine import (
    check_disk,
    check_home,
    check_jars,
    check_java,
    check_port,
    check_python,
)
from credit_graph.commands.importing.mode import Json
from credit_graph.commands.outcome import Exit, write_json
from credit_graph.embedded.distribution.lock import read_lock
from credit_graph.embedded.distribution.release_line import LINES
from credit_graph.errors import CreditGraphError
from credit_graph.resources import seeds_folder
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.settings import Settings, read_settings

_STYLES = {
    CheckupState.OK: "green",
    CheckupState.NOTE: "yellow",
    CheckupState.FAILED: "bold red",
}


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """All that was found; `well` unless something keeps the service from working."""

    version: str
    well: bool
    checks: tuple[Checkup, ...]


def doctor(
    json: Json = False,
    start: Annotated[
        bool, typer.Option("--start", help="Start the embedded database to look inside.")
    ] = False,
) -> None:
    """Check Python, Java, jars, disk, port, settings, policies and database; change nothing."""
    checks: list[Checkup] = []
    console = Console(soft_wrap=True, highlight=False)
    for check in _checks(start=start):
        checks.append(check)
        if not json:
            console.print(_line(check))
    well = all(check.state is not CheckupState.FAILED for check in checks)
    if json:
        write_json(DoctorReport(credit_graph.__version__, well, tuple(checks)))
    if not well:
        raise SystemExit(Exit.FINDINGS)


def _checks(*, start: bool) -> Iterator[Checkup]:
    yield check_python()
    try:
        settings = read_settings(os.environ)
    except CreditGraphError as error:
        yield Checkup.of_error("settings", error)
        return
    yield Checkup.ok("settings", _database_in_words(settings))
    if settings.external is None:
        yield check_java()
        yield check_jars(settings.jar_folder, read_lock(LINES[settings.neo4j].lock_path))
        yield check_home(settings.home)
        yield check_disk(settings.home)
    yield check_port(settings)
    yield _policies(settings)
    yield from check_database(settings, start=start)


def _database_in_words(settings: Settings) -> str:
    if settings.external is None:
        return "each in its range; the database is embedded"
    return f"each in its range; the database is {settings.external.uri}"


def _policies(settings: Settings) -> Checkup:
    try:
        report = check_seeds(read_seeds(seeds_folder(), settings.seeds))
    except CreditGraphError as error:
        return Checkup.of_error("policies", error)
    if report.findings:
        first = report.findings[0]
        return Checkup.failed(
            "policies",
            f"{len(report.findings)} finding(s), the first: {first}",
            "`credit-graph check` lists them all.",
            first.code,
        )
    sites = f", {len(settings.seeds)} site folder(s) with them" if settings.seeds else ""
    return Checkup.ok("policies", f"{len(report.policies)}, proved against their documents{sites}")


def _line(check: Checkup) -> Text:
    line = Text()
    line.append(f"{check.state:<8}", _STYLES[check.state])
    line.append(f"{check.subject:<17}{check.found.removesuffix('.')}")
    if check.remedy:
        line.append(f"\n{'':<25}{check.remedy}", "dim")
    return line
