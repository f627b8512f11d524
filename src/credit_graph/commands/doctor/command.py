"""`doctor`: one line for each thing the service needs, each with its remedy."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

import credit_graph
from credit_graph.commands.doctor.database import check_database
from credit_graph.commands.doctor.finding import Checkup, CheckupState, CheckupSubject
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
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.resources import seeds_folder
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.settings import Settings, read_settings

_STATE_CELLS, _SUBJECT_CELLS = 8, 17
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
        yield Checkup.of_error(CheckupSubject.SETTINGS, error)
        return
    yield Checkup.ok(CheckupSubject.SETTINGS, _database_in_words(settings))
    if settings.external is None:
        yield check_java()
        yield check_jars(settings.jar_folder, read_lock(LINES[settings.neo4j].lock_path))
        yield check_home(settings.home)
        yield check_disk(settings.home)
    yield check_port(settings)
    yield _policies(settings)
    yield from check_database(settings, start=start)


def _database_in_words(settings: Settings) -> Message:
    if settings.external is None:
        return Message("each in its range; the database is embedded")
    return Message("each in its range; the database is {uri}", uri=settings.external.uri)


def _policies(settings: Settings) -> Checkup:
    try:
        report = check_seeds(read_seeds(seeds_folder(), settings.seeds))
    except CreditGraphError as error:
        return Checkup.of_error(CheckupSubject.POLICIES, error)
    if report.findings:
        first = report.findings[0]
        return Checkup.failed(
            CheckupSubject.POLICIES,
            Message(
                "{count} finding(s), the first: {first}",
                count=len(report.findings),
                first=first.message,
            ),
            Message("`credit-graph check` lists them all."),
            first.code,
        )
    found = Message("{count}, proved against their documents", count=len(report.policies))
    if settings.seeds:
        found = Message(
            "{found}, {folders} site folder(s) with them", found=found, folders=len(settings.seeds)
        )
    return Checkup.ok(CheckupSubject.POLICIES, found)


def _line(check: Checkup) -> Text:
    line = Text()
    # By cells: a Chinese character takes two.
    line.append(set_cell_size(worded(check.state), _STATE_CELLS), _STYLES[check.state])
    line.append(set_cell_size(worded(check.subject), _SUBJECT_CELLS))
    line.append(in_words(check.found).removesuffix(".").removesuffix("。"))
    if check.remedy:
        line.append(f"\n{'':<{_STATE_CELLS + _SUBJECT_CELLS}}{in_words(check.remedy)}", "dim")
    return line
