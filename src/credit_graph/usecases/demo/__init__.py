"""The invented region: made anew, and loaded."""
