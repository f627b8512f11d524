"""Metrics for Prometheus and traces for OpenTelemetry; nothing of either unless configured."""
