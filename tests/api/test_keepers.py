"""S6: a fact belongs to its keeper. No other agency writes it, by any path: 0 accepted."""

from collections.abc import AsyncIterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.errors import ImportRefusedError
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.usecases.importing.full_list import SyncRequest, sync_list
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import ImportOptions, ImportReport, SilentProgress
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.warm_up import warm_up_recording
from support.agency_files import ENTERPRISES, NOW, ONE, OTHER, imported, loaded
from support.canonical_hash import canonical_hash
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.figures import show_figure
from support.official_rules import official_rulebook
from support.recording import Author, author

KEEPERS = (
    *("pds-customs", "xm-customs", "zj-hangzhou-customs", "sh-customs"),
    *("pds-tax", "xm-tax", "ny-tax", "sh-zones-bureau", "pds-market", "zj-transport"),
)
# What only one agency may write (None: operators alone), and what that agency would write.
RATING = {"uscc": ONE, "scheme": "customs", "level": "advanced", "validFrom": "2026-01-01"}
TAX = {"uscc": ONE, "scheme": "tax", "level": "A", "validFrom": "2026-01-01"}
LISTED = {"uscc": ONE, "list": "serious_dishonesty", "validFrom": "2026-01-01"}
BREACH = {"uscc": ONE, "violation": "tax_breach", "foundOn": "2026-01-02", "foundBy": "pds-tax"}
PROMISE = {"uscc": ONE, "commitment": "repair", "madeOn": "2026-01-03", "agency": "pds-tax"}
USE = {"uscc": ONE, "measure": "pds-2021-7/1", "usedOn": "2026-02-02", "agency": "pds-customs"}
SAYS = {"uscc": ONE, "statement": "wants_aeo", "value": True, "validFrom": "2026-01-01"}
CASES: tuple[tuple[str, Mapping[str, object], str | None], ...] = (
    ("recordRating", RATING, "pds-customs"),
    ("recordRating", RATING | {"level": "general"}, "pds-customs"),
    ("endRating", {"uscc": ONE, "scheme": "customs", "validTo": "2026-10-01"}, "pds-customs"),
    ("recordRating", TAX, "pds-tax"),
    ("addToList", LISTED, None),
    ("removeFromList", LISTED | {"validFrom": None, "validTo": "2026-06-01"}, None),
    ("recordViolation", BREACH, "pds-tax"),
    ("recordRepair", BREACH | {"repairedOn": "2026-03-01"}, "pds-tax"),
    ("makeCommitment", PROMISE, "pds-tax"),
    ("fulfilCommitment", PROMISE | {"fulfilledOn": "2026-04-01"}, "pds-tax"),
    ("recordStatement", SAYS | {"reportedBy": "pds-customs"}, "pds-customs"),
    ("recordUse", USE, "pds-customs"),
    ("recordSupply", {"supplierUscc": ONE, "customerUscc": OTHER, "validFrom": "2026-01-01"}, None),
    ("endSupply", {"supplierUscc": ONE, "customerUscc": OTHER, "validTo": "2026-05-01"}, None),
    (
        "recordOwnership",
        {"ownerUscc": ONE, "ownedUscc": OTHER, "share": 0.5, "validFrom": "2026-01-01"},
        None,
    ),
    (
        "upsertEnterprise",
        {"uscc": ONE, "name": "虚构改名有限公司", "region": "410400"},
        "pds-market",
    ),
    (
        "submitReport",
        {"obligation": "xm-2024-2/o1", "handedInOn": "2026-11-03", "agency": "xm-addressed-units"},
        None,
    ),
)
_FIELDS = {
    "removeFromList": "uscc list validTo",
    "recordRepair": "uscc violation repairedOn",
    "fulfilCommitment": "uscc commitment fulfilledOn",
}


def given(mutation: str, cells: Mapping[str, object]) -> Mapping[str, object]:
    fields = _FIELDS.get(mutation, " ".join(cells)).split()
    return {name: cells[name] for name in fields}


@pytest.fixture(scope="module")
async def region(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), {"enterprises": ENTERPRISES})
    await warm_up(graph, lambda: NOW)
    await warm_up_recording(graph, lambda: NOW)
    return graph


