"""Configuration of the embedded Neo4j and its Java."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from credit_graph.embedded.distribution.release_line import LONG_TERM, ReleaseLine

_NEO4J = """\
# Written at each start; changes here are lost.
server.config.strict_validation.enabled=true

# Bolt on the loopback interface, and nothing else.
server.default_listen_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.connection_keep_alive_for_requests=OFF
db.transaction.monitor.check.interval=250ms
server.bolt.tls_level=DISABLED
server.http.enabled=false
server.https.enabled=false
internal.dbms.bolt.local_enabled=false

# Nothing is reported to anybody.
dbms.usage_report.enabled=false
server.bolt.telemetry.enabled=false

# No procedures but Neo4j's own, and no statement reads files or addresses.
dbms.security.procedures.allowlist=
dbms.security.procedures.unrestricted=
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0

# Small on disk: logs of transactions are for recovery only; the audit trail is in the graph.
server.memory.pagecache.size={page_cache_mb}m
db.tx_log.preallocate=false
db.tx_log.rotation.size=16m
db.tx_log.rotation.retention_policy=1 files
db.logs.query.enabled=OFF

{settings}"""

_JAVA = (
    # On a small heap it starts sooner and needs less memory than the default collector.
    "-XX:+UseParallelGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-OmitStackTraceInFastThrow",
    # Else each Java leaves a file in the machine's temporary folder if it is killed.
    "-XX:-UsePerfData",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)


@dataclass(frozen=True, slots=True)
class Memory:
    """Sizes in MiB: Java's heap, and Neo4j's cache of store pages beside it."""

    heap_mb: int = 512
    page_cache_mb: int = 256


def neo4j_conf(port: int, memory: Memory, line: ReleaseLine = LONG_TERM) -> str:
    """Return the text of `neo4j.conf`."""
    return _NEO4J.format(port=port, page_cache_mb=memory.page_cache_mb, settings=line.settings)


def java_options(jars: Sequence[Path], folder: Path, memory: Memory) -> str:
    """Return the text of a file of options for `java @file`.

    `folder` is the database's: temporary files and reports of crashes stay inside.
    """
    options = (
        *_JAVA,
        f"-Xms{memory.heap_mb // 2}m",
        f"-Xmx{memory.heap_mb}m",
        f"-Djava.io.tmpdir={folder / 'tmp'}",
        f"-XX:ErrorFile={folder / 'logs' / 'java-%p.log'}",
        "-cp",
        ":".join(str(jar) for jar in jars),
    )
    return "".join(f"{_quoted(option)}\n" for option in options)


def command(java: Path, folder: Path, line: ReleaseLine = LONG_TERM) -> tuple[str, ...]:
    """Return the command that runs the database of that folder in the foreground."""
    return (
        str(java),
        f"@{folder / 'conf' / 'java.options'}",
        line.main_class,
        f"--home-dir={folder}",
        f"--config-dir={folder / 'conf'}",
        "--console-mode",
    )


def _quoted(option: str) -> str:
    escaped = option.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
