from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.authority.sight import Sight
from support.official_rules import official_rulebook

TERMS = official_rulebook().vocabulary


def test_a_region_shows_itself_and_what_lies_in_it() -> None:
    sight = Sight.within(["310000", "350200"], TERMS)
    for seen in ("310000", "310115", "350200", "350203"):
        assert sight.sees(seen)
        assert any(TERMS.within(seen, wider) for wider in ("310000", "350200"))
    for hidden in ("350000", "330200", "410400", ""):
        assert not sight.sees(hidden)


def test_no_region_and_no_known_region_show_nothing() -> None:
    assert Sight.within([], TERMS).regions == frozenset()
    assert Sight.within(["nowhere"], TERMS).regions == frozenset()


def test_who_is_bound_to_no_region_sees_all() -> None:
    scopes = frozenset({Scope.READ_ENTERPRISES})
    bound = Principal(PrincipalKind.ANALYST, "r", scopes, regions=frozenset({"350200"}))
    assert Sight.of(bound, TERMS) == Sight.within(["350200"], TERMS)
    assert Sight.of(Principal(PrincipalKind.ANALYST, "r", scopes), TERMS) is None
