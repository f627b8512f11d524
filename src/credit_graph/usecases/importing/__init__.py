"""One importer: read, check, stage under one change set, publish in one write, or take away."""
