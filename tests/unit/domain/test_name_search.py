"""Hits of a search stand in a total order."""

from credit_graph.domain.name_search import Hit, SearchKind


def test_the_best_match_comes_first_and_equals_go_by_kind_and_key() -> None:
    weak = Hit(SearchKind.AGENCY, "pds-customs", -1.0, None)
    agency = Hit(SearchKind.AGENCY, "xm-customs", -2.0, None)
    measure = Hit(SearchKind.MEASURE, "pds-2021-7/1", -2.0, None)
    second = Hit(SearchKind.MEASURE, "pds-2021-7/2", -2.0, None)
    ordered = sorted((second, weak, measure, agency), key=lambda each: each.position)
    assert ordered == [agency, measure, second, weak]
