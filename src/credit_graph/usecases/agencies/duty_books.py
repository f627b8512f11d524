"""The duties of the rules, worked out once per version."""

from collections import OrderedDict

from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.rulebook import Rulebook

_KEPT_VERSIONS = 8


class DutyBooks:
    """Duty books by the version of their rulebook, those last asked for."""

    def __init__(self) -> None:
        self._by_version: OrderedDict[str, DutyBook] = OrderedDict()

    def of(self, rulebook: Rulebook) -> DutyBook:
        """Return the book of a rulebook."""
        book = self._by_version.get(rulebook.version)
        if book is None:
            book = self._by_version[rulebook.version] = DutyBook(rulebook)
        self._by_version.move_to_end(rulebook.version)
        while len(self._by_version) > _KEPT_VERSIONS:
            self._by_version.popitem(last=False)
        return book
