"""A log that proves itself: an append-only hash tree, its proofs and its signed checkpoints."""
