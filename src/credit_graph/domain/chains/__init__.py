"""Supply chains: the walk, tiers, routes, weak links, control."""
