"""Addressed draws: a seed, a block of runs and a purpose name a stream; the order of asking never matters."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

BLOCK = 4096
"""Runs in a block: run k is row k % BLOCK of block k // BLOCK."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Draws:
    """The draws of one block of runs."""

    def __init__(self, seed: int, block: int):
        self.seed, self.block = seed, block

    def _stream(self, purpose: str) -> np.random.Generator:
        words = np.frombuffer(sha256(purpose.encode()).digest(), dtype="<u4")
        address = [self.seed, self.block, *(int(word) for word in words)]
        return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence(address)))

    def uniform(self, purpose: str) -> Floats:
        """One number in [0, 1) a run."""
        return self._stream(purpose).random(BLOCK)

    def uniforms(self, purpose: str, columns: int) -> Floats:
        """`columns` numbers a run, shape (columns, BLOCK); more columns never change the first ones."""
        return self._stream(purpose).random((columns, BLOCK))

    def gamma(self, purpose: str, shape: float) -> Floats:
        """One standard gamma number a run."""
        return self._stream(purpose).standard_gamma(shape, BLOCK)

    def gammas(self, purpose: str, shape: Floats, columns: int) -> Floats:
        """`columns` standard gamma numbers a run, whose shape parameter may differ by run; shape (columns, BLOCK)."""
        return self._stream(purpose).standard_gamma(np.broadcast_to(shape, (columns, BLOCK)))
