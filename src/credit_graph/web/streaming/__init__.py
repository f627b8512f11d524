"""Streams to subscribers: GraphQL over WebSocket, and as server-sent events."""
