"""A run with the words for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulesim.engines.event.trace import Trace
from rulesim.model.contest import Contest
from rulesim.reports.words.events import Entry, entry


@dataclass(frozen=True)
class Told(Trace):
    """A trace that can also tell its events in words; printed, it is one line for each of them."""

    contest: Contest

    def told(self) -> Iterator[Entry]:
        """Each event in words, in order: `at`, `who`, `what`, and its facts as `event`."""
        return (entry(event, self.contest) for event in self.events)

    def __str__(self) -> str:
        return "\n".join(map(str, self.told()))

    def __repr__(self) -> str:
        name = self.contest.scenario.scenario
        return f"<Trace of run {self.run}, seed {self.seed} of {name}: {len(self.events)} events, {self.ending}>"


def with_words(trace: Trace, contest: Contest) -> Told:
    """A trace of a contest, with the words for it."""
    return Told(trace.run, trace.seed, trace.readings, trace.events, trace.ending, trace.leader, contest)
