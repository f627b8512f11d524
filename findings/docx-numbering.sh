#!/usr/bin/env bash
# No reader of .docx returns 第一条 or （一） where Word numbers the paragraphs itself.
#
# Guess: Readers that turn a document into text or Markdown compute the numbers a person sees.
#
# Seen on 2026-11-28 with python-docx 1.2.0, docx2txt 0.9, mammoth 1.13.0, markitdown 0.1.9,
# docx2python 3.7.1: For 第一条 with items （一） and （二） python-docx and docx2txt drop the
# numbers, mammoth keeps a list without them, markitdown and thus any model that reads its
# Markdown sees "1." and an indented "1.", docx2python writes "--".
#
# What follows: a citation (第三条第（二）项) cannot be taken from the text of such a file.
# Compute the numbers from numbering.xml, or refuse documents with automatic numbering and ask for
# the published page or PDF.
#
# Output seen; the run fails when it differs:
#> python-docx: ['优先办理通关手续', '减少查验频次', '免除担保', '绿色通道']
#> docx2txt: ['优先办理通关手续', '减少查验频次', '免除担保', '绿色通道']
#> mammoth: <ol><li>优先办理通关手续<ol><li>减少查验频次</li><li>免除担保</li></ol></li><li>绿色通道</li></ol>
#> markitdown: ['1. 优先办理通关手续', '   1. 减少查验频次', '   2. 免除担保', '2. 绿色通道']
#> docx2python: ['--\t优先办理通关手续', '\t--\t减少查验频次', '\t--\t免除担保', '--\t绿色通道']
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0 "markitdown[docx]==0.1.9" docx2python==3.7.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx2python import docx2python
from markitdown import MarkItDown

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth, text):
    return (f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="{text}"/></w:lvl>')


document = docx.Document()
numbering = document.part.numbering_part.element
numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">'
                              f'{level(0, "第%1条")}{level(1, "（%2）")}</w:abstractNum>'))
numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
for depth, text in ((0, "优先办理通关手续"), (1, "减少查验频次"), (1, "免除担保"), (0, "绿色通道")):
    paragraph = document.add_paragraph(text)._p.get_or_add_pPr()
    paragraph.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/>'
                               '<w:numId w:val="90"/></w:numPr>'))
document.save("policy.docx")

print("python-docx:", [each.text for each in docx.Document("policy.docx").paragraphs])
print("docx2txt:", [each for each in docx2txt.process("policy.docx").splitlines() if each])
print("mammoth:", mammoth.convert_to_html(open("policy.docx", "rb")).value)
print("markitdown:", MarkItDown().convert("policy.docx").text_content.splitlines())
with docx2python("policy.docx") as read:
    print("docx2python:", [each for each in read.text.splitlines() if each])
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
