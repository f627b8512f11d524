"""Each kind of condition becomes a node that still says all it said."""

import pytest

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.facts.record import LinkDirection, Severity
from credit_graph.graph.condition_rows import condition_nodes

WORDS = Citation("p", "一、", "符合条件的", 7)
CITED = {"place": "一、", "quote": "符合条件的", "line": 7}


@pytest.mark.parametrize(
    ("leaf", "said", "tied"),
    [
        (InRegion("11", WORDS), {"kind": "region", "region": "11"}, {"regions": ["11"]}),
        (
            InZone(("q", "f"), WORDS),
            {"kind": "zone", "zones": ["q", "f"]},
            {"zones": ["q", "f"]},
        ),
        (OfKind(("trader",), WORDS), {"kind": "kind", "kinds": ["trader"]}, {}),
        (
            RatingIs("tax", ("A", "B"), WORDS),
            {"kind": "rating", "scheme": "tax", "levels": ["A", "B"]},
            {"schemes": ["tax"]},
        ),
        (OnList("gop", WORDS), {"kind": "list", "list": "gop"}, {"lists": ["gop"]}),
        (
            Stated("wants_aeo", "true", WORDS),
            {"kind": "statement", "statement": "wants_aeo", "value": "true"},
            {},
        ),
        (
            HasCommitment("repair", CommitmentState.OPEN, WORDS),
            {"kind": "commitment", "commitment": "repair", "state": "open"},
            {},
        ),
        (
            HasCommitment(None, CommitmentState.MADE, WORDS),
            {"kind": "commitment", "state": "made"},
            {},
        ),
        (
            HasViolation(365, Severity.GENERAL, None, WORDS),
            {"kind": "violation", "within_days": 365, "severity": "general"},
            {},
        ),
        (
            HasViolation(None, None, repaired=False, citation=WORDS),
            {"kind": "violation", "repaired": False},
            {},
        ),
        (Judgement("同等条件下", WORDS), {"kind": "judgement", "words": "同等条件下"}, {}),
    ],
)
def test_a_leaf_keeps_what_it_says_and_where_that_is_said(
    leaf: Condition, said: dict[str, object], tied: dict[str, object]
) -> None:
    (only,) = condition_nodes(leaf, measure="p/1", side="requires")
    assert only.node == {"code": "p/1/requires", **said, **CITED}
    assert only.ties == {"code": "p/1/requires", "requires": "p/1", **tied}


def test_a_group_is_coded_by_the_path_from_its_root() -> None:
    leaf = Judgement("符合条件的", WORDS)
    linked = LinkedTo(LinkDirection.EITHER, leaf, WORDS)
    tree = AllOf((leaf, AnyOf((leaf, NotOf(linked)))))
    nodes = list(condition_nodes(tree, measure="p/1", side="excludes"))
    assert [(each.node["code"], each.node["kind"]) for each in nodes] == [
        ("p/1/excludes", "all"),
        ("p/1/excludes.1", "judgement"),
        ("p/1/excludes.2", "any"),
        ("p/1/excludes.2.1", "judgement"),
        ("p/1/excludes.2.2", "not"),
        ("p/1/excludes.2.2.1", "link"),
        ("p/1/excludes.2.2.1.1", "judgement"),
    ]
    assert nodes[0].ties == {"code": "p/1/excludes", "excludes": "p/1"}
    assert nodes[4].ties == {
        "code": "p/1/excludes.2.2",
        "parent": "p/1/excludes.2",
        "order": 2,
    }
    assert nodes[5].node["direction"] == "either"
