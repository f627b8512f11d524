"""The typed client of docs/dashboards.md: its documents fit the schema, and it compiles."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from credit_graph.api.schema import schema_text

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "clients" / "typescript"
SCHEMA = build_schema(schema_text())
SCREENS = sorted((CLIENT / "src").glob("*.graphql"))
PAGE = (ROOT / "docs" / "dashboards.md").read_text("utf-8")


def test_there_are_three_screens() -> None:
    assert [each.stem for each in SCREENS] == ["agency", "chain", "enterprise"]


@pytest.mark.parametrize("path", SCREENS, ids=lambda each: each.stem)
def test_a_screen_fits_the_schema_and_stands_in_the_page(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [str(error) for error in validate(SCHEMA, parse(text))] == []
    assert f"```graphql\n{text}```" in PAGE


@pytest.mark.parametrize("name", ["Date", "DateTime", "USCC"])
def test_each_scalar_says_where_it_is_specified(name: str) -> None:
    scalar = SCHEMA.type_map[name]
    assert getattr(scalar, "specified_by_url", "").startswith("https://")
    assert f"`{name}`" in PAGE


def npm() -> str:
    """Return npm, or skip; Node is no requirement of the service."""
    found = shutil.which("npm")
    if found is None:
        pytest.skip("no Node on this machine: the TypeScript client is not compiled")
    return found


@pytest.mark.slow
def test_the_client_is_generated_and_compiles(tmp_path: Path) -> None:
    command = npm()
    client = tmp_path / "clients" / "typescript"
    ignored = shutil.ignore_patterns("node_modules", "generated")
    shutil.copytree(CLIENT, client, ignore=ignored)
    shutil.copy(ROOT / "schema.graphql", tmp_path)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    for arguments in (["ci", "--no-audit", "--no-fund", "--silent"], ["run", "--silent", "check"]):
        done = subprocess.run(  # noqa: S603  # npm, of this machine
            [command, *arguments], cwd=client, env=kept, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "Uscc" in (client / "src" / "generated" / "graphql.ts").read_text("utf-8")
