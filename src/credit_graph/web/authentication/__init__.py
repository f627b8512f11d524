"""Who sends a request: bearer tokens (RFC 6750) become principals."""
