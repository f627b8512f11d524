"""Commands that draft files for a person to finish."""
