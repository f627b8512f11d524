"""Single changes and objections: change sets that are opened, filled and published at once."""
