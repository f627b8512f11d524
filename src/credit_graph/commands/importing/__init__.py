"""Commands that change facts: import, sync, retract, imports."""
