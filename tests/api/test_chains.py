"""Chains and programmes of the demo region, as GraphQL answers them."""

from datetime import UTC, datetime

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import ImportOptions, SilentProgress
from support.agency_files import loaded
from support.official_rules import official_rulebook
from support.question import Asker, Reply

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
IMPORTED = datetime(2026, 11, 20, tzinfo=UTC)

CORE = "91350200XN00001L2X"
GROUP_DIRECT, GROUP_SUM = "91350200XN00001M0Q", "91350200XN00001N9M"
GROUP_SUPPLIER = "91350200XN00002902"
TIER1_AEO, TIER1_NEAR = "91410400XN00001Y9E", "91330200XN00002076"
TIER1_DISHONEST, TIER1_SOLE = "91350200XN00002159", "91411300XN0000223U"
TIER2_OF_AEO, TIER2_LISTED, TIER2_PLAIN = (
    "91410400XN0000231F",
    "91330700XN000024X8",
    "91350200XN0000258N",
)
TIER3_LOOP, TIER3_PLAIN = "91410400XN00002662", "91330700XN0000274X"
BUYER, PAST_SUPPLIER = "91310115XN00002829", "91350200XN00002A9Y"
XM_AEO = "91350206XN00000B4U"
XM_SUPPLIER, XM_CUSTOMER = "91350205XN00000C28", "91350203XN00000D06"
XM_SECOND, XM_OUTSIDE = "91350211XN00000E9M", "91330200XN00000F7A"
XM_LONELY = "91350200XN00000JXR"
ZJ_READY, ZJ_REACH, ZJ_BLOCKED = (
    "91330200XN00000M47",
    "91330200XN00000N22",
    "91330200XN00000R5E",
)
NOBODY = "91350200XN0099999C"


