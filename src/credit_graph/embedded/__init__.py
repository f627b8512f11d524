"""Starts and stops a real Neo4j beside the service."""

from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.embedded.progress import Progress, progress_on
from credit_graph.embedded.server import EmbeddedNeo4j, running_endpoint

__all__ = ["EmbeddedEndpoint", "EmbeddedNeo4j", "Progress", "progress_on", "running_endpoint"]
