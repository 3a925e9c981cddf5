"""Addressed draws: a seed, a block of runs and a purpose name a stream; the order of asking never matters."""

from collections.abc import Callable, Hashable, Iterator
from copy import copy
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rulesim.luck.kept import Kept

BLOCK = 4096
"""Runs in a block: run k is row k % BLOCK of block k // BLOCK."""
MANY = 1024
"""So many numbers of a purpose are drawn for all runs of a block side by side."""
FEW = 8
"""Each further number is drawn for so many runs side by side, whose stream has their place in the block in its address:
then one run of a contest of a million people is known without drawing for the whole block."""
_AT_ONCE = 2**20
"""About so many numbers are drawn at once, however many are needed."""
_KEPT = 2**24
"""About so many numbers of all purposes together are kept."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Words = NDArray[np.uint32]
Table = TypeVar("Table", Floats, Bools)
Drawing = Callable[[np.random.Generator, tuple[int, int], slice], Floats]
"""Draws the next numbers of a stream, by columns and runs, for the runs in these rows of the blocks."""
Drawn = tuple[list[np.random.Generator], Floats]
"""The streams of a purpose, and the numbers that were drawn from them."""


class Draws:
    """The draws of some blocks of runs, side by side. A purpose always gets the same, whether it is kept or not.

    Of numbers beyond the first `MANY` nothing is kept, since they may be very many.
    """

    def __init__(self, seed: int, block: int, blocks: int = 1):
        self.seed, self.blocks = seed, range(block, block + blocks)
        self._at = np.arange(blocks * BLOCK)
        """The rows of the runs asked about."""
        self._kept = _Spread(self._at, blocks)
        """The runs for which what is drawn is kept."""
        self._rows: Ints | None = None
        """Where among these the runs asked about are; None: they are all of them."""
        self._drawn = Kept[Drawn](_KEPT)

    def of(self, rows: Ints) -> "Draws":
        """The draws of some of the runs, those in `rows`; number by number as of all of them."""
        some = copy(self)
        some._rows, some._at = rows if self._rows is None else self._rows[rows], self._at[rows]
        return some

    def alone(self, rows: Ints) -> "Draws":
        """The same, and what is drawn for the other runs is not kept."""
        some = self.of(rows)
        some._kept, some._rows, some._drawn = _Spread(some._at, len(self.blocks)), None, Kept[Drawn](_KEPT)
        return some

    def uniform(self, purpose: str) -> Floats:
        """One number in [0, 1) a run."""
        return self.uniforms(purpose, 1).reshape(-1)

    def uniforms(self, purpose: str, columns: int) -> Floats:
        """`columns` numbers in [0, 1) a run, shape (columns, runs); more columns never change the first ones."""
        return together(self.uniforms_in_parts(purpose, columns), (columns, len(self._at)))

    def uniforms_in_parts(self, purpose: str, columns: int) -> Iterator[Floats]:
        """The same, some columns at a time."""
        return self._in_parts("uniform", purpose, columns, lambda stream, size, _: stream.random(size))

    def exponentials(self, purpose: str, columns: int) -> Floats:
        """`columns` standard exponential numbers a run, as `uniforms`."""
        return together(self.exponentials_in_parts(purpose, columns), (columns, len(self._at)))

    def exponentials_in_parts(self, purpose: str, columns: int) -> Iterator[Floats]:
        """The same, some columns at a time."""
        draw: Drawing = lambda stream, size, _: stream.standard_exponential(size)  # noqa: E731
        return self._in_parts("exponential", purpose, columns, draw)

    def gamma(self, purpose: str, shape: float) -> Floats:
        """One standard gamma number a run."""
        drawn = self._first(f"gamma {shape}", purpose, 1, lambda stream, size, _: stream.standard_gamma(shape, size))
        return drawn.reshape(-1)

    def gammas_in_parts(self, purpose: str, shape: Floats | float, law: Hashable, columns: int) -> Iterator[Floats]:
        """`columns` standard gamma numbers a run, some columns at a time, as `uniforms_in_parts`.

        Their shape parameter may differ by run; it is given for every run of the blocks, and `law` is its name.
        """
        by_row = np.broadcast_to(shape, len(self.blocks) * BLOCK)
        draw: Drawing = lambda stream, size, rows: stream.standard_gamma(by_row[rows], size)  # noqa: E731
        return self._in_parts(law, purpose, columns, draw)

    def _open(self, purpose: str) -> list[np.random.Generator]:
        return [_stream(self.seed, block, purpose) for block in self.blocks]

    def _in_parts(self, kind: Hashable, purpose: str, columns: int, draw: Drawing) -> Iterator[Floats]:
        yield self._first(kind, purpose, min(columns, MANY), draw)
        yield from self._beyond(purpose, columns - MANY, draw)

    def _first(self, kind: Hashable, purpose: str, columns: int, draw: Drawing) -> Floats:
        """The first columns of what is drawn for a purpose; those that are not kept yet are drawn now."""
        streams, have = self._drawn.get((kind, purpose)) or (self._open(purpose), np.empty((0, self._kept.runs)))
        if columns > len(have):
            more = self._kept.draw(streams, columns - len(have), draw)
            have = np.concatenate([have, more]) if len(have) else more
            self._drawn.put((kind, purpose), (streams, have), have.size)
        return have[:columns] if self._rows is None else np.take(have[:columns], self._rows, axis=-1)

    def _beyond(self, purpose: str, columns: int, draw: Drawing) -> Iterator[Floats]:
        """The numbers beyond the first `MANY`, so many a run, some columns at a time."""
        groups, which = np.unique(self._at // FEW, return_inverse=True)
        streams = [self._stream_of(purpose, group) for group in (groups.tolist() if columns > 0 else ())]
        there, step = _slice(which * FEW + self._at % FEW), max(1, _AT_ONCE // (len(groups) * FEW))
        for first in range(0, columns, step):
            drawn = np.empty((min(step, columns - first), len(groups) * FEW))
            for place, (group, stream) in enumerate(zip(groups.tolist(), streams, strict=True)):
                rows = slice(group * FEW, (group + 1) * FEW)
                drawn[:, place * FEW : (place + 1) * FEW] = draw(stream, (len(drawn), FEW), rows)
            yield drawn[:, there]

    def _stream_of(self, purpose: str, group: int) -> np.random.Generator:
        """The stream of a few runs: the group of such a number, counted through all of the blocks."""
        in_block = BLOCK // FEW
        return _stream(self.seed, self.blocks[group // in_block], purpose, group % in_block)


class _Spread:
    """Where some runs are in their blocks."""

    def __init__(self, at: Ints, blocks: int):
        self.runs = len(at)
        mine = [np.flatnonzero(at // BLOCK == block) for block in range(blocks)]
        self._places = [(_slice(here), _slice(at[here] % BLOCK)) for here in mine]

    def draw(self, streams: list[np.random.Generator], columns: int, draw: Drawing) -> Floats:
        """The next columns of the streams of the blocks, for these runs; only some are drawn at a time."""
        drawn, step = np.empty((columns, self.runs)), _AT_ONCE // BLOCK
        for block, (stream, (here, there)) in enumerate(zip(streams, self._places, strict=True)):
            rows = slice(block * BLOCK, (block + 1) * BLOCK)
            for first in range(0, columns, step):
                some = drawn[first : first + step]
                some[:, here] = draw(stream, (len(some), BLOCK), rows)[:, there]
        return drawn


def _slice(places: Ints) -> slice | Ints:
    """Places in a row as a slice, by which nothing is copied."""
    in_a_row = len(places) > 0 and (np.diff(places) == 1).all()
    return slice(int(places[0]), int(places[-1]) + 1) if in_a_row else places


def together(parts: Iterator[Table], shape: tuple[int, int]) -> Table:
    """A table that comes some rows at a time, of which there is at least one part, in one array."""
    first = next(parts)
    if len(first) == shape[0]:
        return first
    whole, have = np.empty(shape, first.dtype), 0
    for part in chain([first], parts):
        whole[have : have + len(part)] = part
        have += len(part)
    return whole


class DrawnError(Exception):
    """Something was asked of draws of which nothing may be asked."""


class NoDraws(Draws):
    """Draws that show whether anything is left to chance: whoever asks for one gets a DrawnError."""

    def __init__(self) -> None:
        super().__init__(0, 0)

    def _open(self, purpose: str) -> list[np.random.Generator]:
        raise DrawnError(purpose)


def _stream(seed: int, block: int, purpose: str, *further: int) -> np.random.Generator:
    words = [_in_words(seed), _in_words(block), _hashed(purpose), *map(_in_words, further)]
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence(np.concatenate(words))))


@lru_cache(maxsize=4096)
def _hashed(purpose: str) -> Words:
    return np.frombuffer(sha256(purpose.encode()).digest(), dtype="<u4").astype(np.uint32)


@lru_cache(maxsize=4096)
def _in_words(number: int) -> Words:
    """A whole number in words of 32 bits, the lowest first."""
    words = [number >> shift & 0xFFFFFFFF for shift in range(0, max(number.bit_length(), 1), 32)]
    return np.array(words, np.uint32)
