"""What a file is inside, whatever it is called: its first bytes decide."""

from pathlib import Path
from typing import Final

from credit_graph.errors import ImportRefusedError

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_START: Final = 1 << 16


def refuse_workbook(path: Path) -> None:
    """Raise `ImportRefusedError` for a workbook that is called a CSV file."""
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(_ZIP):
        raise ImportRefusedError(str(path), "it is a workbook", "Give it the ending .xlsx.")
    if start == _OLE:
        raise ImportRefusedError(str(path), "it is an old workbook", "Save it as .xlsx.")


def refuse_other_than_workbook(path: Path) -> None:
    """Raise `ImportRefusedError` saying what a file is that is called .xlsx and is none."""
    with path.open("rb") as stream:
        start = stream.read(_START)
    if start.startswith(_ZIP):
        return
    if start.startswith(_OLE):
        if _ENCRYPTED in start or _ENCRYPTED in path.read_bytes():
            raise ImportRefusedError(str(path), "it has a password", "Save it without one.")
        raise ImportRefusedError(str(path), "it is an old .xls", "Save it as .xlsx.")
    if (
        start.lstrip(b"\xef\xbb\xbf \t\r\n")
        .lower()
        .startswith((b"<htm", b"<!doctype htm", b"<tabl"))
    ):
        raise ImportRefusedError(str(path), "it is a web page", "Save it as .xlsx.")
    if not start:
        raise ImportRefusedError(str(path), "it is empty", "Save it as .xlsx.")
    raise ImportRefusedError(str(path), "it is text, no workbook", "Give it the ending .csv.")
