"""Tables of Neo4j's offline importer: one per label or relation type, as Bolt would store it.

Texts without a type are strings; a cell that is empty is a property that is absent. Instants end in
`Z`: with any other zone they are not equal to what the driver writes. The importer knows no empty
list, so registrations without kinds are listed apart and completed afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from credit_graph.domain.search_words import folded, kept_words, needs_kept_form
from credit_graph.intake.csv_text import cell_text
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.reconciling import packing
from credit_graph.intake.rows.columns import DAY_COLUMNS
from credit_graph.intake.rows.kinds import EnterpriseRow, ListRow, RatingRow, Row

_STAGED: Final = ("change", "recorded_at:datetime")
_REGISTRATION: Final = (
    *("fact_id:ID(Registration)", "uscc", "name", "region", "zone", "kinds:string[]"),
    *("registered_on:date", "status", "valid_from:date", "valid_to:date"),
    *("shown_from:date", "shown_to:date", "folded_name", "search_words"),
)
_TYPES: Final = {"share": "double", "cases": "long", "as_of": "date"}
_VOCABULARY: Final = ("Region", "Zone", "Scheme", "CreditList")
_LINKS: Final = {Kind.LINKS: "SUPPLIES", Kind.OWNERSHIP: "OWNS"}
_ALONE: Final = {Kind.COVERAGE: "Sync", Kind.SUBMISSIONS: "Submission"}
_SPEAKERS: Final = ("agency", "found_by")


@dataclass(frozen=True, slots=True)
class BulkTable:
    """A finished table: the label or relation type of its rows, and where it is."""

    name: str
    path: Path
    relation: bool


class BulkTables:
    """Writes the tables of one change set into a folder; a context manager.

    `empty_kinds`: a file with the ids of registrations whose kinds are an empty list.
    """

    def __init__(self, folder: Path, change: str, at: datetime) -> None:
        self._folder = folder
        # What every fact has at its end.
        self.staged = f"{change},{instant_text(at)}"
        self.multiline = False
        self.empty_kinds = folder / "empty_kinds"
        self._streams: dict[str, BinaryIO] = {}
        self._tables: dict[str, BulkTable] = {}
        self._terms: dict[str, set[str]] = {name: set() for name in _VOCABULARY}

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._streams["empty_kinds"] = self.empty_kinds.open("wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for stream in self._streams.values():
            stream.close()

    @property
    def tables(self) -> Sequence[BulkTable]:
        """Every table that has a row."""
        return tuple(self._tables.values())

    def fact(self, kind: Kind, fact_id: str, row: Row) -> None:
        """Write a row as the fact of that id, with what it is tied to."""
        if isinstance(row, EnterpriseRow):
            self._registration(fact_id, row)
        elif kind in _LINKS:
            self._link(kind, fact_id, row)
        elif kind in _ALONE:
            label = _ALONE[kind]
            header = (f"fact_id:ID({label})", *_typed(packing.properties(kind)))
            self._fact(label, header, fact_id, kind, row)
        else:
            self._said(kind, fact_id, row)

    def enterprises(self, usccs: Iterable[str]) -> None:
        """Write enterprises, each once."""
        lines = "".join(f"{uscc}\n" for uscc in usccs)
        self.stream("Enterprise", ("uscc:ID(Enterprise)",)).write(lines.encode())

    def without_kinds(self, fact_ids: Iterable[str]) -> None:
        """Note registrations whose kinds are an empty list."""
        self._streams["empty_kinds"].writelines(f"{each}\n".encode() for each in fact_ids)

    def terms(self, label: str, codes: Iterable[str]) -> None:
        """Note terms of the vocabulary that are to be nodes."""
        self._terms[label].update(codes)

    def write_terms(self) -> None:
        """Write the terms that were noted."""
        for label, codes in self._terms.items():
            stream = self.stream(label, (f"code:ID({label})",)) if codes else None
            for code in sorted(codes):
                assert stream is not None  # noqa: S101  # there are codes
                stream.write(f"{self.cell(code)}\n".encode())

    def stream(
        self, name: str, header: Sequence[str], *, relation: bool = False, file: str = ""
    ) -> BinaryIO:
        """Return where rows of a table are written; its header is written first."""
        key = file or name
        stream = self._streams.get(key)
        if stream is None:
            path = self._folder / f"{key}.csv"
            stream = self._streams[key] = path.open("wb", buffering=1 << 20)
            self._tables[key] = BulkTable(name, path, relation)
            stream.write((",".join(header) + "\n").encode())
        return stream

    def registrations(self) -> BinaryIO:
        """Return where rows of registrations are written."""
        return self.stream("Registration", (*_REGISTRATION, *_STAGED))

    def ties(self, relation: str, start: str, end: str) -> BinaryIO:
        """Return where relations without properties are written, as two ids."""
        header = (f":START_ID({start})", f":END_ID({end})")
        return self.stream(relation, header, relation=True, file=f"{relation}-{start}-{end}")

    def links(self, kind: Kind) -> BinaryIO:
        """Return where links are written: start, end, id, then the columns but the two ends."""
        properties = _typed(packing.properties(kind)[2:])
        ends = (":START_ID(Enterprise)", ":END_ID(Enterprise)")
        header = (*ends, "fact_id", *properties, *_STAGED)
        return self.stream(_LINKS[kind], header, relation=True)

    def _registration(self, fact_id: str, row: EnterpriseRow) -> None:
        words = kept_words(row.name) if needs_kept_form(row.name) else None
        cells = (
            *(fact_id, row.uscc, row.name, row.region, row.zone, row.kinds, row.registered_on),
            *(row.status, row.valid_from, row.valid_to, row.shown_from, row.shown_to),
            *(folded(row.name), words),
        )
        self._write(self.registrations(), cells)
        self.tie("DESCRIBED", "Enterprise", row.uscc, "Registration", fact_id)
        self.tie("IN_REGION", "Registration", fact_id, "Region", row.region)
        if row.zone is not None:
            self.tie("IN_ZONE", "Registration", fact_id, "Zone", row.zone)
        if not row.kinds:
            self.without_kinds((fact_id,))

    def _said(self, kind: Kind, fact_id: str, row: Row) -> None:
        said = packing.SAID[kind]
        header = (f"fact_id:ID({said.label})", *_typed(packing.properties(kind)))
        if _speaker(kind) is not None:
            header = (*header, "source")
        self._fact(said.label, header, fact_id, kind, row)
        uscc = str(getattr(row, "uscc", ""))
        self.tie(said.relation, "Enterprise", uscc, said.label, fact_id)
        if isinstance(row, RatingRow):
            self.tie("ON", "Rating", fact_id, "Scheme", row.scheme)
        elif isinstance(row, ListRow):
            self.tie("ON", "ListEntry", fact_id, "CreditList", row.list)

    def _fact(self, label: str, header: Sequence[str], fact_id: str, kind: Kind, row: Row) -> None:
        if kind is Kind.SUBMISSIONS:
            header = (*header, "source")
        cells = [fact_id, *(getattr(row, column) for column in TABLES[kind].columns)]
        speaker = _speaker(kind)
        if speaker is not None:
            cells.append(getattr(row, speaker))
        self._write(self.stream(label, (*header, *_STAGED)), cells)

    def _link(self, kind: Kind, fact_id: str, row: Row) -> None:
        start, end, *rest = (getattr(row, column) for column in TABLES[kind].columns)
        self._write(self.links(kind), (start, end, fact_id, *rest))

    def tie(self, relation: str, start: str, one: str, end: str, other: str) -> None:
        """Write a relation without properties between two nodes, given by label and id."""
        if end in self._terms:
            self._terms[end].add(other)
        line = f"{self.cell(one)},{self.cell(other)}\n"
        self.ties(relation, start, end).write(line.encode())

    def _write(self, stream: BinaryIO, cells: Iterable[object]) -> None:
        line = ",".join(map(self.cell, cells))
        stream.write(f"{line},{self.staged}\n".encode())

    def cell(self, value: object) -> str:
        """Return a value as a cell, quoted where it must be."""
        text = value if isinstance(value, str) else cell_text(value)
        if '"' in text or "," in text or "\n" in text or "\r" in text:
            self.multiline |= "\n" in text or "\r" in text
            return '"' + text.replace('"', '""') + '"'
        return text


def instant_text(at: datetime) -> str:
    """Return an instant as the importer reads it, equal to what the driver writes."""
    return at.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def _speaker(kind: Kind) -> str | None:
    """Return the column that is the fact's source as well."""
    if kind in _LINKS or kind is Kind.COVERAGE:
        return None
    return next((column for column in TABLES[kind].columns if column in _SPEAKERS), None)


def _typed(properties: Iterable[str]) -> tuple[str, ...]:
    """Return names of properties with their types, as a header has them."""
    found: Mapping[str, str] = {**dict.fromkeys(DAY_COLUMNS, "date"), **_TYPES}
    return tuple(f"{name}:{found[name]}" if name in found else name for name in properties)
