"""`python -m credit_graph`."""

from credit_graph.cli import main

main()
