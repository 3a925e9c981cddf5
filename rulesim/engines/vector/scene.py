"""Scenes: a stage and those that run beside it, in all runs of a cohort."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from rulesim.engines.vector.by_run import ByRun
from rulesim.engines.vector.cohort import Cohort
from rulesim.engines.vector.visit import Finish
from rulesim.luck.draws import Ints
from rulesim.model.stages import AnyStage


@dataclass(frozen=True, slots=True)
class Track(ByRun):
    """A stage being played, with its place in the scene: 0 the stage itself, then those beside it by name."""

    position: int
    name: str
    takes: tuple[str, ...]
    """The outcomes by which it takes over, if it runs beside another."""
    number: int
    opens: Ints
    closes: Ints | None
    due: Ints
    """The minute in which it opens or, once it is open, ends."""
    stage: AnyStage | None = None
    """The stage as it opened."""
    finish: Finish | None = None
    """How it ends, known once it is open."""


@dataclass(frozen=True, slots=True)
class Scene(ByRun):
    """A cohort at a stage; `stage` is the stage as the scene began."""

    name: str
    stage: AnyStage
    cohort: Cohort
    tracks: tuple[Track, ...]

    def by_next(self) -> Iterator[tuple[Track, Self]]:
        """The track that is due first, and the runs in which it is. Within one minute the stage itself goes before
        those beside it, and these by name."""
        if len(self.tracks) == 1:
            yield self.tracks[0], self
            return
        first = np.argmin(np.stack([track.due for track in self.tracks]), axis=0)
        for position, track in enumerate(self.tracks):
            runs = np.flatnonzero(first == position)
            if len(runs):
                part = self.take(runs)
                yield part.track(track.position), part

    def track(self, position: int) -> Track:
        """The track at a place of the scene."""
        return next(track for track in self.tracks if track.position == position)

    def with_track(self, track: Track) -> Self:
        """The scene with another track in the place of one."""
        return replace(self, tracks=tuple(track if old.position == track.position else old for old in self.tracks))

    def without(self, position: int) -> Self:
        """The scene without a track that has ended."""
        return replace(self, tracks=tuple(track for track in self.tracks if track.position != position))
