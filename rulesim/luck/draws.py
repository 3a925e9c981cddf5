"""Addressed draws: a seed, a block of runs and a purpose name a stream; the order of asking never matters."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

BLOCK = 4096
"""Runs in a block: run k is row k % BLOCK of block k // BLOCK."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Draws:
    """The draws of one block of runs. What has been drawn is kept: the same purpose gets the same numbers."""

    def __init__(self, seed: int, block: int):
        self.seed, self.block = seed, block
        self._drawn: dict[tuple[str, str], Floats] = {}
        self._streams: dict[tuple[str, str], np.random.Generator] = {}

    def uniform(self, purpose: str) -> Floats:
        """One number in [0, 1) a run."""
        return self._keep("uniform", purpose, lambda stream: stream.random(BLOCK))

    def uniforms(self, purpose: str, columns: int) -> Floats:
        """`columns` numbers a run, shape (columns, BLOCK); more columns never change the first ones."""
        return self._grow("uniforms", purpose, columns, lambda stream, more: stream.random((more, BLOCK)))

    def exponentials(self, purpose: str, columns: int) -> Floats:
        """`columns` standard exponential numbers a run, as `uniforms`."""
        return self._grow(
            "exponentials", purpose, columns, lambda stream, more: stream.standard_exponential((more, BLOCK))
        )

    def gamma(self, purpose: str, shape: float) -> Floats:
        """One standard gamma number a run."""
        return self._keep(f"gamma {shape}", purpose, lambda stream: stream.standard_gamma(shape, BLOCK))

    def gammas(self, purpose: str, shape: Floats | float, columns: int) -> Floats:
        """`columns` standard gamma numbers a run, whose shape parameter may differ by run; shape (columns, BLOCK)."""
        stream = _stream(self.seed, self.block, purpose)
        return stream.standard_gamma(np.broadcast_to(shape, (columns, BLOCK)))

    def _keep(self, kind: str, purpose: str, draw: Callable[[np.random.Generator], Floats]) -> Floats:
        where = kind, purpose
        if where not in self._drawn:
            self._drawn[where] = draw(_stream(self.seed, self.block, purpose))
        return self._drawn[where]

    def _grow(
        self, kind: str, purpose: str, columns: int, draw: Callable[[np.random.Generator, int], Floats]
    ) -> Floats:
        where = kind, purpose
        if where not in self._streams:
            self._streams[where] = _stream(self.seed, self.block, purpose)
            self._drawn[where] = np.empty((0, BLOCK))
        more = columns - len(self._drawn[where])
        if more > 0:
            drawn = draw(self._streams[where], more)
            self._drawn[where] = np.concatenate([self._drawn[where], drawn]) if len(self._drawn[where]) else drawn
        return self._drawn[where][:columns]


class Some:
    """The draws of some runs of a block: those in `rows`."""

    def __init__(self, whole: Draws, rows: Ints):
        self._whole, self._rows = whole, rows

    def uniform(self, purpose: str) -> Floats:
        """As of the whole block, for these runs."""
        return self._whole.uniform(purpose)[self._rows]

    def uniforms(self, purpose: str, columns: int) -> Floats:
        """As of the whole block, for these runs."""
        return np.take(self._whole.uniforms(purpose, columns), self._rows, axis=1)

    def exponentials(self, purpose: str, columns: int) -> Floats:
        """As of the whole block, for these runs."""
        return np.take(self._whole.exponentials(purpose, columns), self._rows, axis=1)

    def gamma(self, purpose: str, shape: float) -> Floats:
        """As of the whole block, for these runs."""
        return self._whole.gamma(purpose, shape)[self._rows]


def _stream(seed: int, block: int, purpose: str) -> np.random.Generator:
    words = np.frombuffer(sha256(purpose.encode()).digest(), dtype="<u4")
    address = [seed, block, *(int(word) for word in words)]
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence(address)))
