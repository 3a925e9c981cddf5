"""Papers of a ballot that a later one counts again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TypeVar

Field = TypeVar("Field")


def fields_so_far(cast_in: Iterable[Field], counted_in: Iterable[Field]) -> tuple[Field, ...]:
    """Who has stood so far: in the rounds in which papers were cast, and in those in which they are counted again.

    Papers move on as people leave, so rounds among the same people, one after the other, are as one.
    """
    return tuple(field for field, _ in groupby((*cast_in, *counted_in)))
