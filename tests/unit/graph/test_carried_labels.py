"""What a first load carries into the new database: every label that any statement knows."""

import re

from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder

_LABEL = re.compile(r"\(\w*:([A-Z]\w+(?:\s*\|[A-Z]\w+)*)")
# Facts come from the importer, marks of migrations from the migrations of the new database; where a
# restoration is unfinished nothing is imported.
_ANEW = {
    *("Enterprise", "Registration", "Rating", "ListEntry", "Statement", "Commitment"),
    *("Violation", "MeasureUse", "Sync", "Submission", "Migration", "MigrationLock"),
    "Restoration",
}
_SECOND = {"Import"}  # of nodes that have another one as well


def labels_of(text: str) -> set[str]:
    return {each.strip() for found in _LABEL.findall(text) for each in found.split("|")}


def test_every_label_is_carried_or_made_anew() -> None:
    statements = load_statements(cypher_folder())
    used = {label for each in statements.values() for label in labels_of(each.text)}
    assert labels_of(statements["first_load/nodes"].text) == used - _ANEW - _SECOND
