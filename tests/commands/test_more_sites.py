"""What becomes of a site's own seeds, made up by someone who did not write the loading."""

from collections.abc import Callable
from pathlib import Path

import pytest
from stdnum.cn import uscc as unified
from typer.testing import Result

from credit_graph.graph.database.connection import Graph
from support.empty_graph import emptied
from support.site_folder import LISTS, POLICY, make_site, put

Command = Callable[..., Result]
REGIONS = "vocabulary/regions/site.yaml"
HERE = """\
regions:
- code: "629999"
  name: 示例新区
  gloss: Example New Area
  parent: null
"""


@pytest.fixture(autouse=True)
async def _empty(graph: Graph) -> None:
    await emptied(graph)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "our-seeds")


def shown(command: Command, folder: Path, *arguments: object) -> dict[str, str]:
    """The effect on each file of a dry run, by its path."""
    result = command("load-policies", *arguments, "--check", "--preview", folder / "p.csv")
    assert result.exit_code == 0, result.output + result.stderr
    rows = (line.split(",") for line in (folder / "p.csv").read_text("utf-8").splitlines()[1:])
    return {path: effect for path, _, effect in rows}


def test_a_sites_region_stays_when_the_packaged_policies_are_loaded_and_so_does_its_enterprise(
    command: Command, site: Path, tmp_path: Path
) -> None:
    put(site, REGIONS, HERE)
    assert command("load-policies", site).exit_code == 0
    body = "91629999XN8800001"
    (tmp_path / "enterprises.csv").write_text(
        f"uscc,name,region\n{body}{unified.calc_check_digit(body)},虚构兰州有限公司,629999\n",
        "utf-8",
    )
    result = command("import", tmp_path / "enterprises.csv")
    assert result.exit_code == 0, result.output
    assert command("load-policies").exit_code == 0
    assert shown(command, tmp_path)[REGIONS] == "kept"
    gone = command("load-policies", "--withdraw", REGIONS)
    assert gone.exit_code == 1
    assert "vocabulary in use: the region '629999' would go" in gone.stderr
    again = command("import", tmp_path / "enterprises.csv", "--json")
    assert again.exit_code == 0, again.output


def test_loading_one_sites_folder_leaves_the_others(
    command: Command, site: Path, tmp_path: Path
) -> None:
    other = tmp_path / "more-seeds"
    put(other, "vocabulary/lists/more.yaml", "lists:\n- {code: more, name: 更多, gloss: More, "
        "colour: white}\n")  # fmt: skip
    assert command("load-policies", site).exit_code == 0
    assert command("load-policies", other).exit_code == 0
    seen = shown(command, tmp_path, other)
    assert seen[POLICY] == seen[LISTS] == "kept"
    assert seen["vocabulary/lists/more.yaml"] == "unchanged"


def test_a_file_that_is_no_longer_in_the_sites_folder_stays_until_it_is_named(
    command: Command, site: Path, tmp_path: Path
) -> None:
    spare = "vocabulary/lists/spare.yaml"
    put(site, spare, "lists:\n- {code: spare2, name: 备用二, gloss: Spare, colour: white}\n")
    assert command("load-policies", site).exit_code == 0
    (site / spare).unlink()
    assert command("load-policies", site).exit_code == 0
    assert shown(command, tmp_path, site)[spare] == "kept"
    assert command("load-policies", site, "--withdraw", spare).exit_code == 0
    assert spare not in shown(command, tmp_path, site)


def test_an_empty_folder_of_a_site_withdraws_nothing(
    command: Command, site: Path, tmp_path: Path
) -> None:
    assert command("load-policies", site).exit_code == 0
    empty = tmp_path / "empty-seeds"
    empty.mkdir()
    result = command("load-policies", empty)
    assert "withdrawn" not in result.output.replace("0 withdrawn", "")
    assert shown(command, tmp_path)[POLICY] == "kept"
