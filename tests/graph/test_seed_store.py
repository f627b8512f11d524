"""Seeds in the database: kept by version, loaded whole or not at all, built for browsing."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import StatementFailedError
from credit_graph.graph.change_sets import BegunChange
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.seed_store import (
    Loading,
    current_version,
    load_seed_texts,
    store_seeds,
)
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import SeedSet, read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from support.empty_graph import emptied
from support.small_seeds import POLICY, REGIONS, SmallSeeds

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
Tie = tuple[str, str, str, int | None]


@pytest.fixture
async def empty(graph: Graph) -> Graph:
    return await emptied(graph)


def change(at: datetime = NOON) -> BegunChange:
    return BegunChange(id=str(uuid4()), kind=ChangeSetKind.POLICIES, source="seeds", at=at)


async def load(graph: Graph, seeds: SeedSet, at: datetime = NOON) -> Loading:
    texts = [*seeds.files, *seeds.documents]
    return await store_seeds(graph, texts, build_rulebook(seeds), change(at))


async def everything(graph: Graph) -> list[object]:
    nodes, ties = await graph.read("testing/nodes"), await graph.read("testing/ties")
    return [record.data() for record in (*nodes, *ties)]


async def ties(graph: Graph, *kinds: str) -> set[Tie]:
    records = await graph.read("testing/ties")
    return {
        (record["start"], record["kind"], record["end"], record["order"])
        for record in records
        if record["kind"] in kinds
    }


async def fields(graph: Graph, label: str, code: str) -> dict[str, object]:
    records = await graph.read("testing/nodes")
    return next(
        record["fields"]
        for record in records
        if record["labels"] == [label] and record["fields"]["code"] == code
    )


async def test_a_first_loading_records_every_text_and_names_the_version(empty: Graph) -> None:
    seeds = SmallSeeds().seed_set()
    loading = await load(empty, seeds)
    assert set(loading.recorded) == set(SmallSeeds().texts)
    assert (loading.withdrawn, loading.published_at) == ((), NOON)
    assert await current_version(empty) == seeds.version == loading.version
    texts = await load_seed_texts(empty, known_at=NOON)
    assert {text.path: text.text for text in texts} == dict(SmallSeeds().texts)


async def test_loading_the_same_again_changes_nothing(empty: Graph) -> None:
    seeds = SmallSeeds().seed_set()
    await load(empty, seeds)
    before = await everything(empty)
    loading = await load(empty, seeds, NOON + HOUR)
    assert loading.unchanged
    assert (loading.recorded, loading.withdrawn) == ((), ())
    assert await everything(empty) == before


async def test_no_rules_were_loaded_into_an_empty_database(empty: Graph) -> None:
    assert await current_version(empty) is None
    assert await load_seed_texts(empty, known_at=NOON) == ()


async def test_a_changed_text_supersedes_and_the_earlier_one_is_still_known_earlier(
    empty: Graph,
) -> None:
    first = SmallSeeds()
    second = first.changed(POLICY, "gloss: Priority", "gloss: Precedence")
    await load(empty, first.seed_set(), NOON)
    loading = await load(empty, second.seed_set(), NOON + HOUR)
    assert (loading.recorded, loading.withdrawn) == ((POLICY,), ())
    assert await known(empty, POLICY, NOON + HOUR) == second.texts[POLICY]
    assert await known(empty, POLICY, NOON + HOUR - timedelta(seconds=1)) == first.texts[POLICY]
    assert (await fields(empty, "Measure", "tiny-2021-1/2"))["gloss"] == "Precedence"


async def known(graph: Graph, path: str, at: datetime) -> str | None:
    texts = await load_seed_texts(graph, known_at=at)
    return next((text.text for text in texts if text.path == path), None)


async def test_the_first_version_of_a_text_counts_as_known_from_the_beginning(
    empty: Graph,
) -> None:
    first = SmallSeeds()
    second = first.changed(POLICY, "gloss: Priority", "gloss: Precedence")
    await load(empty, first.seed_set(), NOON)
    await load(empty, second.seed_set(), NOON + HOUR)
    assert await known(empty, POLICY, datetime(2020, 1, 1, tzinfo=UTC)) == first.texts[POLICY]


async def test_a_text_that_is_taken_away_is_not_known_any_more_and_still_known_before(
    empty: Graph,
) -> None:
    spare = "vocabulary/agencies/spare.yaml"
    text = 'agencies:\n- {code: spare, name: 备用局, region: "410400", gloss: Spare}\n'
    await load(empty, SmallSeeds().having(spare, text).seed_set(), NOON)
    loading = await load(empty, SmallSeeds().seed_set(), NOON + HOUR)
    assert loading.withdrawn == (spare,)
    assert await known(empty, spare, NOON + HOUR) is None
    assert await known(empty, spare, NOON) == text


async def test_going_back_to_an_earlier_text_is_a_version_of_its_own(empty: Graph) -> None:
    first = SmallSeeds()
    second = first.changed(POLICY, "gloss: Priority", "gloss: Precedence")
    for hours, seeds in enumerate((first, second, first)):
        await load(empty, seeds.seed_set(), NOON + hours * HOUR)
    seen = [await known(empty, POLICY, NOON + hours * HOUR) for hours in range(3)]
    assert seen == [each.texts[POLICY] for each in (first, second, first)]


async def test_a_failure_in_the_middle_leaves_what_was_there_before(empty: Graph) -> None:
    seeds = SmallSeeds().seed_set()
    await load(empty, seeds)
    before = await everything(empty)
    later = SmallSeeds().changed(POLICY, "gloss: Priority", "gloss: Precedence").seed_set()
    broken = with_doubled_duty(build_rulebook(later))
    with pytest.raises(StatementFailedError):
        await store_seeds(empty, [*later.files, *later.documents], broken, change(NOON + HOUR))
    assert await everything(empty) == before


def with_doubled_duty(rulebook: Rulebook) -> Rulebook:
    """The same with one duty twice, which the database refuses near the end of a loading."""
    policy = rulebook.policies["tiny-2021-1"]
    first, *others = policy.measures
    doubled = replace(first, duties=(*first.duties, first.duties[0]))
    return replace(rulebook, policies={policy.code: replace(policy, measures=(doubled, *others))})


async def test_two_loadings_at_once_load_once(empty: Graph) -> None:
    seeds = SmallSeeds().seed_set()
    loadings = await asyncio.gather(*(load(empty, seeds) for _ in range(4)))
    assert Counter(loading.unchanged for loading in loadings) == {True: 3, False: 1}
    assert len(await load_seed_texts(empty, known_at=NOON + HOUR)) == len(SmallSeeds().texts)


async def test_the_structure_ties_policies_measures_duties_and_agencies(empty: Graph) -> None:
    await load(empty, SmallSeeds().seed_set())
    policy = "tiny-2021-1"
    assert await ties(empty, "CONTAINS") == {
        (policy, "CONTAINS", f"{policy}/{number}", order)
        for order, number in enumerate(("1", "2", "3", "3.1", "3.2"), start=1)
    }
    assert await ties(empty, "PART_OF") == {
        (f"{policy}/3.{part}", "PART_OF", f"{policy}/3", None) for part in (1, 2)
    }
    assert await ties(empty, "MEMBER") == {
        ("tiny-all", "MEMBER", "tiny-customs", None),
        ("tiny-all", "MEMBER", "tiny-drc", None),
    }
    assert await ties(empty, "OWES") == {(policy, "OWES", f"{policy}/o1", None)}
    duties = await ties(empty, "CARRIES", "ABOUT")
    assert ("tiny-drc", "CARRIES", f"{policy}/3.2#1", None) in duties
    assert (f"{policy}/3.2#1", "ABOUT", f"{policy}/3.2", None) in duties
    assert (f"{policy}/o1#1", "ABOUT", f"{policy}/o1", None) in duties
    assert await ties(empty, "WITHIN") == {
        ("410400", "WITHIN", "410000", None),
        ("waigaoqiao", "WITHIN", "310115", None),
    }
    duty = await fields(empty, "Duty", f"{policy}/3.1#2")
    assert (duty["role"], duty["origin"], duty["open_ended"]) == (
        "responsible",
        "bracket",
        True,
    )


async def test_conditions_hang_in_order_on_their_measure_and_on_what_they_speak_of(
    empty: Graph,
) -> None:
    await load(empty, SmallSeeds().seed_set())
    root = "tiny-2021-1/2/requires"
    assert ("tiny-2021-1/2", "REQUIRES", root, None) in await ties(empty, "REQUIRES")
    assert {tie for tie in await ties(empty, "HAS") if tie[0].startswith(root)} == {
        (root, "HAS", f"{root}.1", 1),
        (root, "HAS", f"{root}.2", 2),
        (root, "HAS", f"{root}.3", 3),
        (f"{root}.2", "HAS", f"{root}.2.1", 1),
        (f"{root}.2", "HAS", f"{root}.2.2", 2),
    }
    on = await ties(empty, "ON")
    assert (f"{root}.1", "ON", "410400", None) in on
    assert (f"{root}.2.1", "ON", "customs", None) in on
    assert (f"{root}.2.2", "ON", "cultivated", None) in on
    rating = await fields(empty, "Condition", f"{root}.2.1")
    assert (rating["kind"], rating["levels"]) == ("rating", ["advanced", "general"])
    excluded = {tie[2] for tie in await ties(empty, "EXCLUDES")}
    assert excluded == {"tiny-2021-1/1/excludes"}


async def test_terms_that_the_vocabulary_no_longer_has_go_unless_facts_are_tied_to_them(
    empty: Graph,
) -> None:
    more = SmallSeeds().having(
        REGIONS,
        SmallSeeds().texts[REGIONS]
        + '- {code: "350200", name: 厦门市, gloss: Xiamen}\n'
        + '- {code: "350600", name: 漳州市, gloss: Zhangzhou}\n',
    )
    await load(empty, more.seed_set())
    await empty.write("testing/fact_in_region", fact_id="f", region="350200")
    await load(empty, SmallSeeds().seed_set(), NOON + HOUR)
    nodes = await empty.read("testing/nodes")
    regions = {each["fields"]["code"] for each in nodes if each["labels"] == ["Region"]}
    assert regions == {"410000", "410400", "310115", "350200"}


async def test_facts_stay_tied_to_the_vocabulary_when_the_rules_change(empty: Graph) -> None:
    await load(empty, SmallSeeds().seed_set())
    await empty.write("testing/fact_in_region", fact_id="f", region="410400")
    renamed = SmallSeeds().changed(REGIONS, "gloss: Pingdingshan,", "gloss: Eagle City,")
    await load(empty, renamed.seed_set(), NOON + HOUR)
    assert (await fields(empty, "Region", "410400"))["gloss"] == "Eagle City"
    assert len(await empty.read("testing/tied_registrations", region="410400")) == 1


async def test_the_official_seeds_are_stored_whole(empty: Graph) -> None:
    seeds = read_seeds(seeds_folder())
    rulebook = build_rulebook(seeds)
    await load(empty, seeds)
    nodes = await empty.read("testing/nodes", timeout_s=60)
    counts = Counter(record["labels"][0] for record in nodes)
    assert counts["Policy"] == len(rulebook.policies) == 5
    assert counts["Measure"] == len(rulebook.measures)
    assert counts["Agency"] == len(rulebook.agencies)
    assert counts["Duty"] == len(list(rulebook.duties()))
    assert counts["Obligation"] == len(rulebook.obligations)
    assert counts["Programme"] == len(rulebook.programmes)
    about = await ties(empty, "ABOUT")
    assert len(about) == counts["Duty"], "each duty is about one measure or obligation"
    records = await empty.read("testing/search", words="高级认证")
    assert records, "measures are found by their words"
    texts = await load_seed_texts(empty, known_at=NOON)
    given = [*seeds.files, *seeds.documents]
    assert {each.path: each.text for each in texts} == {each.path: each.text for each in given}
