"""What is wrong with a statement, told from how Neo4j plans it (style.md, rule 4)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from neo4j import Driver, NotificationClassification, ResultSummary

from credit_graph.graph.database.statement import Mode, Statement, code_only

_SYSTEM_FOLDER = "embedded/"  # statements for the database `system`, where users live
_KINDS_OF_QUERY = {Mode.READ: {"r"}, Mode.WRITE: {"w", "rw"}, Mode.SCHEMA: {"s"}}
_ALL_NODES = ("AllNodesScan", "AllRelationshipsScan")
_ALL_OF_A_KIND = ("ByLabelScan", "ByLabelsScan", "RelationshipTypeScan", "RelationshipTypesScan")
_NO_UPPER_BOUND = re.compile(r"\*(\d*\.\.)?\]|\{\s*\d*\s*,\s*(\*|∞|)\s*\}")
_ONE_ROW_AT_MOST = ("NodeUniqueIndexSeek", "NodeByElementIdSeek", "Argument")
_KEEPS_ROWS = ("Filter", "Projection", "CacheProperties")
# Neo4j names what it groups by first: without that, an aggregation gives one row.
_OF_EVERYTHING = re.compile(r"(collect|count|max|min|sum|avg)\(")
# Plans are made from what the database holds at the moment, and kept while it grows. While it holds
# nothing, looking at all of a kind is as cheap as a seek. So a key of facts names the index that is
# to be sought in, and what a relation leads to, which its type says, bears no label to begin with.
_KEY = re.compile(r"^.*\bMATCH \([^)]*\{(?:uscc|fact_id): |\[\w*:\w+ \{fact_id: ", re.MULTILINE)
_SEEK = re.compile(r"USING INDEX SEEK \w+:\w+\((?:uscc|fact_id)\)")
_LABELLED_END = re.compile(r"^(?!.*\b(?:CREATE|MERGE)\b).*\]->?\(\w*:\w+\)", re.MULTILINE)
_UNWANTED_NOTICES = (
    NotificationClassification.DEPRECATION,
    NotificationClassification.UNSUPPORTED,
)


@dataclass(frozen=True, slots=True)
class Operator:
    """One step of a plan with the steps that feed it."""

    name: str
    details: str
    feeders: tuple["Operator", ...]

    def walk(self) -> Iterator["Operator"]:
        yield self
        for feeder in self.feeders:
            yield from feeder.walk()


def findings(driver: Driver, database: str, statement: Statement) -> list[str]:
    """Plan the statement without running it and return what must not be; empty if all is well."""
    place = "system" if statement.name.startswith(_SYSTEM_FOLDER) else database
    with driver.session(database=place) as session:
        summary = session.run(f"EXPLAIN {statement.text}").consume()
    found = list(_of_mode(statement, summary))
    if len(_KEY.findall(statement.text)) > len(_SEEK.findall(statement.text)):
        found.append("a key does not name its index: USING INDEX SEEK")
    if _LABELLED_END.search(statement.text):
        found.append("what a relation leads to bears a label")
    if summary.plan is not None:
        plan = _operator(summary.plan)
        found += [finding for step in plan.walk() for finding in _of_step(step, statement)]
    found += [
        f"notice: {status.status_description}"
        for status in summary.gql_status_objects
        if status.is_notification and status.classification in _UNWANTED_NOTICES
    ]
    return found


def _of_mode(statement: Statement, summary: ResultSummary) -> Iterator[str]:
    system = statement.name.startswith(_SYSTEM_FOLDER)
    if not system and summary.query_type not in _KINDS_OF_QUERY[statement.mode]:
        yield f"it says {statement.mode} and is planned as {summary.query_type!r}"
    again = re.search(r"\bIF\s+(NOT\s+)?EXISTS\b", code_only(statement.text))
    if statement.mode is Mode.SCHEMA and not again:
        yield "it cannot be run twice: IF NOT EXISTS is missing"


def _of_step(step: Operator, statement: Statement) -> Iterator[str]:
    if step.name.endswith(_ALL_NODES):
        yield f"it looks at everything: {step.name} {step.details}"
    if step.name.endswith(_ALL_OF_A_KIND) and not statement.allows.startswith("label-scan because"):
        yield f"it looks at all of a kind: {step.name} {step.details}"
    if step.name == "CartesianProduct" and not any(map(_one_row, step.feeders)):
        yield "it pairs everything with everything: CartesianProduct"
    if _NO_UPPER_BOUND.search(step.details):
        yield f"its path has no upper bound: {step.details}"


def _one_row(step: Operator) -> bool:
    if step.name.startswith(_ONE_ROW_AT_MOST):
        return not step.name.startswith("NodeUniqueIndexSeekByRange")
    if step.name == "EagerAggregation":
        return _OF_EVERYTHING.match(step.details) is not None
    return step.name in _KEEPS_ROWS and all(map(_one_row, step.feeders))


def _operator(plan: Mapping[str, object]) -> Operator:
    arguments, feeders = plan["args"], plan.get("children", ())
    assert isinstance(arguments, Mapping)
    assert isinstance(feeders, Sequence)
    return Operator(
        name=str(plan["operatorType"]).partition("@")[0],
        details=str(arguments.get("Details", "")),
        feeders=tuple(_operator(feeder) for feeder in feeders),
    )
