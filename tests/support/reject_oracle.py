"""Malformed rows with what the report must say of them, written from docs/import.md alone.

A case is a file with its rows, good and bad, and the lines of the report that they must give. The
words stand here a second time on purpose: what people mend their files by must not change unseen.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from random import Random

from stdnum.cn import uscc

HEADERS = {
    "enterprises": "uscc,name,region,zone,kinds,registered_on,status",
    "ratings": "uscc,scheme,level,valid_from,valid_to,awarded_by,reference",
    "statements": "uscc,statement,value,valid_from,valid_to,reported_by",
    "violations": "uscc,violation,found_on,severity,found_by,repaired_on,reference",
    "links": "supplier_uscc,customer_uscc,valid_from,valid_to,category,share,source",
    "ownership": "owner_uscc,owned_uscc,share,valid_from,valid_to",
}


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad row of a file, and the column, code and words that it must be told with.

    Bytes that are no UTF-8 stand in `row` as lone surrogates.
    """

    file: str
    row: str
    column: str
    code: str
    message: str


def code_of(number: int) -> str:
    """The credit code of one of the good enterprises, or of one that no file registers."""
    body = f"91410400MA{number:07d}"
    return body + uscc.calc_check_digit(body)


# Bad rows as templates. {new} is a code that no file registers, {good} one that is registered;
# {short}, {letter} and {wrong} are that one spoilt; {number} and {day} are never the same.
_MALFORMED: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "enterprises",
        "{new},虚\udcff\udcfe,410400,,,,",
        "",
        "NOT_UTF8",
        "The row is not UTF-8: byte 0xFF at character 21.",
    ),
    (
        "enterprises",
        '{new},"虚构"企业,410400,,,,',
        "",
        "BAD_QUOTING",
        "A quotation mark stands where RFC 4180 allows none, or is never closed.",
    ),
    (
        "enterprises",
        "{new},虚\x07构,410400,,,,",
        "",
        "CONTROL_CHARACTER",
        "The row has the control character U+0007 at character 21.",
    ),
    (
        "enterprises",
        "{new},虚构,410400",
        "",
        "TOO_FEW_CELLS",
        "The row has 3 cells; the header has 7.",
    ),
    (
        "links",
        "{good},{new},2024-01-01,,,,,",
        "",
        "TOO_MANY_CELLS",
        "The row has 8 cells; the header has 7.",
    ),
    ("ratings", ",,,,,,", "", "EMPTY_ROW", "Every cell of the row is empty."),
    ("enterprises", "{new},,410400,,,,", "name", "MISSING_VALUE", "The cell must not be empty."),
    (
        "enterprises",
        "{new},{long},410400,,,,",
        "name",
        "CELL_TOO_LONG",
        "The cell has 2001 characters; 2000 are allowed.",
    ),
    (
        "enterprises",
        "9.14104E+17,虚构,410400,,,,",
        "uscc",
        "USCC_NUMBER",
        "'9.14104E+17' is a number made by a spreadsheet, not a credit code.",
    ),
    (
        "ratings",
        "{short},tax,A,2024-01-01,,,",
        "uscc",
        "USCC_LENGTH",
        "'{short}' has 17 characters; a credit code has 18.",
    ),
    (
        "ratings",
        "{letter},tax,A,2024-01-01,,,",
        "uscc",
        "USCC_CHARACTER",
        "'{letter}' has a character that a credit code cannot have there.",
    ),
    (
        "ratings",
        "{wrong},tax,A,2024-01-01,,,",
        "uscc",
        "USCC_CHECK",
        "The check character of '{wrong}' is wrong.",
    ),
    (
        "ratings",
        "{good},tax,A,2024/1/{day},,,",
        "valid_from",
        "DATE_FORMAT",
        "'2024/1/{day}' is not an ISO 8601 day (YYYY-MM-DD).",
    ),
    (
        "ratings",
        "{good},tax,A,03/04/2024,,,",
        "valid_from",
        "DATE_AMBIGUOUS",
        "'03/04/2024' can be read as more than one day; write YYYY-MM-DD.",
    ),
    (
        "ratings",
        "{good},tax,A,2024-01-01,45292,,",
        "valid_to",
        "DATE_SERIAL",
        "'45292' is a spreadsheet's number for 2024-01-01; write the day itself.",
    ),
    (
        "ratings",
        "{good},tax,A,2023-02-29,,,",
        "valid_from",
        "DATE_IMPOSSIBLE",
        "'2023-02-29' is not a day of the calendar.",
    ),
    (
        "violations",
        "{good},tax_breach,0202-01-01,,,,",
        "found_on",
        "DATE_RANGE",
        "'0202-01-01' is before 1900.",
    ),
    (
        "violations",
        "{good},tax_breach,2027-01-01,,,,",
        "found_on",
        "DATE_FUTURE",
        "'2027-01-01' is after the day of the import, 2026-11-23.",
    ),
    (
        "violations",
        "{good},tax_breach,2024-02-01,,,2024-01-31,",
        "repaired_on",
        "DATE_ORDER",
        "'2024-01-31' is before found_on, 2024-02-01.",
    ),
    (
        "links",
        "{good},{new},2024-01-01,2024-01-01,,,",
        "valid_to",
        "INTERVAL_EMPTY",
        "'2024-01-01' is not after valid_from, 2024-01-01: no day lies between.",
    ),
    (
        "links",
        '{good},{new},2024-01-01,,,"0,5",',
        "share",
        "SHARE_FORMAT",
        "'0,5' is not a fraction between 0 and 1, such as 0.25.",
    ),
    (
        "links",
        "{good},{new},2024-01-01,,,51%,",
        "share",
        "SHARE_PERCENT",
        "'51%' is a percentage; write a fraction, such as 0.25.",
    ),
    (
        "ownership",
        "{good},{new},1.5,2024-01-01,",
        "share",
        "SHARE_RANGE",
        "'1.5' is not between 0 and 1.",
    ),
    (
        "enterprises",
        "{new},虚构,{number},,,,",
        "region",
        "UNKNOWN_REGION",
        "'{number}' is not a region of the vocabulary.",
    ),
    (
        "enterprises",
        "{new},虚构,410400,waigaoqiao,,,",
        "zone",
        "ZONE_ELSEWHERE",
        "The zone 'waigaoqiao' lies in 310115, not in the region 410400.",
    ),
    (
        "enterprises",
        "{new},虚构,410400,,trader;baker,,",
        "kinds",
        "UNKNOWN_KIND",
        "'baker' is not a kind of enterprise.",
    ),
    (
        "ratings",
        "{good},customs,AEO,2024-01-01,,,",
        "level",
        "UNKNOWN_LEVEL",
        "'AEO' is not a level of customs; it has advanced, general, dishonest.",
    ),
    (
        "statements",
        "{good},wants_aeo,是,2024-01-01,,",
        "value",
        "STATEMENT_VALUE",
        "'是' is neither true nor false.",
    ),
    (
        "violations",
        "{good},theft,2024-01-01,,,,",
        "violation",
        "UNKNOWN_VIOLATION",
        "'theft' is not a violation; there are customs_breach, tax_breach, environment_breach,"
        " safety_breach, market_breach, other_breach.",
    ),
    (
        "links",
        "{good},{good},2024-01-01,,,,",
        "customer_uscc",
        "SELF_SUPPLY",
        "Supplier and customer are the same enterprise.",
    ),
    (
        "ownership",
        "{good},{good},0.5,2024-01-01,",
        "owned_uscc",
        "SELF_OWNERSHIP",
        "Owner and owned are the same enterprise.",
    ),
    (
        "links",
        "{good},{new},2024-01-01,,=1+1,,",
        "customer_uscc",
        "UNKNOWN_ENTERPRISE",
        "No enterprise '{new}' is registered here.",
    ),
    (
        "enterprises",
        "=cmd,虚构,410400,,,,",
        "uscc",
        "USCC_LENGTH",
        "'=cmd' has 4 characters; a credit code has 18.",
    ),
    (
        "ownership",
        "{short},{good},x,2024-01-01,",
        "owner_uscc",
        "USCC_LENGTH",
        "'{short}' has 17 characters; a credit code has 18."
        " Also share: 'x' is not a fraction between 0 and 1, such as 0.25.",
    ),
)


