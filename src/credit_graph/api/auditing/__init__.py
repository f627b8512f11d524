"""The audit log, its proofs, and who read or was refused."""
