"""Replays: does the engine, given what people did, find what the record says followed?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from rulesim.engines.event.play import play_run, tell
from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Trace
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.loading.scenario import settle
from rulesim.luck.people import People
from rulesim.model.contest import Contest
from rulesim.model.quantities import agrees
from rulesim.model.scenario import Disputed, Expected
from rulesim.studies.difference import Difference
from rulesim.studies.gaps import silent, stray


@dataclass(frozen=True)
class Replay:
    """One contest played from its record.

    `disputed` holds the differences that the replay itself declares: where the record contradicts the rules as
    known. They do not count against a match.
    """

    id: str
    title: str
    party: str
    differences: tuple[Difference, ...]
    disputed: tuple[tuple[Disputed, Difference], ...]
    trace: Trace

    @property
    def matched(self) -> bool:
        return not self.differences


def replay(contest: Contest, held: dict[str, str] | None = None) -> Replay:
    """Plays a contest from its record and compares what follows with what the record expects."""
    settled = settle(contest, held)
    run = play_run(settled, People(settled.scenario, settled.conduct, 0, 0), 0, keep_trace=True)
    trace = tell(run, 0, 0)
    expects = contest.scenario.expects or Expected()
    found = list(_compare(expects, run, trace))
    declared = {entry.what: entry for entry in expects.disputed}
    differences = [one for one in found if one.what not in declared]
    differences += _idle(expects.disputed, found)
    disputed = tuple((declared[one.what], one) for one in found if one.what in declared)
    scenario = contest.scenario
    return Replay(scenario.scenario, scenario.title, contest.rules.party, tuple(differences), disputed, trace)


def _idle(disputed: tuple[Disputed, ...], found: list[Difference]) -> Iterator[Difference]:
    """Declared contradictions that are none: the rules give what the record says."""
    for entry in disputed:
        if not any(one.what == entry.what for one in found):
            yield Difference(f"{entry.what}, declared as disputed", "", entry.record, "the same", entry.says)


def _compare(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    yield from silent(run)
    yield from _path(expects, run, trace)
    people = run.settled.scenario.people
    if expects.ending and expects.ending != trace.ending:
        yield Difference("ending", "", expects.ending, trace.ending, _why(trace, ""))
    if expects.leads and expects.leads != trace.leader:
        names = {person: value.name for person, value in people.items()}
        leads = (names.get(expects.leads, expects.leads), names.get(trace.leader, trace.leader))
        yield Difference("who leads", "", *leads, _why(trace, ""))
    if expects.ballot and set(expects.ballot) != set(run.balloted):
        listed = (", ".join(sorted(expects.ballot)), ", ".join(sorted(run.balloted)) or "nobody")
        yield Difference("who is on the ballot", "", *listed, _why(trace, ""))
    yield from _figures(expects, run, trace)
    yield from _shares(expects, run, trace)
    yield from _excluded(expects, run, trace)
    decided = run.settled.scenario.starts + timedelta(minutes=run.figures["decided"])
    if expects.decided and expects.decided != decided:
        yield Difference(
            "when it is decided", "", expects.decided.isoformat(" ", "minutes"), decided.isoformat(" ", "minutes"), ""
        )
    yield from stray(run)


def _path(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    if not expects.path or tuple(run.path) == expects.path:
        return
    pairs = zip((*expects.path, "the end"), (*run.path, "the end"), strict=False)
    recorded, derived = next((pair for pair in pairs if pair[0] != pair[1]), ("the end", "the end"))
    stage = derived.partition(".")[0] if derived != "the end" else recorded.partition(".")[0]
    yield Difference("path", stage, recorded, derived, _why(trace, stage))


def _figures(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    for name, recorded in expects.figures.items():
        derived = run.figures.get(name, NOT_REACHED)
        if derived != recorded:
            stage = name.partition(".")[0]
            shown = "never came to it" if derived == NOT_REACHED else str(derived)
            who = run.settled.scenario.people.get(name.rpartition(".")[2])
            yield Difference(name, stage, str(recorded), shown, _why(trace, stage, who.name if who else ""))


def _shares(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    """Parts of a whole college, compared as exactly as the record has them."""
    for stage, printed in expects.shares.items():
        for who, recorded in printed.items():
            derived = run.figures.get(f"{stage}.share.{who}", NOT_REACHED)
            if derived == NOT_REACHED or not agrees(recorded, derived):
                shown = "never came to it" if derived == NOT_REACHED else f"{derived / 10_000:.4f}"
                why = _why(trace, stage, run.name(who))
                yield Difference(f"{stage}.share.{who}", stage, recorded, shown, why)


def _excluded(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    for stage, rounds in expects.excluded.items():
        derived = run.excluded.get(stage, [])
        for number in range(max(len(rounds), len(derived))):
            theirs = rounds[number] if number < len(rounds) else ()
            ours = derived[number] if number < len(derived) else ()
            if set(theirs) != set(ours):
                what = f"who leaves after round {number + 1}"
                yield Difference(
                    what, stage, ", ".join(theirs) or "nobody", ", ".join(ours) or "nobody", _why(trace, stage)
                )


def _why(trace: Trace, stage: str, person: str = "") -> str:
    """The last thing tested at a stage, of a person if one is meant, or the last outcome of all."""
    told = [event for event in trace.events if event.kind in ("tested", "outcome", "excluded", "tie", "counts")]
    here = [event for event in told if event.stage == stage] if stage else told
    theirs = [event for event in here if event.who == person]
    tests = [event for event in theirs or here if event.kind == "tested"] or here
    return f"{tests[-1].who}: {tests[-1].what}" if tests else ""
