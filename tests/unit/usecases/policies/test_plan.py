"""What a loading would change, against the rules of docs/policies.md written a second time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.seed_store import SeedText
from credit_graph.seeds.files.sources import SeedFile, SeedSet
from credit_graph.usecases.policies.plan import Effect, plan_loading

PATHS = tuple(f"vocabulary/kinds/{name}.yaml" for name in "abc")
ORIGINS = ("packaged", "ours", "theirs")
Texts = dict[str, tuple[str, str]]  # path to text and origin


def texts(origins: tuple[str, ...]) -> st.SearchStrategy[Texts]:
    one = st.tuples(st.sampled_from(["kinds: []\n", "kinds: [] # 2\n"]), st.sampled_from(origins))
    return st.dictionaries(st.sampled_from(PATHS), one)


def standing_of(there: Texts) -> list[SeedText]:
    return [SeedText(path, text, text, origin) for path, (text, origin) in there.items()]


def seeds_of(here: Texts) -> SeedSet:
    return SeedSet.of(SeedFile(path, text, origin) for path, (text, origin) in here.items())


def expected(here: Texts, there: Texts, path: str, *, named: bool) -> tuple[Effect | None, str]:
    """The fate of one path, case by case; the text that stands afterwards, empty if none."""
    if path not in there:
        return (Effect.ADDED, here[path][0]) if path in here else (None, "")
    text, origin = there[path]
    if path not in here:
        return (Effect.WITHDRAWN, "") if named else (Effect.KEPT, text)
    new, source = here[path]
    if new == text:
        return Effect.UNCHANGED, text
    if source == "packaged" and origin in ("ours", "theirs") and not named:
        return Effect.KEPT, text
    return Effect.CHANGED, new


@given(here=texts(("packaged", "ours")), there=texts((*ORIGINS, "")))
def test_nothing_that_stands_goes_and_a_site_keeps_its_place(here: Texts, there: Texts) -> None:
    plan = plan_loading(seeds_of(here), standing_of(there))
    fates = {each.path: each.effect for each in plan.changes}
    after = {each.path: each.text for each in plan.seeds.files}
    for path in PATHS:
        effect, text = expected(here, there, path, named=False)
        assert fates.get(path) is effect
        assert after.get(path, "") == text
    assert Effect.WITHDRAWN not in fates.values()


@given(here=texts(("packaged", "ours")), there=texts(ORIGINS), path=st.sampled_from(PATHS))
def test_only_what_is_named_goes(here: Texts, there: Texts, path: str) -> None:
    stays = expected(here, there, path, named=False)[0] is Effect.KEPT
    if not stays:
        error = BadArgumentError if path in there else UnknownCodeError
        with pytest.raises(error):
            plan_loading(seeds_of(here), standing_of(there), [path])
        return
    plan = plan_loading(seeds_of(here), standing_of(there), [path])
    fates = {each.path: each.effect for each in plan.changes}
    assert {each: fates.get(each) for each in PATHS} == {
        each: expected(here, there, each, named=each == path)[0] for each in PATHS
    }
