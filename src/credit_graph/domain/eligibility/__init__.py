"""The rule engine: which measures an enterprise may enjoy, why, and what would change that."""
