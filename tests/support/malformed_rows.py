"""Rows that are bad by themselves, with what must be said of each, from docs/import.md alone.

The words stand here a second time on purpose: what people mend their files by must not change
unseen.
"""

from dataclasses import dataclass

from stdnum.cn import uscc


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
    """Return the credit code of one of the good enterprises, or of one that no file registers."""
    body = f"91410400MA{number:07d}"
    return body + uscc.calc_check_digit(body)


# Bad rows as templates. {new} is a code that no file registers, {good} one that is registered;
# {short}, {letter} and {wrong} are that one spoilt; {number} and {day} are never the same.
MALFORMED: tuple[tuple[str, str, str, str, str], ...] = (
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
        "A quotation mark is where RFC 4180 allows none, or is never closed.",
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
        "enterprises",
        "914104001234568000,虚构,410400,,,,",
        "uscc",
        "USCC_NUMBER",
        "'914104001234568000' is a number made by a spreadsheet, not a credit code.",
    ),
    (
        "enterprises",
        "{new},虚\u202e构,410400,,,,",
        "",
        "CONTROL_CHARACTER",
        "The row has the control character U+202E at character 21.",
    ),
    (
        "enterprises",
        "{new},虚\x07构,4104,,,2010/1/1,",
        "",
        "CONTROL_CHARACTER",
        (
            "The row has the control character U+0007 at character 21."
            " Also region: '4104' is not a region of the vocabulary."
            " Also registered_on: '2010/1/1' is not an ISO 8601 day (YYYY-MM-DD)."
        ),
    ),
    (
        "ratings",
        "{good},tax,Z,2024-06-01,2024-01-01,,",
        "level",
        "UNKNOWN_LEVEL",
        (
            "'Z' is not a level of tax; it has A, B, M, C, D."
            " Also valid_to: '2024-01-01' is not after valid_from, 2024-06-01: no day lies between."
        ),
    ),
    (
        "ratings",
        "{good},customs,AEO,2024/1/{day},#N/A,,",
        "valid_from",
        "DATE_FORMAT",
        (
            "'2024/1/{day}' is not an ISO 8601 day (YYYY-MM-DD)."
            " Also valid_to: '#N/A' is a spreadsheet's error, not a value."
            " Also level: 'AEO' is not a level of customs; it has advanced, general, dishonest."
        ),
    ),
    (
        "ratings",
        "{good},tax,A,2024-01-01,-,,",
        "valid_to",
        "END_WORD",
        "'-' does not say whether it ends; leave the cell empty if it does not.",
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
        "{good},wants_aeo,有,2024-01-01,,",
        "value",
        "STATEMENT_VALUE",
        "'有' is neither true nor false.",
    ),
    (
        "violations",
        "{good},theft,2024-01-01,,,,",
        "violation",
        "UNKNOWN_VIOLATION",
        (
            "'theft' is not a violation; there are customs_breach, tax_breach,"
            " environment_breach, safety_breach, market_breach, other_breach."
        ),
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
        (
            "'{short}' has 17 characters; a credit code has 18."
            " Also share: 'x' is not a fraction between 0 and 1, such as 0.25."
        ),
    ),
)


def malformed(template: tuple[str, str, str, str, str], number: int, good: str) -> Bad:
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
