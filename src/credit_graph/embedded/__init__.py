"""Starts and stops a real Neo4j beside the service."""
