"""The archive of a bundle: its files, their sums, and a tar that is the same each time."""

import hashlib
import tarfile
from collections.abc import Iterator
from pathlib import Path

from credit_graph.commands.bundle import install
from credit_graph.commands.bundle.wheels import BundleTarget

_README = """\
# credit-graph {version} for a machine without a network

For Linux on {machine} with glibc 2.28 or later and Python {python}; nothing else needs to be there.

    python3 install.py --serve

compares every file with `SHA256SUMS`, installs into `~/.local/share/credit-graph` (`--prefix`
names another folder), looks at the result and serves on 127.0.0.1:8000. Nothing is fetched.
Later: `~/.local/share/credit-graph/bin/credit-graph serve`.

| here | what |
|---|---|
| `wheels/` | credit-graph and the Python packages it needs, Java among them |
| `jars/` | Neo4j {neo4j} |
| `requirements.txt` | the packages with the SHA-256 that each must have |
| `SHA256SUMS` | the sum of every file; `sha256sum -c SHA256SUMS` compares too |

To upgrade, run the `install.py` of the newer bundle with the same prefix: the state directory,
which holds the database, is left alone. To remove it, delete the prefix.

# 在没有网络的机器上安装 credit-graph {version}

适用于 {machine} 处理器、glibc 2.28 或更高版本、Python {python} 的 Linux；无需其他软件。

    python3 install.py --serve

核对每个文件与 `SHA256SUMS` 是否一致，安装到 `~/.local/share/credit-graph`（可用 `--prefix`
指定其他目录），检查安装结果，并在 127.0.0.1:8000 启动服务，全程不联网。此后运行
`~/.local/share/credit-graph/bin/credit-graph serve`。

升级时用新离线包的 `install.py` 并指定同一目录：存放数据库的数据目录不受影响。
卸载时删除安装目录即可。
"""


def readme_text(version: str, neo4j: str, target: BundleTarget) -> str:
    """Return the text of the bundle's README."""
    return _README.format(
        version=version, neo4j=neo4j, machine=target.machine, python=target.python
    )


def write_sums(folder: Path) -> None:
    """Write the sum of every other file of a folder, in `sha256sum`'s own form."""
    lines = [
        f"{_digest(folder / name)}  {name}\n" for name in _names(folder) if name != install.SUMS
    ]
    (folder / install.SUMS).write_text("".join(lines), encoding="utf-8")


def write_archive(folder: Path, path: Path, at: int) -> None:
    """Write a folder as a tar whose bytes depend on names and contents only.

    `at` is the time stated for each file, in seconds since 1970. What a bundle holds is compressed
    already. The archive appears under its name when it is complete.
    """
    unfinished = path.with_name(f".{path.name}.partial")
    with tarfile.open(unfinished, "w", format=tarfile.PAX_FORMAT) as archive:
        for name in _names(folder):
            entry = tarfile.TarInfo(f"{folder.name}/{name}")
            entry.size, entry.mtime = (folder / name).stat().st_size, at
            entry.mode = 0o755 if name.endswith(".py") else 0o644
            with (folder / name).open("rb") as file:
                archive.addfile(entry, file)
    unfinished.replace(path)


def _names(folder: Path) -> Iterator[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    yield from sorted(path.relative_to(folder).as_posix() for path in files)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
