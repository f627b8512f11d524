"""Which agencies go by a name in a region."""

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import UnknownCodeError


def search_agencies(book: DutyBook, name: str | None, region: str | None) -> tuple[Agency, ...]:
    """Return the agencies (`Directory.search`); raise `UnknownCodeError` for the region."""
    regions = book.rulebook.vocabulary.regions
    if region is not None and region not in regions:
        raise UnknownCodeError("region", region, suggestions(region, regions))
    return book.directory.search(name, region)
