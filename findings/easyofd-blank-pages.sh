#!/usr/bin/env bash
# Guess: OFD is the format in which Chinese authorities publish documents for good (GB/T 33190). easyofd
# turns one into a PDF; where a font that the document names is not on the machine, another is taken,
# or it says so.
# Seen with easyofd 20260427 (reportlab, PyMuPDF 2.0) on Linux without Microsoft's fonts: the PDF has its
# page and not a character of the text; nothing is raised and the call returns as if all were well. What
# `pdf2ofd(…, optional_text=True)` makes of a PDF with text, it cannot read itself: it leaves out the
# `Size` that the standard requires of text (KeyError).
# So a policy that came as OFD is compared with its text, or with what is in `Content.xml`, before it
# is quoted.
# Needs python3 ≥ 3.11 on a system without 宋体 (SimSun), and a network for the packages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -q easyofd==20260427 pymupdf==2.0
cat > try.py <<'PY'
import base64
import io
import warnings
import zipfile

warnings.simplefilter("ignore")
from loguru import logger

logger.remove()
import pymupdf
from easyofd import OFD

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
LINES = ("本通知自2026年12月1日起施行", "责任单位：厦门海关")


def text(number, line):
    steps = " ".join(["5.6"] * (len(line) - 1))
    return (
        f'<ofd:TextObject ID="{number}" Boundary="20 {number * 12} 170 8" Font="3" Size="5.6">'
        f'<ofd:TextCode X="0" Y="6" DeltaX="{steps}">{line}</ofd:TextCode></ofd:TextObject>'
    )


FILES = {
    "OFD.xml": f"<ofd:OFD {NS} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo>"
    "<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo>"
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>100</ofd:MaxUnitID>"
    "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
    '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
    "Doc_0/PublicRes.xml": f'<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts>'
    '<ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>',
    "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {NS}><ofd:Area>"
    "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content>"
    f'<ofd:Layer ID="2" Type="Body">{text(10, LINES[0])}{text(11, LINES[1])}</ofd:Layer>'
    "</ofd:Content></ofd:Page>",
}
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w") as archive:
    for name, xml in FILES.items():
        archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + xml)
document = OFD()
document.read(base64.b64encode(buffer.getvalue()).decode(), fmt="b64")
page = pymupdf.open(stream=document.to_pdf(), filetype="pdf")[0]
print("of the OFD:", repr(page.get_text()), len(page.get_images()), "images")
assert page.get_text() == "" and not page.get_images()

made = pymupdf.open()
made.new_page().insert_text((72, 100), LINES[0], fontname="china-s", fontsize=14)
back = OFD().pdf2ofd(made.tobytes(), optional_text=True)
try:
    OFD().read(base64.b64encode(back).decode(), fmt="b64")
except KeyError as error:
    print("its own OFD of a PDF: KeyError", error)
else:
    raise SystemExit("it reads its own text now")
PY
env/bin/python try.py 2> /dev/null | grep -E "^(of the OFD|its own OFD)" | tee seen
[ "$(wc -l < seen)" = 2 ]