@pytest.fixture(scope="module")
async def asker(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    await loaded(graph)
    await import_files(
        graph,
        official_rulebook(),
        [seeds_folder() / "demo"],
        options=ImportOptions(rejects=tmp_path_factory.mktemp("demo") / "rejects.csv"),
        now=lambda: IMPORTED,
        progress=SilentProgress(),
    )
    return Asker(graph, NOW)


MEMBERS = """query ($core: USCC!, $mode: ChainMode, $direction: ChainDirection, $depth: Int,
  $asOf: Date, $first: Int = 100, $after: String, $filter: ChainMemberFilter,
  $order: ChainOrder) {
  chain(core: $core, mode: $mode, direction: $direction, depth: $depth, asOf: $asOf) {
    group { uscc }
    members(first: $first, after: $after, filter: $filter, order: $order) {
      nodes { tier side share enterprise { uscc } path { uscc } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
}"""


async def tiers(asker: Asker, **question: object) -> dict[str, int]:
    """Return the tier of each member."""
    reply = await asker.ask(MEMBERS, **question)
    return {
        str(reply.at("chain", "members", "nodes", place, "enterprise", "uscc")): int(str(tier))
        for place, tier in enumerate(reply.each("chain", "members", "nodes", "tier"))
    }


async def test_a_chain_holds_suppliers_and_customers_at_their_shortest_distance(
    asker: Asker,
) -> None:
    found = await tiers(asker, core=CORE)
    assert {code: found[code] for code in (TIER1_AEO, TIER1_SOLE, BUYER)} == {
        TIER1_AEO: 1,
        TIER1_SOLE: 1,
        BUYER: 1,
    }
    assert {found[TIER2_OF_AEO], found[TIER2_LISTED], found[TIER2_PLAIN]} == {2}
    # By way of BUYER it is one step nearer than as a supplier's supplier's supplier.
    assert found[TIER3_LOOP] == 2
    assert found[TIER3_PLAIN] == 3
    assert CORE not in found
    assert PAST_SUPPLIER not in found


async def test_each_way_alone_has_its_own_members_and_distances(asker: Asker) -> None:
    upstream = await tiers(asker, core=CORE, direction="UPSTREAM")
    downstream = await tiers(asker, core=CORE, direction="DOWNSTREAM")
    assert upstream[TIER3_LOOP] == 3
    assert BUYER not in upstream
    assert downstream[BUYER] == 1
    assert TIER1_AEO not in downstream


async def test_a_chain_is_that_of_its_day(asker: Asker) -> None:
    assert (await tiers(asker, core=CORE, asOf="2024-12-31"))[PAST_SUPPLIER] == 1
    assert PAST_SUPPLIER not in await tiers(asker, core=CORE, asOf="2025-01-01")


async def test_a_group_is_on_tier_zero_and_brings_its_partners_nearer(asker: Asker) -> None:
    reply = await asker.ask(MEMBERS, core=CORE, mode="GROUP_PLUS")
    assert reply.each("chain", "group", "uscc") == [CORE, GROUP_DIRECT, GROUP_SUM]
    grouped = await tiers(asker, core=CORE, mode="GROUP_PLUS")
    assert (grouped[GROUP_DIRECT], grouped[GROUP_SUPPLIER]) == (0, 1)
    assert (await tiers(asker, core=CORE))[GROUP_SUPPLIER] == 2


async def test_a_member_is_shown_with_its_path_and_the_share_along_it(asker: Asker) -> None:
    reply = await asker.ask(
        MEMBERS, core=CORE, direction="UPSTREAM", filter={"tier": 2, "region": "410400"}
    )
    (path,) = reply.each("chain", "members", "nodes", "path")
    assert path == [{"uscc": CORE}, {"uscc": TIER1_AEO}, {"uscc": TIER2_OF_AEO}]
    (tier1,) = (
        await asker.ask(
            MEMBERS, core=CORE, direction="UPSTREAM", filter={"tier": 1, "region": "410400"}
        )
    ).each("chain", "members", "nodes", "share")
    assert tier1 == 0.3  # two categories, 0.3 and 0.1: the greater counts


async def test_tiers_are_told_in_figures(asker: Asker) -> None:
    reply = await asker.ask(
        """query ($core: USCC!) { chain(core: $core, direction: UPSTREAM) { tiers {
          tier memberCount aeoCount listedCount unknownCount atRiskCount supplyShare
          ratings { scheme level count } } } }""",
        core=CORE,
    )
    assert reply.each("chain", "tiers", "tier") == [1, 2, 3]
    assert reply.at("chain", "tiers", 0, "memberCount") == 5
    assert reply.at("chain", "tiers", 0, "aeoCount") == 1
    assert reply.at("chain", "tiers", 1, "listedCount") == 1
    assert reply.at("chain", "tiers", 0, "supplyShare") == 1.0
    assert {"scheme": "customs", "level": "dishonest", "count": 1} in list(
        reply.at("chain", "tiers", 0, "ratings")  # type: ignore[arg-type]  # a list of maps
    )


async def test_weak_links_come_with_the_way_to_the_core(asker: Asker) -> None:
    reply = await asker.ask(
        """query ($core: USCC!) { chain(core: $core, direction: UPSTREAM) {
          weakLinks(first: 50) { nodes {
            kind tier affected codes enterprise { uscc } path { uscc } } totalCount } } }""",
        core=CORE,
    )
    found = {
        (reply.at("chain", "weakLinks", "nodes", place, "enterprise", "uscc"), kind): place
        for place, kind in enumerate(reply.each("chain", "weakLinks", "nodes", "kind"))
    }
    listed = found[TIER2_LISTED, "LISTED"]
    assert [
        each["uscc"]  # type: ignore[index,call-overload]  # a list of maps
        for each in reply.at("chain", "weakLinks", "nodes", listed, "path")  # type: ignore[union-attr]
    ] == [CORE, TIER1_NEAR, TIER2_LISTED]
    assert (TIER1_DISHONEST, "DISHONEST") in found
    sole = found[TIER1_SOLE, "SOLE_SUPPLIER"]
    assert reply.at("chain", "weakLinks", "nodes", sole, "codes") == ["晶片"]
    near = found[TIER1_NEAR, "ARTICULATION"]
    assert reply.at("chain", "weakLinks", "nodes", near, "affected") == 2


async def test_pages_follow_one_another_without_gaps(asker: Asker) -> None:
    codes: list[object] = []
    after: object = None
    while True:
        page = await asker.ask(MEMBERS, core=CORE, first=3, after=after)
        codes += [
            page.at("chain", "members", "nodes", place, "enterprise", "uscc")
            for place in range(len(page.each("chain", "members", "nodes", "tier")))
        ]
        after = page.at("chain", "members", "pageInfo", "endCursor")
        if not page.at("chain", "members", "pageInfo", "hasNextPage"):
            break
    assert codes == list(await tiers(asker, core=CORE))
    assert len(codes) == page.at("chain", "members", "totalCount")


async def test_members_are_filtered_by_what_holds_on_the_day(asker: Asker) -> None:
    async def found(**criteria: object) -> set[str]:
        return set(await tiers(asker, core=CORE, direction="UPSTREAM", filter=criteria))

    assert await found(rating={"scheme": "customs", "level": "dishonest"}) == {TIER1_DISHONEST}
    assert TIER2_LISTED in await found(region="330000")
    assert await found(programme="zj_aeo_pool", states=["READY"]) == {TIER1_NEAR}


async def test_candidates_are_ranked_with_what_they_lack_and_who_helps(asker: Asker) -> None:
    reply = await asker.ask(
        """query ($core: USCC!) { chain(core: $core) { cultivation(programme: "zj_aeo_pool") {
          target shortfall inChain inRegion complete
          programme { interpretations citation { quote } help { code } }
          counts { achieved in ready withinReach unknown blocked notApplicable }
          bestNextSteps { kind subject members }
          candidates(first: 20) { nodes {
            rank state enterprise { uscc } missing { kind subject } helpers { region }
            blockedBy blockedUntil } } } } }""",
        core=CORE,
    )
    shown = ("chain", "cultivation")
    assert reply.at(*shown, "target") == 20
    in_region = int(str(reply.at(*shown, "inRegion")))
    assert reply.at(*shown, "shortfall") == max(0, 20 - in_region)
    assert reply.at(*shown, "candidates", "nodes", 0, "enterprise", "uscc") == TIER1_NEAR
    assert reply.at(*shown, "candidates", "nodes", 0, "state") == "READY"
    states = reply.each(*shown, "candidates", "nodes", "state")
    order = ["READY", "WITHIN_REACH", "UNKNOWN", "BLOCKED"]
    assert states == sorted(states, key=lambda state: order.index(str(state)))
    assert reply.each(*shown, "candidates", "nodes", "rank") == list(range(1, len(states) + 1))
    regions = reply.each(*shown, "candidates", "nodes", 0, "helpers", "region")  # type: ignore[arg-type]
    assert set(regions) <= {"330000", "330200"}
    assert int(str(reply.at(*shown, "counts", "notApplicable"))) > 0


async def test_partners_of_an_aeo_gain_by_item_13_of_xiamen(asker: Asker) -> None:
    document = """query ($core: USCC!, $measure: String!) { chain(core: $core) {
      beneficiaries(measure: $measure, first: 50) { nodes { enterprise { uscc } } } } }"""
    reply = await asker.ask(document, core=XM_AEO, measure="xm-2024-2/13")
    gaining = {str(each) for each in codes_of(reply)}
    assert gaining == {XM_SUPPLIER, XM_CUSTOMER}
    assert (await asker.ask(document, core=XM_AEO, measure="xm-2024-2/1")).codes == (
        "BAD_ARGUMENT",
    )
    assert (await asker.ask(document, core=XM_AEO, measure="xm-2024-2/x")).codes == (
        "UNKNOWN_MEASURE",
    )


def codes_of(reply: Reply) -> list[object]:
    """Return the codes of the beneficiaries."""
    nodes = reply.each("chain", "beneficiaries", "nodes", "enterprise")
    return [each["uscc"] for each in nodes if isinstance(each, dict)]


async def test_a_region_has_its_candidates_without_any_chain(asker: Asker) -> None:
    reply = await asker.ask(
        """{ programme(code: "zj_aeo_pool") { target { value }
          cultivation { shortfall complete counts { in ready }
            candidates(first: 100) { nodes { state tier enterprise { uscc region } } } } } }"""
    )
    nodes = reply.at("programme", "cultivation", "candidates", "nodes")
    states = {
        each["enterprise"]["uscc"]: each["state"]  # type: ignore[index,call-overload]  # maps
        for each in nodes  # type: ignore[union-attr]  # a list
    }
    assert states[ZJ_READY] == "READY"
    assert states.get(ZJ_REACH, "WITHIN_REACH") == "WITHIN_REACH"
    assert all(
        str(each["enterprise"]["region"]).startswith("33")  # type: ignore[index,call-overload]
        for each in nodes  # type: ignore[union-attr]
    )


async def test_a_chain_of_two_days_tells_who_left(asker: Asker) -> None:
    reply = await asker.ask(
        """query ($core: USCC!) { chainDiff(core: $core, from: "2024-12-31", to: "2025-01-01") {
          joined(first: 10) { totalCount }
          left(first: 10) { nodes { tier enterprise { uscc } } }
          changed(first: 10) { totalCount } } }""",
        core=CORE,
    )
    assert reply.at("chainDiff", "left", "nodes") == [
        {"tier": 1, "enterprise": {"uscc": PAST_SUPPLIER}}
    ]


async def test_a_picture_holds_the_links_among_its_nodes(asker: Asker) -> None:
    reply = await asker.ask(
        """query ($core: USCC!) { chain(core: $core) { graph(first: 4) {
          nodes { tier enterprise { uscc } } links { supplier customer share categories }
          omitted } } }""",
        core=CORE,
    )
    graph = ("chain", "graph")
    assert reply.each(*graph, "nodes", "tier") == [0, 1, 1, 1]
    codes = {reply.at(*graph, "nodes", place, "enterprise", "uscc") for place in range(4)}
    assert set(reply.each(*graph, "links", "supplier")) <= codes
    assert int(str(reply.at(*graph, "omitted"))) > 0


async def test_paths_are_given_on_demand(asker: Asker) -> None:
    reply = await asker.ask(
        """query ($core: USCC!) { chain(core: $core, direction: UPSTREAM) {
          members(first: 1, filter: {tier: 3, region: "410400"}) { nodes {
            paths(first: 5) { more paths { enterprises { uscc } } } } } } }""",
        core=CORE,
    )
    paths = ("chain", "members", "nodes", 0, "paths")
    assert reply.at(*paths, "more") is False
    assert reply.at(*paths, "paths", 0, "enterprises", 3, "uscc") == TIER3_LOOP


@pytest.mark.parametrize(
    ("variables", "codes"),
    [
        ({"core": CORE, "depth": 0}, ("BAD_ARGUMENT",)),
        ({"core": CORE, "depth": 7}, ("BAD_ARGUMENT",)),
        ({"core": CORE, "first": 0}, ("BAD_PAGE",)),
        ({"core": CORE, "after": "x"}, ("BAD_CURSOR",)),
        ({"core": CORE, "filter": {"list": "nothing"}}, ("UNKNOWN_LIST",)),
        ({"core": CORE, "filter": {"region": "1"}}, ("UNKNOWN_REGION",)),
        ({"core": CORE, "filter": {"programme": "nothing"}}, ("UNKNOWN_PROGRAMME",)),
        ({"core": CORE, "filter": {"states": ["READY"]}}, ("BAD_ARGUMENT",)),
        ({"core": CORE, "order": "GAP"}, ("BAD_ARGUMENT",)),
    ],
)
async def test_a_question_that_cannot_be_answered_says_why(
    asker: Asker, variables: dict[str, object], codes: tuple[str, ...]
) -> None:
    assert (await asker.ask(MEMBERS, **variables)).codes == codes


async def test_an_unknown_core_is_null(asker: Asker) -> None:
    reply = await asker.ask(MEMBERS, core=NOBODY)
    assert (reply.data, reply.codes) == ({"chain": None}, ())


async def test_a_core_without_links_has_no_members_and_nothing_is_cut(asker: Asker) -> None:
    reply = await asker.ask(
        """query ($core: USCC!) { chain(core: $core) { tiers { tier } truncated { at }
          members(first: 5) { nodes { tier } totalCount } weakLinks(first: 5) { totalCount }
          cultivation(programme: "xm_cultivation") { inChain counts { ready } } } }""",
        core=XM_LONELY,
    )
    assert reply.codes == ()
    assert (reply.at("chain", "tiers"), reply.at("chain", "truncated")) == ([], [])
    assert reply.at("chain", "members", "totalCount") == 0


async def test_a_core_outside_every_programmes_region_has_nobody_to_rank(asker: Asker) -> None:
    nanyang = "91411300XN00001A2B"
    reply = await asker.ask(
        """query ($core: USCC!) { chain(core: $core) {
          cultivation(programme: "sh_zone_chain") { target shortfall candidates(first: 5) {
            totalCount } } } }""",
        core=nanyang,
    )
    assert reply.at("chain", "cultivation") == {
        "target": None,
        "shortfall": None,
        "candidates": {"totalCount": 0},
    }


async def test_round_trips_do_not_grow_with_what_is_asked_of_a_chain(asker: Asker) -> None:
    trips: dict[int, list[int]] = {}
    for depth, first in ((5, 1), (6, 100)):
        for day in ("2026-03-01", "2026-03-01", "2026-03-02", "2026-03-03"):
            asked = {"core": CORE, "direction": "UPSTREAM", "depth": depth, "first": first}
            reply = await asker.ask(MEMBERS, **asked, asOf=day)
            trips.setdefault(depth, []).append(reply.round_trips)
    # Read of one day; kept; read again, of every day; and answered from that.
    assert trips[5] == trips[6] == [3, 1, 3, 1]
    whole = await asker.ask(
        """query ($core: USCC!) { chain(core: $core, depth: 6, direction: UPSTREAM,
          asOf: "2026-03-04") {
          tiers { memberCount atRiskCount } weakLinks(first: 100) { nodes { path { name } } }
          members(first: 100) { nodes { programmeState(programme: "zj_aeo_pool")
            enterprise { name } path { name } } }
          cultivation(programme: "zj_aeo_pool") { shortfall inRegion
            candidates(first: 100) { nodes { enterprise { name } helpers { name } } } } } }""",
        core=CORE,
    )
    assert whole.codes == ()
    assert whole.round_trips == 2  # the publication, the count of the region


async def test_the_same_question_has_the_same_bytes(asker: Asker) -> None:
    replies = [repr((await asker.ask(MEMBERS, core=CORE)).data) for _ in range(3)]
    assert replies[0] == replies[1] == replies[2]
