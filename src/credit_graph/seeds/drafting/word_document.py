"""The text of a `.docx`, if all of it can be read: what would be lost is refused.

Readers leave out inserted and moved words, content controls, fields, text boxes and the numbers
that Word gives paragraphs by itself (findings/docx-lost-words.sh, docx-numbering.sh). A quote of
such a text would not be the document's.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from credit_graph.errors import BadArgumentError
from credit_graph.message import Message, Series

LARGEST_BYTES: Final = 50_000_000
"""Of all parts of the file together, unpacked."""

_LOST: Final = {
    "ins": Message("changes that are neither accepted nor refused"),
    "del": Message("changes that are neither accepted nor refused"),
    "moveFrom": Message("changes that are neither accepted nor refused"),
    "moveTo": Message("changes that are neither accepted nor refused"),
    "sdt": Message("content controls"),
    "fldSimple": Message("fields"),
    "fldChar": Message("fields"),
    "txbxContent": Message("text boxes"),
    "numPr": Message("numbers that Word gives paragraphs by itself"),
    "altChunk": Message("parts of another document"),
}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_text(path: Path) -> str:
    """Return the text, a line for each paragraph, cells of a table row with tabs between.

    Raises `BadArgumentError` for what is no `.docx`, is too large, or holds what would be lost.
    """
    document = _opened(path)
    found = (each.tag.removeprefix(_WORD) for each in document.element.body.iter())
    lost = tuple(dict.fromkeys(_LOST[tag] for tag in sorted(set(found)) if tag in _LOST))
    if lost:
        raise BadArgumentError(
            "document",
            Message(
                "{name} has {lost}, of which the text would be lost",
                name=path.name,
                lost=Series(lost, ", "),
            ),
            Message(
                "Accept all changes, turn numbers and fields into text, or give the text as .txt."
            ),
        )
    return "\n".join(_lines(document)) + "\n"


def _opened(path: Path) -> WordDocument:
    fix = Message("Save it as .docx anew, or give the text as .txt.")
    try:
        with ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > LARGEST_BYTES:
            raise BadArgumentError(
                "document",
                Message("{name} unpacks to {size} bytes", name=path.name, size=size),
                fix,
            )
        return Document(str(path))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise BadArgumentError(
            "document", Message("{name} is no .docx", name=path.name), fix
        ) from error


def _lines(document: WordDocument) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text.replace("\n", "") for cell in row.cells)
        else:
            yield block.text
