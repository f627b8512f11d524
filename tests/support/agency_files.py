"""A few files to import for tests of duties: who handed in what, who used which measure."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from credit_graph.domain.vocabulary import ListColour
from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import (
    ImportOptions,
    ImportReport,
    SilentProgress,
)
from credit_graph.usecases.policies.loading import load_policies
from support.loads import LOADS, POLICIES_AT
from support.official_rules import official_rulebook
from support.standing import STANDING

LOADED = POLICIES_AT
IMPORTED = datetime(2026, 11, 2, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)

ONE, OTHER = "91410400MA0000001D", "91410400MA0000002G"

# Xiamen's office got the report of October 2026 in time and that of August late; Nanyang's
# county bureaus gave feedback in September, and in June without a case.
SUBMISSIONS = """\
obligation,agency,handed_in_on,text,cases,reference
xm-2024-2/o1,xm-addressed-units,2026-09-03,August,,A1
xm-2024-2/o1,xm-addressed-units,2026-10-30,October,,A2
ny-2020-63/o1,ny-county-tax,2026-06-24,no case,0,B1
ny-2020-63/o1,ny-county-tax,2026-09-25,one case,1,B2
"""
ENTERPRISES = f"""\
uscc,name,region,zone,kinds,registered_on,status
{ONE},虚构一号有限公司,410400,,manufacturer,,
{OTHER},虚构二号有限公司,410400,,trader,,
"""
RATINGS = f"""\
uscc,scheme,level,valid_from,valid_to,awarded_by,reference
{ONE},customs,advanced,2024-01-01,,pds-customs,C1
"""
LISTS = f"""\
uscc,list,valid_from,valid_to,reason,reported_by,reference
{OTHER},serious_dishonesty,2025-01-01,,,,D1
"""
USES = f"""\
uscc,measure,agency,used_on,outcome,note
{ONE},zj-2023-9/t17,zj-nfra,2023-10-20,granted,
{ONE},zj-2023-9/t17,zj-drc,2023-10-20,refused,
{ONE},pds-2021-7/1,pds-customs,2026-02-01,granted,
{ONE},pds-2021-7/1,pds-customs,2026-03-01,granted,
{OTHER},pds-2021-7/2,pds-customs,2026-03-01,refused,
"""
# Absence from a list of black marks is known where the list was looked through lately.
COVERAGE = "register,region,synced_on,reference\n" + "".join(
    f"{each.code},410400,2026-11-01,\n"
    for each in official_rulebook().vocabulary.lists.values()
    if each.colour is ListColour.BLACK
)
FILES = {
    "enterprises": ENTERPRISES,
    "ratings": RATINGS,
    "lists": LISTS,
    "coverage": COVERAGE,
    "uses": USES,
    "submissions": SUBMISSIONS,
}


async def loaded(graph: Graph, *sites: Path) -> None:
    """Load the five policies, and those of a site."""
    if sites:
        await load_policies(graph, seeds_folder(), lambda: LOADED, sites=sites)
    else:
        await STANDING.fill(graph, "policies", LOADS["policies"])


async def taken(
    graph: Graph, folder: Path, files: Mapping[str, str], at: datetime = IMPORTED
) -> ImportReport:
    """Import texts as files of those names; rows may be rejected."""
    paths = []
    for name, text in files.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    return await import_files(
        graph,
        official_rulebook(),
        paths,
        options=ImportOptions(rejects=folder / "rejects.csv"),
        now=lambda: at,
        progress=SilentProgress(),
    )


async def imported(
    graph: Graph, folder: Path, files: Mapping[str, str], at: datetime = IMPORTED
) -> ImportReport:
    """Import texts as files of those names; every row must be good."""
    report = await taken(graph, folder, files, at)
    if report.rejects is not None:
        raise AssertionError(report.rejects.read_text(encoding="utf-8"))
    return report


def later(days: int) -> datetime:
    """Return the instant so many days after the first import."""
    return IMPORTED + timedelta(days=days)
