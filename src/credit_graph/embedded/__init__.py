"""Starts and stops a real Neo4j beside the service."""

from credit_graph.embedded.endpoint import Endpoint
from credit_graph.embedded.progress import Progress, progress_on
from credit_graph.embedded.server import EmbeddedNeo4j, running_endpoint

__all__ = ["EmbeddedNeo4j", "Endpoint", "Progress", "progress_on", "running_endpoint"]
