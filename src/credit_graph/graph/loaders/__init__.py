"""DataLoaders: reads by key, batched and shared across requests."""
