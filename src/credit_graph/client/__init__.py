"""A Python client of the service: questions in, frames and graphs out.

`CreditGraph` blocks, `AsyncCreditGraph` awaits; both ask over HTTP. Needs `credit-graph[client]`.
"""

from credit_graph.client.answer import Answer, ChainAnswer
from credit_graph.client.connection import AsyncCreditGraph, CreditGraph
from credit_graph.client.failure import AskingError

__all__ = ["Answer", "AskingError", "AsyncCreditGraph", "ChainAnswer", "CreditGraph"]
