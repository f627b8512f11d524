"""How the answers of a document become a table, by the schema of this version."""

from functools import lru_cache

from graphql import GraphQLSchema, GraphQLSyntaxError, build_schema, parse, validate

from credit_graph.api.graphql_sentences import in_the_language_asked
from credit_graph.api.schema import schema_text
from credit_graph.api.tabular.row_path import RowPath, row_path
from credit_graph.api.tabular.selection_tree import selection_tree


def document_table(document: str, rows: str | None) -> RowPath | tuple[str, ...]:
    """Return how answers become rows, or what is wrong with the document, in words.

    `rows` names the list whose items are rows; raise `BadArgumentError` if it is none.
    """
    try:
        parsed = parse(document)
    except GraphQLSyntaxError as error:
        return (in_the_language_asked(error.message),)
    errors = validate(_schema(), parsed)
    if errors:
        return tuple(in_the_language_asked(each.message) for each in errors)
    return row_path(selection_tree(_schema(), parsed), rows)


@lru_cache(1)
def _schema() -> GraphQLSchema:
    return build_schema(schema_text())
