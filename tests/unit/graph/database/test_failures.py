"""What the driver's errors mean; the codes were seen on Neo4j 5.26 on a disk that filled up."""

import pytest
from neo4j.exceptions import Neo4jError

from credit_graph.graph.database.failures import patience, translated
from credit_graph.graph.database.limits import Limits

LIMITS = Limits()


def meaning(code: str) -> tuple[str, str]:
    error = Neo4jError._hydrate_neo4j(code=code, message="not shown")
    found = translated(error, statement="s", timeout_s=5, uri="bolt://here", limits=LIMITS)
    assert patience(error, LIMITS) == 0
    assert "not shown" not in str(found)
    return found.code, found.advice


@pytest.mark.parametrize("code", ["TransactionLogError", "TransactionStartFailed"])
def test_a_full_disk_is_named_and_is_no_fault_of_the_service(code: str) -> None:
    named, advice = meaning(f"Neo.DatabaseError.Transaction.{code}")
    assert named == "DATABASE_FULL"
    assert "Free space" in advice
    assert "fault of the service" not in advice


def test_any_other_refusal_is_reported_as_a_fault_with_its_code() -> None:
    named, advice = meaning("Neo.DatabaseError.Statement.ExecutionFailed")
    assert named == "STATEMENT_FAILED"
    assert "fault of the service" in advice
