"""The stream of an address, worked out from its definition: a seed, a block and the hash of a purpose."""

from __future__ import annotations

from hashlib import sha256

import numpy as np


def stream(seed: int, block: int, purpose: str, *group: int) -> np.random.Generator:
    """The generator whose entropy is the seed, the block, the eight words of the purpose's SHA-256 and, of a stream for
    a few runs alone, the number of their group in the block."""
    digest = sha256(purpose.encode("utf-8")).digest()
    words = [int.from_bytes(digest[start : start + 4], "little") for start in range(0, 32, 4)]
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence([seed, block, *words, *group])))
