import pytest

from credit_graph.commands.table import columns_of, rows_of
from credit_graph.errors import BadArgumentError


def test_an_object_makes_one_row_with_dotted_columns() -> None:
    assert rows_of({"enterprise": {"name": "甲", "region": {"code": "410400"}}}) == [
        {"enterprise.name": "甲", "enterprise.region.code": "410400"}
    ]


def test_each_item_of_a_list_makes_a_row_that_repeats_what_stands_above() -> None:
    rows = rows_of({"chain": {"core": "甲", "members": [{"tier": 1}, {"tier": 2}]}})
    assert rows == [
        {"chain.core": "甲", "chain.members.tier": 1},
        {"chain.core": "甲", "chain.members.tier": 2},
    ]


def test_lists_within_lists_make_a_row_for_each_innermost_item() -> None:
    rows = rows_of({"a": [{"n": 1, "b": [{"m": 1}, {"m": 2}]}, {"n": 2, "b": [{"m": 3}]}]})
    assert [(row["a.n"], row["a.b.m"]) for row in rows] == [(1, 1), (1, 2), (2, 3)]


def test_a_list_of_scalars_is_one_cell() -> None:
    assert rows_of({"kinds": ["trader", "yard"]}) == [{"kinds": "trader;yard"}]


def test_an_item_with_an_empty_list_keeps_its_row() -> None:
    rows = rows_of({"a": [{"n": 1, "b": []}, {"n": 2, "b": [{"m": 3}]}]})
    assert [row["a.n"] for row in rows] == [1, 2]


def test_two_lists_side_by_side_are_refused_with_the_place() -> None:
    with pytest.raises(BadArgumentError, match="chain: it asks for two lists"):
        rows_of({"chain": {"tiers": [{"tier": 1}], "members": [{"tier": 1}]}})


def test_columns_stand_in_the_order_of_first_appearance() -> None:
    assert columns_of([{"a": 1}, {"b": 2, "a": 3}]) == ["a", "b"]
