"""A run, and a replay, with the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.engines.event.trace import Trace
from rulesim.model.contest import Contest
from rulesim.reports.words.differences import differences
from rulesim.reports.words.events import Entry, entry
from rulesim.studies.replay import Replay


@dataclass(frozen=True, repr=False)
class ToldTrace(Trace):
    """A trace that also tells its events in words; printed, it is one line for each of them."""

    contest: Contest

    @property
    def told(self) -> tuple[Entry, ...]:
        """Each event in words, in order: `at`, `who` and `what`, and the facts themselves as `event`."""
        return tuple(entry(event, self.contest) for event in self.events)

    def __str__(self) -> str:
        return "\n".join(map(str, self.told))

    def __repr__(self) -> str:
        return f"<Trace of run {self.run}, seed {self.seed}: {len(self.events)} events, ending {self.ending}>"


@dataclass(frozen=True)
class ToldReplay(Replay):
    """A replay that is printed as one sentence for each difference; nothing if the record holds."""

    def __str__(self) -> str:
        return "\n".join(differences(self))


def with_words(trace: Trace, contest: Contest) -> ToldTrace:
    """A trace of a contest, with the words for it."""
    return ToldTrace(trace.run, trace.seed, trace.readings, trace.events, trace.ending, trace.leader, contest)
