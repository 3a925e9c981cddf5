"""A run, and a replay, in words."""

from dataclasses import dataclass

from rulesim.engines.event.trace import Trace
from rulesim.model.contest import Contest
from rulesim.reports.words.differences import differences
from rulesim.reports.words.events import Entry, entry
from rulesim.studies.replay import Replay


@dataclass(frozen=True, repr=False)
class ToldTrace(Trace):
    """A trace whose events can also be read in words; printed, it is one line for each event."""

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
    """A replay; printed, it is one sentence for each difference, and nothing if the record is matched."""

    def __str__(self) -> str:
        return "\n".join(differences(self))


def with_words(trace: Trace, contest: Contest) -> ToldTrace:
    """A trace of a contest that can also be read in words."""
    return ToldTrace(trace.run, trace.seed, trace.readings, trace.events, trace.ending, trace.leader, contest)
