"""Vocabulary: agencies, registers, programmes, and the names that policies use."""
