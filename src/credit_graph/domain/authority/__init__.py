"""Who asks, what they may read, and who keeps which fact."""
