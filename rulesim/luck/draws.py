"""Addressed draws: a seed, a block of runs and a purpose name a stream; the order of asking never matters."""

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

BLOCK = 4096
"""Runs in a block: run k is row k % BLOCK of block k // BLOCK."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Words = NDArray[np.uint32]
Drawing = Callable[[np.random.Generator, tuple[int, int]], Floats]
"""Draws the next numbers of a stream, by columns and runs."""


class Draws:
    """The draws of some blocks of runs, side by side. What has been drawn is kept: a purpose always gets the same."""

    def __init__(self, seed: int, block: int, blocks: int = 1):
        self.seed, self.blocks = seed, range(block, block + blocks)
        self._runs = blocks * BLOCK
        self._rows: Ints | None = None
        self._drawn: dict[tuple[str, str], tuple[list[np.random.Generator], Floats]] = {}

    def of(self, rows: Ints) -> "Draws":
        """The draws of some of the runs, those in `rows`; number by number as of all of them."""
        some = copy(self)
        some._rows = rows
        return some

    def uniform(self, purpose: str) -> Floats:
        """One number in [0, 1) a run."""
        return self.uniforms(purpose, 1).reshape(-1)

    def uniforms(self, purpose: str, columns: int) -> Floats:
        """`columns` numbers in [0, 1) a run, shape (columns, runs); more columns never change the first ones."""
        return self._keep("uniform", purpose, columns, np.random.Generator.random)

    def exponentials(self, purpose: str, columns: int) -> Floats:
        """`columns` standard exponential numbers a run, as `uniforms`."""
        return self._keep("exponential", purpose, columns, np.random.Generator.standard_exponential)

    def gamma(self, purpose: str, shape: float) -> Floats:
        """One standard gamma number a run."""
        drawn = self._keep(f"gamma {shape}", purpose, 1, lambda stream, size: stream.standard_gamma(shape, size))
        return drawn.reshape(-1)

    def gammas(self, purpose: str, shape: Floats | float, columns: int) -> Floats:
        """`columns` standard gamma numbers for every run of the blocks; their shape parameter may differ by run.

        They are not kept.
        """
        by_block = np.broadcast_to(shape, self._runs).reshape(-1, BLOCK)
        drawn = [
            stream.standard_gamma(np.broadcast_to(one, (columns, BLOCK)))
            for stream, one in zip(self._open(purpose), by_block, strict=True)
        ]
        return np.concatenate(drawn, axis=-1)

    def _open(self, purpose: str) -> list[np.random.Generator]:
        return [_stream(self.seed, block, purpose) for block in self.blocks]

    def _keep(self, kind: str, purpose: str, columns: int, draw: Drawing) -> Floats:
        """The first columns of what is drawn for a purpose; those that are not kept yet are drawn now."""
        streams, have = self._drawn.get((kind, purpose)) or (self._open(purpose), np.empty((0, self._runs)))
        if columns > len(have):
            kept, have = have, np.empty((columns, self._runs))
            have[: len(kept)] = kept
            for block, stream in zip(np.split(have, len(streams), axis=1), streams, strict=True):
                block[len(kept) :] = draw(stream, (columns - len(kept), BLOCK))
            self._drawn[kind, purpose] = streams, have
        return have[:columns] if self._rows is None else np.take(have[:columns], self._rows, axis=-1)


class DrawnError(Exception):
    """Something was asked of draws of which nothing may be asked."""


class NoDraws(Draws):
    """Draws that show whether anything is left to chance: whoever asks for one gets a DrawnError."""

    def __init__(self) -> None:
        super().__init__(0, 0)

    def _open(self, purpose: str) -> list[np.random.Generator]:
        raise DrawnError(purpose)


def _stream(seed: int, block: int, purpose: str) -> np.random.Generator:
    address = np.concatenate([_in_words(seed), _in_words(block), _hashed(purpose)])
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence(address)))


@lru_cache(maxsize=4096)
def _hashed(purpose: str) -> Words:
    return np.frombuffer(sha256(purpose.encode()).digest(), dtype="<u4").astype(np.uint32)


@lru_cache(maxsize=4096)
def _in_words(number: int) -> Words:
    """A whole number in words of 32 bits, the lowest first."""
    words = [number >> shift & 0xFFFFFFFF for shift in range(0, max(number.bit_length(), 1), 32)]
    return np.array(words, np.uint32)
