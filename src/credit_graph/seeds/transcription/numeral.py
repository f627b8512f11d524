"""Chinese numerals in item numbers."""

_DIGITS = "零一二三四五六七八九"


def arabic(numeral: str) -> str:
    """Return 一 to 九十九 as Arabic digits; anything else stays as it is.

    >>> arabic("十二"), arabic("二十"), arabic("7")
    ('12', '20', '7')
    """
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or not set(tens + ones) <= set(_DIGITS[1:]) or not numeral:
        return numeral
    if not ten:
        return str(_DIGITS.index(ones))
    return str((_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0))
