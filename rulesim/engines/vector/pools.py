"""Pools: cohorts that come to the same stage in the same situation go on as one, whatever ways they came."""

from __future__ import annotations

from collections.abc import Hashable

from rulesim.engines.vector.cohort import Cohort, join


class Pools:
    """Cohorts about to play a stage."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, tuple[str, list[Cohort]]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, stage: str, cohort: Cohort) -> None:
        """Has a cohort wait for others that come to the stage as it does."""
        self._waiting.setdefault((stage, cohort.situation()), (stage, []))[1].append(cohort)

    def pop(self) -> tuple[str, Cohort]:
        """A stage, and everybody who comes to it in one situation; the least advanced first, so that none come late."""
        first = min(self._waiting, key=lambda where: self._waiting[where][1][0].history.stages)
        stage, cohorts = self._waiting.pop(first)
        return stage, join(cohorts)
