"""Facts from rows, whoever brings them: upserted by one rule, written under a change set."""
