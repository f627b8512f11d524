"""What a stranger installs is whole: the wheel alone, in an empty environment, serves."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.installed import ROOT, Installed, build_and_install
from support.service import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return build_and_install(tmp_path_factory.mktemp("wheel"))


@pytest.mark.parametrize("folder", ["cypher", "seeds", "explorer"])
def test_the_wheel_carries_every_statement_and_every_seed(
    installed: Installed, folder: str
) -> None:
    within = f"credit_graph/_data/{folder}/"
    with ZipFile(installed.wheel) as wheel:
        carried = {
            name.removeprefix(within) for name in wheel.namelist() if name.startswith(within)
        }
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = {path.relative_to(ROOT / folder).as_posix() for path in files}
    assert len(kept) > 5
    assert kept - carried == set()


async def test_the_service_starts_from_the_wheel_and_answers(
    installed: Installed, endpoint: Endpoint, graph: Graph, tmp_path: Path
) -> None:
    del graph  # it is the same database, emptied: the wheel brings the policies
    with serving(endpoint, tmp_path, command=installed.command) as service:
        service.wait_for(200)
        answer = service.ask("{ policies { code } }")
    codes = [policy["code"] for policy in answer.json()["data"]["policies"]]
    assert sorted(codes) == ["ny-2020-63", "pds-2021-7", "sh-ftz-2022", "xm-2024-2", "zj-2023-9"]
