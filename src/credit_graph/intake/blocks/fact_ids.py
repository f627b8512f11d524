"""The ids of many facts at once."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_SEPARATOR = "\x1f"

Rows = NDArray[np.intp]


def fact_ids(kind: str, key: Sequence[Any], change: str, begins: NDArray[np.int64]) -> list[str]:
    """Return the ids of facts, as `intake.reconciling.fact_id` has them.

    `key` are the parts of the natural key as columns of texts; `begins` the first record of the
    batch of each.
    """
    count = len(begins)
    parts = [pa.repeat(kind, count), *key, pa.repeat(change, count)]
    named = pc.binary_join_element_wise(*parts, _SEPARATOR).cast(pa.binary()).to_pylist()
    prefixes = {begin: f"{begin:08x}" for begin in np.unique(begins).tolist()}
    return [
        prefixes[begin] + sha256(name).hexdigest()[:24]
        for begin, name in zip(begins.tolist(), named, strict=True)
    ]