@pytest.fixture(scope="module")
async def client(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


@pytest.fixture(scope="module")
async def agencies(client: Client, region: Graph) -> Mapping[str, Author]:
    return {code: await author(client, region, code) for code in KEEPERS}


async def test_no_mutation_is_accepted_of_any_agency_but_the_keeper(
    client: Client, region: Graph, agencies: Mapping[str, Author]
) -> None:
    operator = await author(client, region)
    accepted, refused = [], 0
    for mutation, cells, keeper in CASES:
        before = await canonical_hash(region)
        for code, other in agencies.items():
            if code == keeper:
                continue
            answer = await other.make(mutation, given(mutation, cells))
            refused += answer["__typename"] == "NotKeeper"
            if answer["__typename"] == "Recorded":
                accepted.append((mutation, code))
            expected = None if keeper is None else {"code": keeper}
            if mutation != "submitReport":
                assert answer["keeper"] == expected, (mutation, code, answer)
        assert await canonical_hash(region) == before
        writer = operator if keeper is None else agencies[keeper]
        made = await writer.make(mutation, given(mutation, cells))
        assert made["__typename"] == "Recorded", (mutation, made)
    show_figure("S6: accepted", len(accepted))
    assert accepted == []
    assert refused > 150


async def test_nobody_but_the_keeper_withdraws_a_fact(
    agencies: Mapping[str, Author],
) -> None:
    row = TAX | {"level": "B", "validFrom": "2019-01-01", "validTo": "2020-01-01"}
    fact = (await agencies["pds-tax"].make("recordRating", row))["fact"]["factId"]
    asked = {"factId": fact, "reason": "an error"}
    for code, other in agencies.items():
        if code != "pds-tax":
            assert (await other.make("retractFact", asked))["__typename"] == "NotKeeper"
    assert (await agencies["pds-tax"].make("retractFact", asked))["outcome"] == "RETRACTED"


async def test_a_dashboard_and_an_analyst_write_nothing(client: Client, region: Graph) -> None:
    for kind in (PrincipalKind.ANALYST, PrincipalKind.DASHBOARD):
        somebody = await author(client, region, None, *_all_but_admin(), kind=kind)
        for mutation, cells, _ in CASES:
            answer = await somebody.make(mutation, given(mutation, cells))
            assert answer["__typename"] in {"NotKeeper", "NotInForce"}, (mutation, answer)


def _all_but_admin() -> tuple[Scope, ...]:
    return tuple(each for each in Scope if each is not Scope.ADMIN)


RATINGS = f"""\
uscc,scheme,level,valid_from,valid_to,awarded_by,reference
{ONE},customs,general,2015-01-01,2016-01-01,,
{ONE},tax,C,2015-01-01,2016-01-01,,
"""


async def imports(
    graph: Graph, folder: Path, agency: str | None, kind: str, text: str
) -> ImportReport:
    path = folder / f"{kind}.csv"
    path.write_text(text, "utf-8")
    return await import_files(
        graph,
        official_rulebook(),
        [path],
        options=ImportOptions(rejects=folder / "rejects.csv", on_behalf=agency, reason="moved"),
        now=lambda: NOW,
        progress=SilentProgress(),
    )


async def test_an_import_for_an_agency_takes_its_rows_and_rejects_those_of_others(
    region: Graph, tmp_path: Path, client: Client
) -> None:
    for code in KEEPERS:
        if code not in {"pds-customs", "pds-tax"}:
            report = await imports(region, tmp_path, code, "ratings", RATINGS)
            assert (report.total.added, report.total.rejected) == (0, 2), code
    report = await imports(region, tmp_path, "pds-tax", "ratings", RATINGS)
    assert (report.total.added, report.total.rejected) == (1, 1)
    rejects = (tmp_path / "rejects.csv").read_text("utf-8")
    assert "NOT_KEEPER" in rejects
    assert "pds-customs" in rejects
    asked = (
        f'{{ enterprise(uscc: "{ONE}") {{ history(first: 1) {{ nodes {{ source '
        "recordedBy { reason action agency { code } } } } } }"
    )
    client.clock.now = NOW + timedelta(hours=1)
    nodes = (await client.ask(asked)).at("enterprise", "history", "nodes")
    assert nodes == [
        {
            "source": "pds-tax",
            "recordedBy": {"reason": "moved", "action": "import", "agency": {"code": "pds-tax"}},
        }
    ]


async def test_an_import_for_an_agency_corrects_no_fact_that_another_one_stated(
    region: Graph, tmp_path: Path
) -> None:
    said = "uscc,violation,found_on,severity,found_by,repaired_on,reference\n"
    found = f"{said}{OTHER},tax_breach,2026-02-01,,pds-tax,,R\n"
    await imports(region, tmp_path, "pds-tax", "violations", found)
    repaired = f"{said}{OTHER},tax_breach,2026-02-01,,pds-customs,2026-02-02,R\n"
    report = await imports(region, tmp_path, "pds-customs", "violations", repaired)
    assert (report.total.corrected, report.total.rejected) == (0, 1)


async def test_a_full_list_for_an_agency_is_refused_where_another_one_keeps_the_register(
    region: Graph, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"uscc,scheme,level,valid_from\n{ONE},customs,advanced,2026-01-01\n", "utf-8")
    day = date(2026, 11, 20)
    for agency, where in (
        ("pds-tax", "410400"),
        ("xm-customs", "410400"),
        ("zj-hangzhou-customs", "330000"),  # Ningbo's is below it
    ):
        with pytest.raises(ImportRefusedError, match="is kept by"):
            await sync_list(
                region,
                official_rulebook(),
                SyncRequest(path, "customs", where, day),
                options=ImportOptions(rejects=tmp_path / "rejects.csv", on_behalf=agency),
                now=lambda: NOW,
                progress=SilentProgress(),
            )
