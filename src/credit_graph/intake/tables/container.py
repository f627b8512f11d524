"""What a file is inside, whatever it is called: its first bytes decide."""

from pathlib import Path
from typing import Final

from credit_graph.errors import ImportRefusedError
from credit_graph.message import Message

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_START: Final = 1 << 16


def refuse_workbook(path: Path) -> None:
    """Raise `ImportRefusedError` for a workbook that is called a CSV file."""
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(_ZIP):
        raise ImportRefusedError(
            str(path), Message("it is a workbook"), Message("Give it the ending .xlsx.")
        )
    if start == _OLE:
        raise ImportRefusedError(
            str(path), Message("it is an old workbook"), Message("Save it as .xlsx.")
        )


def refuse_other_than_workbook(path: Path) -> None:
    """Raise `ImportRefusedError` saying what a file is that is called .xlsx and is none."""
    with path.open("rb") as stream:
        start = stream.read(_START)
    if start.startswith(_ZIP):
        return
    if start.startswith(_OLE):
        if _ENCRYPTED in start or _ENCRYPTED in path.read_bytes():
            raise ImportRefusedError(
                str(path), Message("it has a password"), Message("Save it without one.")
            )
        raise ImportRefusedError(
            str(path), Message("it is an old .xls"), Message("Save it as .xlsx.")
        )
    if (
        start.lstrip(b"\xef\xbb\xbf \t\r\n")
        .lower()
        .startswith((b"<htm", b"<!doctype htm", b"<tabl"))
    ):
        raise ImportRefusedError(
            str(path), Message("it is a web page"), Message("Save it as .xlsx.")
        )
    if not start:
        raise ImportRefusedError(str(path), Message("it is empty"), Message("Save it as .xlsx."))
    raise ImportRefusedError(
        str(path), Message("it is text, no workbook"), Message("Give it the ending .csv.")
    )
