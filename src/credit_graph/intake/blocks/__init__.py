"""Blocks of lines looked at by column: which lines are good as they are, what they say."""
