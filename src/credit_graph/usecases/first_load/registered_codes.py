"""Who is registered, by code: some forty bytes an enterprise, found without a database."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from credit_graph.intake.blocks.group_hashes import (
    CODE_LENGTH,
    Bytes,
    Hashes,
    code_bytes,
    hash_codes,
)


class RegisteredCodes:
    """The codes of all enterprises and partners with a registration.

    `add` and `add_codes` take them in; `settle` must be called before anybody is looked up.
    """

    def __init__(self) -> None:
        self._new: list[Bytes] = []
        self._others: set[str] = set()
        self._hashes: Hashes = np.empty(0, np.uint64)
        self._codes: Bytes = np.empty((0, CODE_LENGTH), np.uint8)

    def add(self, code: str) -> None:
        """Add one code."""
        self._others.add(code)

    def add_codes(self, codes: Bytes) -> None:
        """Add many codes of 18 characters."""
        self._new.append(codes)

    def settle(self) -> None:
        """Make what was added in bulk ready to be looked up."""
        codes = np.concatenate([self._codes, *self._new])
        self._new.clear()
        hashes = hash_codes(codes) if len(codes) else self._hashes
        order = np.argsort(hashes)
        self._hashes, self._codes = hashes[order], codes[order]
        # Two codes of one hash: the second is looked up by itself.
        same = np.flatnonzero(self._hashes[1:] == self._hashes[:-1]) + 1
        self._others.update(self._codes[each].tobytes().decode() for each in same)

    def known(self, codes: Bytes, hashes: Hashes) -> NDArray[np.bool_]:
        """Tell of each code, given with its hash, whether it is surely registered.

        One that is not may still be: `in` says so.
        """
        if not len(self._hashes):
            return np.zeros(len(codes), np.bool_)
        places = np.searchsorted(self._hashes, hashes)
        places[places == len(self._hashes)] = 0
        found: NDArray[np.bool_] = (self._codes[places] == codes).all(axis=1)
        return found

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, str):
            return False
        if code in self._others:
            return True
        codes = code_bytes((code,))
        return len(code) == CODE_LENGTH and bool(self.known(codes, hash_codes(codes))[0])

    def lacking(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Return those of the codes that nobody is registered by."""
        return tuple(code for code in codes if code not in self)
