"""What answers questions on chains and programmes; one for all requests of the process."""

from collections.abc import Callable
from datetime import datetime

from credit_graph.graph.chains import Chains
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.usecases.chains.cultivate import Cultivator
from credit_graph.usecases.chains.explore import ChainExplorer


class ChainLoaders:
    """The explorer of chains and the cultivator, which keep what they worked out."""

    def __init__(self, graph: Graph, now: Callable[[], datetime]) -> None:
        chains = Chains(graph)
        self.evidence = EvidenceFile(graph)
        self.explorer = ChainExplorer(chains, now)
        self.cultivator = Cultivator(chains, self.evidence)
