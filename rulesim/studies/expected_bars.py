"""What was needed, and what there was, each time: in every round of a ballot, at every visit to another stage."""

from collections.abc import Iterator
from itertools import zip_longest

from rulesim.engines.event.events import Counts, SignaturesTested, SupportTested, VotesTested
from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Event, Trace
from rulesim.model.scenario import Expected
from rulesim.model.stages import Ballot
from rulesim.rules.threshold import smallest
from rulesim.studies.difference import Difference

_KEYS = {"majority": ("needed", "had"), "lead": ("lead_needed", "lead")}
Found = tuple[dict[str, int], tuple[Event, ...]]
"""What was needed and had, by the names that a record uses, and the tests of it."""


def bars(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    """Differences between what a record says was needed and had, each time, and what the run has."""
    for stage, recorded in expects.bars.items():
        time = "in round" if isinstance(run.settled.rules.stages[stage], Ballot) else "at visit"
        found = _found(trace, stage)[: len(recorded)]
        for number, (theirs, ours) in enumerate(zip_longest(recorded, found), 1):
            derived, tests = ours or ({}, ())
            for key, many in theirs.known.items():
                if derived.get(key) != many:
                    why = (tests,) if tests else ()
                    yield Difference("bar", stage, many, derived.get(key), why, f"{key} {time}", number)


def _found(trace: Trace, stage: str) -> list[Found]:
    """The bars of a stage in order. Those of a college are shares of the whole, and no numbers."""
    found = list[Found]()
    for event in trace.events:
        match event:
            case Counts(stage=here) if here == stage:
                found.append(({}, ()))
            case SupportTested(stage=here) | SignaturesTested(stage=here) if here == stage:
                found.append(({"needed": event.needed, "had": event.had}, (event,)))
            case VotesTested(stage=here, college=False) if here == stage:
                needed, had = _KEYS[event.measure]
                told = {needed: smallest(event.needed, event.test), had: int(event.had)}
                found[-1] = ({**found[-1][0], **told}, (*found[-1][1], event))
    return found
