"""A text that differs from another in one character."""


def another(text: str) -> str:
    """Return a text with another character in its middle, where no padding is."""
    middle = len(text) // 2
    return text[:middle] + ("B" if text[middle] == "A" else "A") + text[middle + 1 :]
