#!/usr/bin/env bash
# A PDF printed by Skia (Chromium's "Save as PDF") turns 长期 into radicals, which NFKC does not mend.
#
# Guess: Text that is extracted from a PDF is the text that was printed; where it is not, NFKC makes it so.
#
# Seen on 2026-11-30 with skia-python 144.1, the font Noto Sans CJK SC of mplfonts 0.0.11, pypdf 7.1.1,
# pdfminer.six 20260107 and PyMuPDF 2.0, Python 3.11: The font has one shape for an ideograph and the radical
# that looks like it, and Skia notes the number of the radical, the smaller one: 8 of these 23 characters. All
# three readers give what is noted. NFKC maps the radicals of Kangxi (U+2F00 to U+2FD5) and leaves the supplement
# (U+2E80 to U+2EF3), where the simplified ones are: 民, 门, 长, 见 stay wrong; and it makes the traditional 戶
# of 户, for which the font's shape of U+2F3E stands.
#
# What follows: names and measures that were copied out of such a PDF look right and are never found. This
# project reads radicals as the ideographs of the Unicode property Equivalent_Unified_Ideograph (and U+2F3E as
# 户) in imports, mutations and searches, and refuses them in policies.
#
# Output seen; the run fails when it differs:
#> pypdf: 人=U+2F08 民=U+2EA0 门=U+2ED4 户=U+2F3E 网=U+2F79 高=U+2FBC 长=U+2ED3 见=U+2EC5
#> pypdf, NFKC: 民=U+2EA0 门=U+2ED4 户=U+6236 长=U+2ED3 见=U+2EC5
#> pdfminer.six: 人=U+2F08 民=U+2EA0 门=U+2ED4 户=U+2F3E 网=U+2F79 高=U+2FBC 长=U+2ED3 见=U+2EC5
#> pdfminer.six, NFKC: 民=U+2EA0 门=U+2ED4 户=U+6236 长=U+2ED3 见=U+2EC5
#> PyMuPDF: 人=U+2F08 民=U+2EA0 门=U+2ED4 户=U+2F3E 网=U+2F79 高=U+2FBC 长=U+2ED3 见=U+2EC5
#> PyMuPDF, NFKC: 民=U+2EA0 门=U+2ED4 户=U+6236 长=U+2ED3 见=U+2EC5
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" \
  skia-python==144.1 pypdf==7.1.1 pdfminer.six==20260107 pymupdf==2.0
python3 -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --target "$lab/fonts" \
  mplfonts==0.0.11

(cd "$lab" && python3 -W ignore - 2> "$lab/log") <<'PY' | tee "$lab/seen"
from unicodedata import normalize

import pymupdf
import pypdf
import skia
from pdfminer.high_level import extract_text

PRINTED = "人民政府门户网站：高级认证企业长期有效，见附件"
FONT = "fonts/mplfonts/fonts/NotoSansCJKsc-Regular.otf"

stream = skia.FILEWStream("a.pdf")
with skia.PDF.MakeDocument(stream) as document:
    with document.page(600, 100) as canvas:
        font = skia.Font(skia.Typeface.MakeFromFile(FONT), 16)
        canvas.drawString(PRINTED, 20, 50, font, skia.Paint())
stream.flush()
del stream


def show(reader, text):
    text = text.strip()
    pairs = zip(PRINTED, text, strict=True)
    wrong = [f"{was}=U+{ord(now):04X}" for was, now in pairs if was != now]
    pairs = zip(normalize("NFKC", PRINTED), normalize("NFKC", text), strict=True)
    left = " ".join(f"{was}=U+{ord(now):04X}" for was, now in pairs if was != now)
    print(f"{reader}: {' '.join(wrong)}")
    print(f"{reader}, NFKC: {left}")


show("pypdf", pypdf.PdfReader("a.pdf").pages[0].extract_text())
show("pdfminer.six", extract_text("a.pdf"))
show("PyMuPDF", pymupdf.open("a.pdf")[0].get_text())
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
