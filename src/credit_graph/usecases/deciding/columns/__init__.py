"""Rules and facts as columns: one entry per enterprise."""
