#!/usr/bin/env bash
# Readers of .docx lose or double words of a revised document, each reader others.
#
# Guess: The text of a paragraph is what Word shows with all changes accepted.
#
# Seen on 2026-11-28 with python-docx 1.2.0, docx2txt 0.9, mammoth 1.13.0, docx2python 3.7.1:
# python-docx leaves out inserted words (连续 of "连续三年"), moved words, words in a content
# control (the document number) and date fields. docx2txt and docx2python keep inserted words but
# print moved words at both places, and drop the non-breaking hyphen, so 2026-2027 is 20262027.
# mammoth accepts the changes and keeps the hyphen as U+2011, but drops the date field.
#
# What follows: read a policy by one reader that walks the XML (w:ins, w:moveTo, w:sdt,
# w:fldSimple, w:noBreakHyphen kept; w:del, w:moveFrom dropped), refuse documents with open
# changes, and compare two readers before quoting.
#
# Output seen; the run fails when it differs:
#> python-docx: 插入： 删除： 移出： 移入： 文号： 日期： 期间：2026-2027
#> docx2txt: 插入：连续 删除： 移出：旧处 移入：新处 文号：一号 日期：六月 期间：20262027
#> docx2python: 插入：连续 删除： 移出：旧处 移入：新处 文号：一号 日期：六月 期间：20262027
#> mammoth: 插入：连续 删除： 移出： 移入：新处 文号：一号 日期： 期间：2026<U+2011>2027
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0 docx2python==3.7.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx2python import docx2python

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:author="A" w:date="2026-01-01T00:00:00Z"'
LINES = (
    ("插入", f'<w:ins {W} w:id="1" {BY}><w:r><w:t>连续</w:t></w:r></w:ins>'),
    ("删除", f'<w:del {W} w:id="2" {BY}><w:r><w:delText>累计</w:delText></w:r></w:del>'),
    ("移出", f'<w:moveFrom {W} w:id="3" {BY}><w:r><w:t>旧处</w:t></w:r></w:moveFrom>'),
    ("移入", f'<w:moveTo {W} w:id="4" {BY}><w:r><w:t>新处</w:t></w:r></w:moveTo>'),
    ("文号", f'<w:sdt {W}><w:sdtContent><w:r><w:t>一号</w:t></w:r></w:sdtContent></w:sdt>'),
    ("日期", f'<w:fldSimple {W} w:instr="DATE"><w:r><w:t>六月</w:t></w:r></w:fldSimple>'),
    ("期间", f'<w:r {W}><w:t>2026</w:t><w:noBreakHyphen/><w:t>2027</w:t></w:r>'),
)
document = docx.Document()
for label, xml in LINES:
    document.add_paragraph(label + "：")._p.append(parse_xml(xml))
document.save("policy.docx")

with docx2python("policy.docx") as read:
    texts = {
        "python-docx": "\n".join(each.text for each in docx.Document("policy.docx").paragraphs),
        "docx2txt": docx2txt.process("policy.docx"),
        "docx2python": read.text,
        "mammoth": mammoth.extract_raw_text(open("policy.docx", "rb")).value,
    }
for reader, text in texts.items():
    print(f"{reader}:", *(line.replace("\u2011", "<U+2011>") for line in text.split()))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
