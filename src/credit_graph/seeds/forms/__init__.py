"""The form of seed files, version 1: what each key may hold. Meaning is checked elsewhere."""
