from os import pathsep
from pathlib import Path

import pytest

from credit_graph.errors import SettingError
from credit_graph.settings import External, read_settings

NEO4J = {"NEO4J_URI": "bolt://db:7687", "NEO4J_PASSWORD": "secret words"}


def test_nothing_set_means_the_embedded_database_on_loopback_with_the_demo() -> None:
    settings = read_settings({})
    assert (settings.network.host, settings.network.port) == ("127.0.0.1", 8000)
    assert settings.external is None
    assert settings.with_demo


def test_an_external_database_is_taken_whole() -> None:
    settings = read_settings({**NEO4J, "NEO4J_USERNAME": "cg", "NEO4J_DATABASE": "credit"})
    assert settings.external == External("bolt://db:7687", "cg", "secret words", "credit")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"])
def test_every_loopback_address_is_served(host: str) -> None:
    assert read_settings({"CREDIT_GRAPH_HOST": host}).network.host == host.strip("[]")


@pytest.mark.parametrize("host", ["example.org", "", "127.0.0.1:80"])
def test_what_is_no_address_is_refused(host: str) -> None:
    with pytest.raises(SettingError, match="CREDIT_GRAPH_HOST"):
        read_settings({"CREDIT_GRAPH_HOST": host})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CREDIT_GRAPH_ACCESS_LOG", "some"),
        ("CREDIT_GRAPH_ACCESS_LOG_DAYS", "0"),
        ("CREDIT_GRAPH_ACCESS_LOG_DAYS", "3661"),
        ("CREDIT_GRAPH_ACCESS_LOG_DAYS", "١"),
        ("CREDIT_GRAPH_ACCESS_LOG_DAYS", "-1"),
        ("CREDIT_GRAPH_PORT", "65536"),
        ("CREDIT_GRAPH_PORT", "-1"),
        ("CREDIT_GRAPH_PORT", "８０００"),
        ("CREDIT_GRAPH_DEMO", "yes"),
        ("CREDIT_GRAPH_SECRET", "short"),
        ("NEO4J_URI", "http://db:7474"),
        ("NEO4J_URI", "bolt://"),
        ("NEO4J_URI", "bolt://neo4j:pw@db"),
        ("NEO4J_URI", "bolt://bolt://db:7687"),
        ("CREDIT_GRAPH_NEO4J", "4.4"),
        ("NEO4J_URI", "neo4j+s://neo4j+s://db"),
        ("NEO4J_URI", "bolt://db:"),
        ("NEO4J_URI", "bolt://db:0"),
        ("NEO4J_URI", "bolt://db:99999"),
        ("NEO4J_URI", "bolt://db:7687/credit"),
        ("NEO4J_URI", "bolt://db?policy=a"),
        ("NEO4J_URI", "bolt://[::1"),
        ("NEO4J_URI", "db:7687"),
        ("CREDIT_GRAPH_ORIGINS", "*"),
        ("CREDIT_GRAPH_ORIGINS", "null"),
        ("CREDIT_GRAPH_ORIGINS", "example.org"),
        ("CREDIT_GRAPH_ORIGINS", "https://example.org/"),
        ("CREDIT_GRAPH_ORIGINS", "https://*.example.org"),
        ("CREDIT_GRAPH_ORIGINS", "https://a@example.org"),
        ("CREDIT_GRAPH_ORIGINS", "https://example.org, ftp://example.org"),
        ("CREDIT_GRAPH_ORIGINS", "https://example.org:99999"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({**NEO4J, name: value})


def test_an_external_database_needs_its_password() -> None:
    with pytest.raises(SettingError, match="NEO4J_PASSWORD"):
        read_settings({"NEO4J_URI": "bolt://db"})


def test_secrets_never_print() -> None:
    secret = "only for tests, and long enough for that"  # noqa: S105  # of nothing
    text = repr(read_settings({**NEO4J, "CREDIT_GRAPH_SECRET": secret}))
    assert "secret words" not in text
    assert secret not in text


def test_the_state_directory_can_be_moved() -> None:
    assert read_settings({"CREDIT_GRAPH_HOME": "/data/cg"}).home == Path("/data/cg")


def test_a_scheme_written_twice_is_refused_with_that_reason() -> None:
    with pytest.raises(SettingError, match="it holds :// twice"):
        read_settings({**NEO4J, "NEO4J_URI": "bolt://bolt://db:7687"})


@pytest.mark.parametrize(
    "uri", ["bolt://db", "bolt://db:7687/", "neo4j://[::1]:7687", "neo4j+s://db?policy=eu"]
)
def test_an_address_with_a_host_is_taken_as_it_is(uri: str) -> None:
    external = read_settings({**NEO4J, "NEO4J_URI": uri}).external
    assert external is not None
    assert external.uri == uri


def test_a_refused_address_is_not_repeated_for_it_may_hold_a_password() -> None:
    for uri in ("bolt://neo4j:hunter2@db", "http://neo4j:hunter2@db", "bolt://x@y:hunter2"):
        with pytest.raises(SettingError) as caught:
            read_settings({**NEO4J, "NEO4J_URI": uri})
        assert "hunter2" not in str(caught.value)


def test_origins_are_written_as_browsers_write_them() -> None:
    asked = " https://Example.org , http://localhost:3000,https://[::1]:443 "
    origins = read_settings({"CREDIT_GRAPH_ORIGINS": asked}).network.origins
    assert origins == ("https://example.org", "http://localhost:3000", "https://[::1]")
    assert read_settings({}).network.origins == ()


def test_a_relative_state_directory_counts_from_where_the_command_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    home = read_settings({"CREDIT_GRAPH_HOME": "../x"}).home
    assert home == tmp_path / "x"
    assert ".." not in home.parts


def test_a_state_directory_of_nobody_is_refused() -> None:
    with pytest.raises(SettingError, match="CREDIT_GRAPH_HOME"):
        read_settings({"CREDIT_GRAPH_HOME": "~nobody-of-this-name/x"})


def test_the_sites_own_policies_may_lie_in_several_folders(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    listed = pathsep.join(map(str, folders))
    assert read_settings({"CREDIT_GRAPH_SEEDS": listed}).seeds == tuple(folders)
    assert read_settings({}).seeds == ()
    with pytest.raises(SettingError, match="c is not a folder"):
        read_settings({"CREDIT_GRAPH_SEEDS": f"{listed}{pathsep}{tmp_path / 'c'}"})
