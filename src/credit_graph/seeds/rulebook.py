"""Seeds to the rulebook: the door that everything but `check` uses."""

from credit_graph.domain.rulebook import Rulebook
from credit_graph.seeds.files.sources import SeedSet
from credit_graph.seeds.reading import read_rulebook


def build_rulebook(seeds: SeedSet) -> Rulebook:
    """Return what the seeds say; equal texts give an equal rulebook with an equal version.

    Raise `SeedsRejectedError` with every finding of every file, by file and line. Documents
    are asked for the lines of citations only: that the words stand there is for
    `credit_graph.seeds.check` to prove.
    """
    return read_rulebook(seeds).rulebook
