"""Regions: what lies in what, and of which former code that is not known."""

import pytest

from credit_graph.domain.region import Region, RegionName, RegionTree


def in_use(code: str, parent: str | None = None) -> Region:
    return Region(code, code, code, parent, (RegionName(code),))


def former(code: str, parent: str | None, *heirs: str, scattered: bool = False) -> Region:
    return Region(code, code, code, parent, (RegionName(code, 1983, 2000),), heirs, scattered)


TREE = RegionTree(
    {
        each.code: each
        for each in (
            in_use("province"),
            in_use("other"),
            in_use("city", "province"),
            in_use("county", "city"),
            in_use("town", "province"),
            former("renumbered", "county", "county"),
            former("split", "city", "county", scattered=True),
            former("prefecture", "province", scattered=True),
            former("in-prefecture", "prefecture", scattered=True),
            former("moved", None, "other", scattered=True),
        )
    }
)


@pytest.mark.parametrize(
    ("code", "wider", "answer"),
    [
        ("county", "county", True),
        ("county", "city", True),
        ("county", "province", True),
        ("county", "town", False),
        ("city", "county", None),  # only the city is known
        ("province", "county", None),
        ("province", "other", False),
        ("renumbered", "county", True),
        ("renumbered", "town", False),
        ("split", "city", True),
        ("split", "county", None),
        ("split", "town", False),
        ("prefecture", "province", True),
        ("prefecture", "city", None),
        ("prefecture", "county", None),
        ("in-prefecture", "prefecture", True),
        ("in-prefecture", "city", None),
        ("in-prefecture", "other", False),
        ("moved", "other", None),
        ("moved", "province", None),
        ("unheard", "province", False),
        ("county", "unheard", False),
    ],
)
def test_a_region_lies_in_another_or_not_or_nobody_knows(
    code: str, wider: str, answer: object
) -> None:
    assert TREE.inside(code, wider) is answer


def test_below_are_those_of_whom_it_is_certain() -> None:
    assert TREE.below("city") == {"city", "county", "renumbered", "split"}
    assert TREE.below("unheard") == frozenset()


def test_possibly_below_are_also_those_of_whom_nobody_knows() -> None:
    doubtful = {"prefecture", "in-prefecture", "moved"}
    assert TREE.possibly_below("city") == TREE.below("city") | doubtful | {"province"}
    around = {"city", "province"}
    assert TREE.possibly_below("county") == TREE.below("county") | doubtful | {"split"} | around


def test_regions_that_hold_each_other_come_to_an_end() -> None:
    tree = RegionTree({"a": in_use("a", "b"), "b": in_use("b", "a")})
    assert tree.lineage("a") == ("a", "b")


def test_a_former_code_has_a_last_year_and_former_names() -> None:
    renamed = Region("1", "b", "b", None, (RegionName("a", None, 1990), RegionName("b", 1991)))
    assert renamed.ended is None
    assert renamed.former_names == (RegionName("a", None, 1990),)
    assert former("x", None).ended == 2000
    assert Region("1", "a", "a").ended is None
