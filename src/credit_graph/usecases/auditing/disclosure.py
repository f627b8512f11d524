"""What one request has shown of enterprises, taken down while it is answered."""

from collections.abc import Iterable


class Disclosure:
    """The enterprises that an answer shows, and the question that it answers.

    `document` and `operation` are what was asked; a page of its own has its path as `page`.
    """

    __slots__ = ("document", "operation", "page", "usccs")

    def __init__(self) -> None:
        self.usccs: set[str] = set()
        self.document = ""
        self.operation: str | None = None
        self.page: str | None = None

    def asked(self, document: str, operation: str | None) -> None:
        """Take down the question."""
        self.document = document
        self.operation = operation

    def show(self, usccs: Iterable[str]) -> None:
        """Take down enterprises."""
        self.usccs.update(usccs)
