"""Which tests run, and how large they are.

Tier C runs in `make test`. Tier N is what `make reliability` adds. Tier L is N with the storm, the
soak and the slow subscriber at the length that they have once before a release, more than an hour
for the three: `make reliability TIER=L`.
"""

import os

import pytest

_TIER = os.environ.get("CREDIT_GRAPH_TIER", "C")

IS_LONG = _TIER == "L"
IS_NIGHTLY = IS_LONG or _TIER == "N"
nightly = pytest.mark.skipif(not IS_NIGHTLY, reason="tier N: `make reliability` runs it")
