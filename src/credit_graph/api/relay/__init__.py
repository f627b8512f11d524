"""Relay: pages by keyset, signed cursors, global ids."""
