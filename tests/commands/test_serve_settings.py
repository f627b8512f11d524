"""`serve` ends at once, before a database is started, where its settings leave it open (S14)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from credit_graph.cli import command_line

OPEN = {"CREDIT_GRAPH_HOST": "0.0.0.0", "CREDIT_GRAPH_PORT": "0"}  # noqa: S104  # what is tested
NAMES = {"CREDIT_GRAPH_NAMES": "credit.example.org"}
PROXY = {"CREDIT_GRAPH_PROXIES": "10.0.0.7"}

Serve = Callable[[dict[str, str]], tuple[int, str]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Run `serve` with these settings and none of the machine's."""

    def run(settings: dict[str, str]) -> tuple[int, str]:
        environment = {"CREDIT_GRAPH_HOME": str(tmp_path / "home"), **settings}
        result = CliRunner().invoke(
            command_line(), ["serve"], env={**dict.fromkeys(ALL), **environment}
        )
        assert not (tmp_path / "home").exists()
        return result.exit_code, result.stderr

    return run


ALL = (
    *("CREDIT_GRAPH_HOST", "CREDIT_GRAPH_PORT", "CREDIT_GRAPH_NAMES", "CREDIT_GRAPH_PROXIES"),
    *("CREDIT_GRAPH_SECRET", "CREDIT_GRAPH_AUTHENTICATION", "CREDIT_GRAPH_JWKS", "NEO4J_URI"),
)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (OPEN, "CREDIT_GRAPH_NAMES"),
        (OPEN | NAMES, "CREDIT_GRAPH_TLS_CERTIFICATE"),
        (OPEN | NAMES | PROXY | {"CREDIT_GRAPH_SECRET": ""}, "CREDIT_GRAPH_SECRET"),
        (
            OPEN | NAMES | PROXY | {"CREDIT_GRAPH_SECRET": "changeme-changeme-changeme-changeme"},
            "CREDIT_GRAPH_SECRET",
        ),
        (
            OPEN | NAMES | PROXY | {"CREDIT_GRAPH_AUTHENTICATION": "optional"},
            "CREDIT_GRAPH_AUTHENTICATION",
        ),
        ({"CREDIT_GRAPH_JWKS": "https://id.example.org/jwks"}, "CREDIT_GRAPH_ISSUER"),
    ],
)
def test_the_start_is_refused_by_the_name_of_the_setting(
    serve: Serve, settings: dict[str, str], named: str
) -> None:
    code, said = serve(settings)
    assert code == 2
    assert said.startswith(f"{named}: ")
    assert "[BAD_SETTING]" in said
    assert "changeme" not in said
