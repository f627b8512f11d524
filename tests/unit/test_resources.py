"""The files that are installed with the code are found where it is installed."""

from credit_graph.resources import cypher_folder, seeds_folder


def test_statements_and_seeds_are_found_whatever_the_working_folder() -> None:
    assert (cypher_folder() / "connection" / "ping.cypher").is_file()
    assert (seeds_folder() / "vocabulary" / "regions.yaml").is_file()
