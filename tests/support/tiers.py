"""Which tests run: all of tier C in `make test`; those of tier N in `make reliability` only."""

import os

import pytest

IS_NIGHTLY = os.environ.get("CREDIT_GRAPH_TIER") == "N"
nightly = pytest.mark.skipif(not IS_NIGHTLY, reason="tier N: `make reliability` runs it")