def _malformed(template: tuple[str, str, str, str, str], number: int, good: str) -> Bad:
    words = {
        "new": code_of(number),
        "good": good,
        "short": good[:-1],
        "letter": f"{good[:9]}O{good[10:]}",
        "wrong": good[:-1] + ("1" if good[-1] == "0" else "0"),
        "long": "长" * 2001,
        "number": number,
        "day": 1 + number % 28,
    }
    file, row, column, code, message = template
    return Bad(file, row.format(**words), column, code, message.format(**words))


KINDS = len(_MALFORMED) + 4  # and those that clash with a good row, made beside it


def _good(file: str, number: int, size: int) -> str:
    this, other = code_of(number), code_of((number + 1) % size)
    rows = {
        "enterprises": f"{this},虚构企业,410400,,trader,2010-01-01,",
        "ratings": f"{this},public_credit,A,2024-01-01,,,",
        "statements": f"{this},wants_aeo,true,2024-01-01,,",
        "violations": f"{this},tax_breach,2024-01-01,minor,,,",
        "links": f"{this},{other},2024-01-01,,,,",
        "ownership": f"{this},{other},0.75,2024-01-01,",
    }
    return rows[file]


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
        if step < len(_MALFORMED):
            one = _malformed(
                _MALFORMED[step], 1_000_000 + made, code_of(random.randrange(per_file))
            )
            placed[one.file].append(one)
        else:
            file = ("enterprises", "ratings", "links", "ownership")[step - len(_MALFORMED)]
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
        row = bad.row.decode() if bad.shown is None else bad.shown
        cells = [f"{folder}/{file}.csv", str(line), bad.column, bad.code, bad.message, row, ""]
        writer.writerow(
            [f"'{cell}" if cell[:1] in "=+-@\t\r'" and cell else cell for cell in cells]
        )
    return out.getvalue().encode()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(tuple("=+-@\t\r'")) else cell
