#!/usr/bin/env bash
# markitdown moves cells to the left below a vertically merged cell of a Word table.
#
# Guess: A table with one lead agency merged over three duties keeps its columns in Markdown.
#
# Seen on 2026-11-28 with markitdown 0.1.9 and python-docx 1.2.0, Python 3.11: The rows below a
# merged cell have one cell fewer and nothing in its place, so the duty of the second and third
# row stands in the column of the agency. python-docx repeats the merged cell in each row.
#
# What follows: duty tables merge cells as a rule; take them from the grid of the XML (or
# python-docx), never from Markdown, where the deadline of one row reads as an agency.
#
# Output seen; the run fails when it differs:
#> |  |  |  |
#> | --- | --- | --- |
#> | 牵头单位 | 任务 | 时限 |
#> | 发展改革委 | 任务甲 | 六月 |
#> | 任务乙 | 九月 |
#> | 任务丙 | 年底 |
#> python-docx: 牵头单位 任务 时限
#> python-docx: 发展改革委 任务甲 六月
#> python-docx: 发展改革委 任务乙 九月
#> python-docx: 发展改革委 任务丙 年底
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" python-docx==1.2.0 "markitdown[docx]==0.1.9"

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import docx
from markitdown import MarkItDown

document = docx.Document()
table = document.add_table(4, 3)
for cell, text in zip(table.rows[0].cells, ("牵头单位", "任务", "时限")):
    cell.text = text
table.cell(1, 0).merge(table.cell(3, 0)).text = "发展改革委"
for row, (duty, due) in enumerate((("任务甲", "六月"), ("任务乙", "九月"), ("任务丙", "年底")), 1):
    table.cell(row, 1).text, table.cell(row, 2).text = duty, due
document.save("duties.docx")
print(MarkItDown().convert("duties.docx").text_content)
for row in docx.Document("duties.docx").tables[0].rows:
    print("python-docx:", *(cell.text for cell in row.cells))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
