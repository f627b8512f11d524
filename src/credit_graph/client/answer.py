"""Answers as frames and as graphs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from credit_graph.api.tabular.row_path import RowPath, TableRow
from credit_graph.api.tabular.selection_tree import ColumnType


@dataclass(frozen=True, slots=True)
class Answer:
    """The pages of an answer, each as the service sent it, and how they become rows.

    `complete`: no page of the list that was followed is left out. `cut`: the paths of lists within
    rows of which only a first page is here, with how often.
    """

    pages: Sequence[Mapping[str, Any]]
    table: RowPath
    complete: bool
    cut: Mapping[str, int]

    @property
    def data(self) -> Mapping[str, Any]:
        """The first page: for a question without pages the whole answer."""
        return self.pages[0]

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows of all pages; days and instants as ISO text."""
        for page in self.pages:
            yield from self.table.rows(page)

    def to_arrow(self) -> Any:  # noqa: ANN401  # pyarrow has no types of its own
        """Return the rows as an Arrow table with the schema's types."""
        import pyarrow as pa  # noqa: PLC0415  # an extra

        types = {
            ColumnType.TEXT: pa.string(),
            ColumnType.INTEGER: pa.int64(),
            ColumnType.NUMBER: pa.float64(),
            ColumnType.BOOLEAN: pa.bool_(),
            ColumnType.DAY: pa.date32(),
            ColumnType.INSTANT: pa.timestamp("us", "UTC"),
        }
        rows, columns = list(self.rows()), self.table.columns
        arrays = [
            pa.array([_typed(row.get(each.name), each.kind) for row in rows], types[each.kind])
            for each in columns
        ]
        return pa.Table.from_arrays(arrays, names=[each.name for each in columns])

    def to_pandas(self) -> Any:  # noqa: ANN401  # pandas has no types of its own
        """Return the rows as a pandas frame; days are `datetime.date`, codes text."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:  # noqa: ANN401  # an extra
        """Return the rows as a polars frame."""
        import polars as pl  # noqa: PLC0415  # an extra

        return pl.from_arrow(self.to_arrow())


@dataclass(frozen=True, slots=True)
class ChainAnswer(Answer):
    """The picture of a chain: its enterprises and the links among them."""

    def to_networkx(self) -> Any:  # noqa: ANN401  # an extra
        """Return a `networkx.DiGraph` from suppliers to customers, by credit code.

        Nodes have `name`, `tier`, `side` and `region`; links `share` (a fraction, absent where none
        is stated) and `categories` (joined by `;`). Members that the token does not show have no
        code, and so no node.
        """
        import networkx as nx  # noqa: PLC0415  # an extra

        drawn = self.data["chain"]["graph"]
        graph: Any = nx.DiGraph()
        for node in drawn["nodes"]:
            its = node["enterprise"]
            if its is not None:
                graph.add_node(its["uscc"], **_stated(node, its))
        for link in drawn["links"]:
            facts = {"share": link["share"], "categories": ";".join(link["categories"])}
            kept = {name: value for name, value in facts.items() if value not in (None, "")}
            graph.add_edge(link["supplier"], link["customer"], **kept)
        return graph

    def write_graphml(self, path: Path) -> None:
        """Write the graph as GraphML, which Gephi, Cytoscape and yEd open."""
        import networkx as nx  # noqa: PLC0415  # an extra

        nx.write_graphml(self.to_networkx(), path)


def _stated(node: Mapping[str, Any], its: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a node that are stated: GraphML has no null."""
    facts = {
        "name": its["name"],
        "region": its["region"],
        "tier": node["tier"],
        "side": node["side"],
    }
    return {name: value for name, value in facts.items() if value is not None}


def _typed(value: object, kind: ColumnType) -> object:
    return value if value is None else _MADE.get(kind, _as_it_is)(value)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401  # of any type
    return value


_MADE: Final[Mapping[ColumnType, Any]] = {
    ColumnType.DAY: date.fromisoformat,
    ColumnType.INSTANT: datetime.fromisoformat,
}
