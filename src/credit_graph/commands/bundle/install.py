"""Installs credit-graph from this folder, without a network.

    python3 install.py [--prefix FOLDER] [--serve]

It compares every file with SHA256SUMS, makes an environment of its own below the prefix, installs
the wheels into it, copies the jars beside it, and lets `credit-graph doctor` look at the result.
What an earlier bundle installed there is taken away once that has succeeded.
With `--serve` it then serves. It needs Python's standard library only, and writes nowhere else.
What it says is in Chinese where `CREDIT_GRAPH_LANGUAGE` or the locale says so, else in English.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUMS = "SHA256SUMS"
_DEFAULT_PREFIX = Path.home() / ".local" / "share" / "credit-graph"
_INSTALLED = "installed-"
# Here and not in the catalogue: nothing is installed yet that could read one.
ZH = {
    "Install credit-graph without a network.": "在没有网络的机器上安装 credit-graph。",
    "default: {prefix}": "默认：{prefix}",
    "serve once it is installed": "安装后即启动服务",
    "{what} {here}, not {wanted}": "{what} 为 {here}，而非 {wanted}",
    "This bundle is for another machine: {problem}.": "该离线包适用于其他机器：{problem}。",
    "Not what was bundled, nothing was installed: {names}.": "与打包时不符，未安装：{names}。",
    "Every file is as bundled. Installing into {prefix} …": "文件核对无误，正在安装到 {prefix} …",
    "Installed: {command}": "已安装：{command}",
}
_LAUNCHER = """\
#!/bin/sh
# Written by install.py: credit-graph with the jars of its bundle.
: "${{CREDIT_GRAPH_JARS:={jars}}}"
export CREDIT_GRAPH_JARS
exec "{command}" "$@"
"""


def unmatched(folder: Path) -> list[str]:
    """Return the files of SHA256SUMS that are missing or differ, and those that it lacks."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    stated = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }
    wrong = {name for name, path in found.items() if _digest(path) != stated.get(name)}
    return sorted(wrong | (stated.keys() - found.keys()))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def said(english: str, **values: object) -> str:
    """Return a sentence with its values in the language of whoever installs."""
    names = ("CREDIT_GRAPH_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((os.environ[name] for name in names if os.environ.get(name)), "")
    template = ZH[english] if asked.lower().startswith("zh") else english
    return template.format(**values)


def misfit(folder: Path) -> str | None:
    """Return why the bundle is not for this machine; None if it is."""
    made_for = dict(
        line.split("=", 1)
        for line in (folder / "platform.txt").read_text(encoding="utf-8").splitlines()
    )
    here = {
        "system": platform.system(),
        "machine": platform.machine(),
        "python": ".".join(platform.python_version_tuple()[:2]),
    }
    different = [
        said("{what} {here}, not {wanted}", what=key, here=here[key], wanted=value)
        for key, value in made_for.items()
        if here[key] != value
    ]
    return ", ".join(different) or None


def installed(folder: Path, prefix: Path) -> Path:
    """Install beside what was there, then let the command be the new one; return the command.

    One that ends early leaves what was installed before as it was.
    """
    place = prefix / f"{_INSTALLED}{time.time_ns()}"
    environment, jars = place / "environment", place / "jars"
    venv.EnvBuilder(symlinks=True, with_pip=False).create(environment)
    python, wheels = environment / "bin" / "python", folder / "wheels"
    [pip] = wheels.glob("pip-*.whl")
    [ours] = wheels.glob("credit_graph-*.whl")
    alone = ("--no-index", "--no-deps", "--quiet", "--disable-pip-version-check")
    locked = ("--require-hashes", "--find-links", str(wheels))
    for what in ((*locked, "-r", str(folder / "requirements.txt")), (str(ours),)):
        _run(str(python), f"{pip}/pip", "install", *alone, *what)
    shutil.copytree(folder / "jars", jars)
    launcher = prefix / "bin" / "credit-graph"
    launcher.parent.mkdir(parents=True, exist_ok=True)
    fresh = launcher.with_name("credit-graph.new")
    command = environment / "bin" / "credit-graph"
    fresh.write_text(_LAUNCHER.format(jars=jars, command=command), encoding="utf-8")
    fresh.chmod(0o755)
    fresh.replace(launcher)
    for each in prefix.glob(f"{_INSTALLED}*"):
        if each != place:
            shutil.rmtree(each, ignore_errors=True)
    return launcher


def _run(*command: str) -> None:
    # A setting of pip's on this machine must not send it to a network that is not there.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    subprocess.run(command, check=True, env={**kept, "PIP_CONFIG_FILE": os.devnull})  # noqa: S603  # our own files


def main() -> None:
    """Verify, install, look at the result, and serve if asked to."""
    parser = argparse.ArgumentParser(description=said("Install credit-graph without a network."))
    parser.add_argument(
        "--prefix",
        type=Path,
        default=_DEFAULT_PREFIX,
        help=said("default: {prefix}", prefix=_DEFAULT_PREFIX),
    )
    parser.add_argument("--serve", action="store_true", help=said("serve once it is installed"))
    asked = parser.parse_args()
    problem = misfit(HERE)
    if problem is not None:
        sys.exit(said("This bundle is for another machine: {problem}.", problem=problem))
    wrong = unmatched(HERE)
    if wrong:
        names = ", ".join(wrong[:5])
        sys.exit(said("Not what was bundled, nothing was installed: {names}.", names=names))
    begun = said("Every file is as bundled. Installing into {prefix} …", prefix=asked.prefix)
    sys.stderr.write(f"{begun}\n")
    command = installed(HERE, asked.prefix.resolve())
    well = subprocess.run([command, "doctor"], check=False).returncode == 0  # noqa: S603  # our own command
    done = said("Installed: {command}", command=command)
    sys.stderr.write(f"{done}\n")
    if asked.serve and well:
        os.execv(command, [str(command), "serve"])  # noqa: S606  # our own command
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
