"""Tables of enterprises and links with cells of every sort, of few enterprises, so rows clash."""

from collections.abc import Mapping, Sequence
from random import Random

from stdnum.cn.uscc import calc_check_digit

from credit_graph.intake.kinds import TABLES, Kind
from support.malformed_rows import code_of

_CELLS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "虚构企业",
        "虚构３Ｍ（中国）",
        "the ＂A，B＂ Ltd",
        "Ⅲ型",
        "#N/A",
        "",
        "a\u200bb",
        "x" * 2_001,
    ),
    "region": ("410400", "411300", "", "999999", "４１０４００"),
    "zone": ("", "", "", "waigaoqiao"),
    "kinds": ("trader", "trader;manufacturer", "", "manufacturer、trader", "no"),
    "registered_on": ("2010-01-01", "", "2010-02-30", "2999-01-01", "1.1.2010"),
    "status": ("active", "", "在业", "gone"),
    "valid_from": ("2024-01-01", "2024-02-29", "2025-01-01", "2023-02-29", "45000"),
    "valid_to": ("", "", "2024-01-01", "2026-01-01", "2023-01-01", "长期", "-"),
    "category": ("元件", "", "原 料", " 元件 ", "#REF!"),
    "share": ("0.25", "", ".5", "0.250", "1.5", "10%", "1"),
    "source": ("登记", "", "\ue000"),
}


def _cell(chance: Random, column: str, most: int) -> str:
    """Return a cell that is good most often."""
    if column in _CELLS:
        values = _CELLS[column]
        return values[0] if chance.random() < 0.85 else chance.choice(values)
    code = code_of(chance.randrange(most))
    # Its check character is right, and the place of its registration no number.
    misplaced = "91A10400XN0000000"
    misplaced += calc_check_digit(misplaced)
    odd = (
        misplaced,
        code.lower(),
        f" {code}",
        code[:-1],
        f"{code[:-1]}0",
        "unnamed:US",
        "",
        code_of(9_999),
    )
    return code if chance.random() < 0.95 else chance.choice(odd)


def table(seed: int, kind: Kind, count: int) -> list[str]:
    """Return the lines of a file, its header first, without ends."""
    chance = Random(f"{seed}{kind}")  # noqa: S311  # cases, not secrets
    columns = TABLES[kind].columns
    registering = kind is Kind.ENTERPRISES
    lines = [",".join(columns)]
    for number in range(count):
        cells = [_cell(chance, column, 150) for column in columns]
        if registering and chance.random() < 0.7:
            cells[0], cells[-2:] = code_of(number % 150), ["", ""]
        lines.append(",".join(cells) if chance.random() < 0.98 else ",".join(cells[1:]))
    return lines


def quoted(seed: int, lines: Sequence[str]) -> list[str]:
    """Return the lines of a table with quotation marks about most cells, some of them odd."""
    chance = Random(seed)  # noqa: S311  # cases, not secrets
    header = ",".join(f'"{name}"' for name in lines[0].split(","))
    return [
        header,
        *(",".join(_quoted(chance, each) for each in row.split(",")) for row in lines[1:]),
    ]


def _quoted(chance: Random, cell: str) -> str:
    if chance.random() < 0.2:
        return cell
    if chance.random() < 0.01:
        return chance.choice((f'"{cell}, {cell}"', f'"{cell}""{cell}"', f'"{cell}" ', f'{cell}""'))
    return f'"{cell}"'
