"""What becomes of a row beside the facts that stand: add, correct, keep, refuse."""
