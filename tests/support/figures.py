"""Figures that tests print: `pytest -s`, or the captured output of a test that failed."""

import sys


def show_figure(what: str, value: float, unit: str = "") -> None:
    """Print one figure with its unit."""
    sys.stdout.write(f"{what}: {value:,.4g} {unit}\n")
