"""Addressed draws: a seed, a block of runs and a purpose name a stream; the order of asking never matters."""

from __future__ import annotations

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


class Draws:
    """The draws of some blocks of runs, side by side. What has been drawn is kept: a purpose always gets the same."""

    def __init__(self, seed: int, block: int, blocks: int = 1):
        self.seed, self.blocks = seed, range(block, block + blocks)
        self._runs = blocks * BLOCK
        self._rows: Ints | None = None
        self._drawn: dict[tuple[str, str], Floats] = {}
        self._streams: dict[tuple[str, str], list[np.random.Generator]] = {}

    def of(self, rows: Ints) -> Draws:
        """The draws of some of the runs, those in `rows`; number by number as of all of them."""
        some = copy(self)
        some._rows = rows
        return some

    def uniform(self, purpose: str) -> Floats:
        """One number in [0, 1) a run."""
        return self._keep("uniform", purpose, lambda stream: stream.random(BLOCK))

    def uniforms(self, purpose: str, columns: int) -> Floats:
        """`columns` numbers in [0, 1) a run, shape (columns, runs); more columns never change the first ones."""
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
        """`columns` standard gamma numbers for every run of the blocks; their shape parameter may differ by run.

        They are not kept.
        """
        by_block = np.broadcast_to(shape, self._runs).reshape(-1, BLOCK)
        drawn = [
            stream.standard_gamma(np.broadcast_to(one, (columns, BLOCK)))
            for stream, one in zip(self._open(purpose), by_block, strict=True)
        ]
        return _beside(drawn)

    def _here(self, drawn: Floats) -> Floats:
        return drawn if self._rows is None else np.take(drawn, self._rows, axis=-1)

    def _open(self, purpose: str) -> list[np.random.Generator]:
        return [_stream(self.seed, block, purpose) for block in self.blocks]

    def _keep(self, kind: str, purpose: str, draw: Callable[[np.random.Generator], Floats]) -> Floats:
        where = kind, purpose
        if where not in self._drawn:
            self._drawn[where] = _beside([draw(stream) for stream in self._open(purpose)])
        return self._here(self._drawn[where])

    def _grow(
        self, kind: str, purpose: str, columns: int, draw: Callable[[np.random.Generator, int], Floats]
    ) -> Floats:
        where = kind, purpose
        if where not in self._streams:
            self._streams[where] = self._open(purpose)
            self._drawn[where] = np.empty((0, self._runs))
        have = self._drawn[where]
        if columns > len(have):
            self._drawn[where] = np.empty((columns, self._runs))
            self._drawn[where][: len(have)] = have
            for place, stream in enumerate(self._streams[where]):
                here = slice(place * BLOCK, (place + 1) * BLOCK)
                self._drawn[where][len(have) :, here] = draw(stream, columns - len(have))
        return self._here(self._drawn[where][:columns])


def _beside(blocks: list[Floats]) -> Floats:
    return blocks[0] if len(blocks) == 1 else np.concatenate(blocks, axis=-1)


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
