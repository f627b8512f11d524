"""Who may ask, and what: `token` and `documents`."""
