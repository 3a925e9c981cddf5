"""Scenes: a stage and those that run beside it, in all runs of a cohort."""

from collections.abc import Iterator, Mapping
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
    stage: AnyStage
    """The stage as it is about to open or, once it is open, as it opened."""
    number: int
    opens: Ints
    closes: Ints | None
    due: Ints
    """The minute in which it opens or, once it is open, ends."""
    finish: Finish | None = None
    """How it ends, known once it is open."""


@dataclass(frozen=True, slots=True)
class Scene(ByRun):
    """A cohort at a stage; `stage` is the stage as the scene began."""

    name: str
    stage: AnyStage
    cohort: Cohort
    tracks: Mapping[int, Track]
    """By their place in the scene, in order."""

    def by_next(self) -> Iterator[tuple[Track, Self]]:
        """The track that is due first, and the runs in which it is. Within one minute the stage itself goes before
        those beside it, and these by name."""
        if len(self.tracks) == 1:
            yield from ((track, self) for track in self.tracks.values())
            return
        first = np.argmin(np.stack([track.due for track in self.tracks.values()]), axis=0)
        for which, position in enumerate(self.tracks):
            runs = np.flatnonzero(first == which)
            if len(runs):
                part = self.take(runs)
                yield part.tracks[position], part

    def with_track(self, track: Track) -> Self:
        """The scene with another track in the place of one."""
        return replace(self, tracks={**self.tracks, track.position: track})

    def without(self, position: int) -> Self:
        """The scene without a track that has ended."""
        return replace(self, tracks={place: track for place, track in self.tracks.items() if place != position})
