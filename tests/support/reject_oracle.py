"""Files with bad rows among good ones, and the report that importing them must give.

Written from docs/import.md alone; it shares no code with the importer.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from random import Random

from support.malformed_rows import MALFORMED, Bad, code_of, malformed

HEADERS = {
    "enterprises": "uscc,name,region,zone,kinds,registered_on,status",
    "ratings": "uscc,scheme,level,valid_from,valid_to,awarded_by,reference",
    "statements": "uscc,statement,value,valid_from,valid_to,reported_by",
    "violations": "uscc,violation,found_on,severity,found_by,repaired_on,reference",
    "links": "supplier_uscc,customer_uscc,valid_from,valid_to,category,share,source",
    "ownership": "owner_uscc,owned_uscc,share,valid_from,valid_to",
}


BLANK = (",,,,,,", " ,\u3000,,,", '"",""')  # skipped, never reported, whatever their width
KINDS = len(MALFORMED) + 4  # and those that clash with a good row, made beside it


def _good(file: str, number: int, size: int) -> str:
    this, other = code_of(number), code_of((number + 1) % size)
    if number % 3 == 0:
        this = _disguised(this)
    rows = {
        "enterprises": f"{this},虚\u200b构企业,410400,,trader,2010-01-01,",
        "ratings": f"{this},public_credit,A,2024-01-01,,,",
        "statements": f"{this},wants_aeo,true,2024-01-01,,",
        "violations": f"{this},tax_breach,2024-01-01,minor,,,",
        "links": f"{this},{other},2024-01-01,,,,",
        "ownership": f"{this},{other},0.75,2024-01-01,",
    }
    return rows[file]


def _disguised(code: str) -> str:
    """The same code in full-width characters, with one that nobody sees."""
    wide = "".join(chr(ord(each) + 0xFEE0) for each in code)
    return f"{wide[:9]}\u2060{wide[9:]}"


def _clashing(file: str, number: int, size: int) -> Iterator[Bad]:
    """Rows that are bad only because of the good row before them."""
    this, other = code_of(number), code_of((number + 1) % size)
    third = code_of((number + 2) % size)
    same = "An earlier row of this import says the same."
    if file == "enterprises":
        row = f"{this},虚构新名,410400,,trader,2010-01-01,"
        message = "An earlier row of this import says name '虚构企业'."
        yield Bad(file, row, "name", "CONTRADICTS_ROW", message)
    elif file == "ratings":
        row = f"{this},public_credit,B,2025-01-01,,,"
        message = "An earlier row of this import says public_credit is A from 2024-01-01 on."
        yield Bad(file, row, "level", "CONTRADICTS_ROW", message)
    elif file == "links":
        yield Bad(file, f"{this},{other},2024-01-01,,,,", "", "DUPLICATE_ROW", same)
    elif file == "ownership":
        row = f"{third},{other},0.5,2024-06-01,"
        message = f"The owners of {other} would hold 1.25 on 2024-06-01."
        yield Bad(file, row, "share", "OWNERSHIP_ABOVE_ONE", message)


@dataclass(frozen=True, slots=True)
class Case:
    """Files by kind as bytes, and the whole report that importing them from `folder` must give."""

    files: dict[str, bytes]
    good: int
    bad: int
    report: Callable[[str], bytes]


def make_case(seed: int, good: int, bad: int) -> Case:
    """Return so many good rows, and so many bad ones of every kind in turn, shuffled among them."""
    random = Random(seed)  # noqa: S311  # chance for tests
    per_file = good // len(HEADERS)
    rows = {file: [_good(file, number, per_file) for number in range(per_file)] for file in HEADERS}
    made = 0
    placed: dict[str, list[Bad]] = {file: [] for file in HEADERS}
    clashes: dict[str, dict[int, Bad]] = {file: {} for file in HEADERS}
    while made < bad:
        step = made % KINDS
        if step < len(MALFORMED):
            one = malformed(MALFORMED[step], 1_000_000 + made, code_of(random.randrange(per_file)))
            placed[one.file].append(one)
        else:
            file = ("enterprises", "ratings", "links", "ownership")[step - len(MALFORMED)]
            number = made // KINDS
            (one,) = _clashing(file, number, per_file)
            clashes[file][number] = one
        made += 1
    files, lines = {}, []
    for file, header in HEADERS.items():
        text, found = _lay_out(header, rows[file], placed[file], clashes[file], random)
        files[file] = text
        lines += [(file, *each) for each in found]
    return Case(files, per_file * len(HEADERS), bad, lambda folder: _report(folder, lines))


def _lay_out(
    header: str,
    good: list[str],
    placed: list[Bad],
    clashes: dict[int, Bad],
    random: Random,
) -> tuple[bytes, list[tuple[int, Bad]]]:
    slots: list[list[Bad]] = [[] for _ in good]
    for one in placed:
        random.choice(slots).append(one)
    data, found, line = [header.encode()], [], 1
    for number, row in enumerate(good):
        data.append(row.encode())
        line += 1
        if not random.randrange(20):
            data.append(random.choice(BLANK).encode())
            line += 1
        for one in [*slots[number], *([clashes[number]] if number in clashes else [])]:
            data.append(one.row.encode("utf-8", "surrogateescape"))
            line += 1
            found.append((line, one))
    return b"\r\n".join(data) + b"\r\n", found


def _report(folder: str, lines: list[tuple[str, int, Bad]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["file", "line", "column", "code", "message", "row", "columns"])
    for file, line, bad in lines:
        row = bad.row.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        # These leave out columns, so that their header is not the documented one.
        header = "" if file in {"links", "ownership"} else HEADERS[file]
        first = [f"{folder}/{file}.csv", str(line), bad.column, bad.code]
        # A message that quotes a cell begins with a quotation mark, so it is text as it is.
        message = bad.message if bad.message.startswith("'") else _as_text(bad.message)
        cells = [*map(_as_text, first), message, _as_text(row), _as_text(header)]
        writer.writerow(cells)
    return out.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    bare = cell.lstrip("'")
    return f"'{cell}" if bare.startswith(tuple("=+-@\t\r＝＋－＠")) else cell
