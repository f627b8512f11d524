"""`bundle`: one archive with wheels, jars and sums, for a machine without a network."""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

import credit_graph
from credit_graph.commands.bundle import install
from credit_graph.commands.bundle.archive import readme_text, write_archive, write_sums
from credit_graph.commands.bundle.wheels import (
    BundleTarget,
    Machine,
    PythonLine,
    download_own_wheel,
    download_wheels,
)
from credit_graph.commands.outcome import reported, tell
from credit_graph.embedded.distribution.lock import read_lock
from credit_graph.embedded.distribution.provision import provided_jars
from credit_graph.embedded.distribution.release_line import LINES
from credit_graph.embedded.progress import progress_on
from credit_graph.errors import BadArgumentError
from credit_graph.languages.wording import in_words
from credit_graph.message import Message
from credit_graph.resources import requirements_file
from credit_graph.settings import read_settings

_TIMES_BEGIN = 315_532_800  # 1980-01-01, the earliest that every archive format can state


def bundle(
    platform: Annotated[
        Machine, typer.Option(help="Processor of the machine it is for.")
    ] = Machine.X86_64,
    python: Annotated[
        PythonLine, typer.Option(help="Version of Python on that machine.")
    ] = PythonLine.V3_11,
    out: Annotated[Path | None, typer.Option(help="File to write; named if left out.")] = None,
    wheel: Annotated[
        Path | None,
        typer.Option(help="Wheel of credit-graph; from pip's index if left out."),
    ] = None,
) -> None:
    """Write one archive that installs and serves on a Linux machine without any network."""
    target = BundleTarget(platform, python)
    name = f"credit-graph-{credit_graph.__version__}-{target.name}"
    path = out or Path(f"{name}.tar")
    with reported(), TemporaryDirectory(prefix="credit-graph-bundle-") as made:
        if wheel is not None:
            _check_ours(wheel)
        folder = Path(made) / name
        _fill(folder, target, wheel)
        write_sums(folder)
        write_archive(folder, path, int(os.environ.get("SOURCE_DATE_EPOCH", _TIMES_BEGIN)))
    size = path.stat().st_size / 1e6
    tell(
        "{path}: {size:.0f} MB. There: tar -xf {name} && python3 {folder}/install.py --serve",
        path=str(path),
        size=size,
        name=path.name,
        folder=name,
    )


def _check_ours(wheel: Path) -> None:
    """Refuse another package's wheel, and one of a version whose locks this command has not."""
    project, _, rest = wheel.name.partition("-")
    version = rest.partition("-")[0]
    if project != "credit_graph":
        why = Message("{wheel} is no wheel of credit-graph", wheel=str(wheel))
        raise BadArgumentError("--wheel", why, Message("Give one."))
    if version != credit_graph.__version__:
        why = Message(
            "{wheel} is of version {version}, and this command of {own}",
            wheel=str(wheel),
            version=version,
            own=credit_graph.__version__,
        )
        fix = Message("Bundle it with the command of its version.")
        raise BadArgumentError("--wheel", why, fix)


def _fill(folder: Path, target: BundleTarget, wheel: Path | None) -> None:
    """Put everything into the folder but the sums."""
    progress = progress_on(sys.stderr, in_words)
    wheels, jars = folder / "wheels", folder / "jars"
    wheels.mkdir(parents=True)
    jars.mkdir()
    progress.say(Message("Fetching the wheels for {target}.", target=target.name))
    download_wheels(requirements_file(), target, wheels)
    if wheel is None:
        download_own_wheel(credit_graph.__version__, wheels)
    else:
        shutil.copy(wheel, wheels)
    settings = read_settings(os.environ)
    line = LINES[settings.neo4j]
    for jar in provided_jars(settings.jar_folder, progress, line):
        shutil.copy(jar, jars)
    shutil.copy(requirements_file(), folder / "requirements.txt")
    shutil.copy(install.__file__, folder / "install.py")
    (folder / "platform.txt").write_text(target.facts, encoding="utf-8")
    readme = readme_text(credit_graph.__version__, read_lock(line.lock_path).version, target)
    (folder / "README.md").write_text(readme, encoding="utf-8")
