"""Openness: who is shown the facts that are written in a term of the vocabulary."""

from enum import StrEnum


class Openness(StrEnum):
    """Who is shown a fact, from everybody to its keeper. Operators always are."""

    PUBLIC = "public"  # whoever may read enterprises
    SHARED = "shared"  # whoever speaks for an agency
    KEEPER = "keeper"  # the agency that keeps the fact
