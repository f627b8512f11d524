"""The rules as the repository's seeds state them, read once per run."""

from functools import cache

from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.rulebook import Rulebook
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook


@cache
def official_rulebook() -> Rulebook:
    """Return the rulebook of the five documents."""
    return build_rulebook(read_seeds(seeds_folder()))


@cache
def official_book() -> DutyBook:
    """Return the duties of the five documents."""
    return DutyBook(official_rulebook())
