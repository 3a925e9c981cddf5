"""What is kept by run, and how it is divided and put together."""

from collections.abc import Callable, Sequence
from dataclasses import Field, fields
from functools import partial
from typing import Any, ClassVar, Self, TypeVar

import numpy as np

from rulesim.luck.draws import Ints

Kept = TypeVar("Kept", bound="ByRun")


class ByRun:
    """A data class whose arrays, however deep in it they lie, have one entry a run in their last place."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def take(self, runs: Ints) -> Self:
        """Some of the runs, by their positions in order."""
        found: Self = _changed(lambda one: one if one.shape[-1] == len(runs) else one[..., runs], self)
        return found


def join(parts: Sequence[Kept], order: Ints) -> Kept:
    """Several as one, with their runs in this order; whatever is not by run is as in the first."""
    joined: Kept = _changed(lambda *every: np.concatenate(every, axis=-1)[..., order], *parts)
    return joined


def _changed(change: Callable[..., Any], *alike: Any) -> Any:
    """What `change` makes of the arrays of things that are alike."""
    match alike[0]:
        case np.ndarray():
            return change(*alike)
        case ByRun():
            every = [[getattr(one, field.name) for field in fields(one)] for one in alike]
            return type(alike[0])(*(_changed(change, *values) for values in zip(*every, strict=True)))
        case dict():
            return {name: _changed(change, *(one[name] for one in alike)) for name in alike[0]}
        case tuple():
            return tuple(map(partial(_changed, change), *alike))
        case same:
            return same
