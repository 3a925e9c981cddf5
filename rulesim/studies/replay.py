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
from rulesim.model.stages import Ballot
from rulesim.studies.difference import Difference
from rulesim.studies.gaps import silent, stray
from rulesim.studies.reasons import at_stage, first, of_ending, of_people


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
    """What shows at stages and, between the path and its figures, what shows of the whole.

    Votes that count for nothing are no reason for anything.
    """
    gaps, ways = list(silent(run)), list(_path(expects, run, trace))
    details = [*_figures(expects, run, trace), *_shares(expects, run, trace), *_excluded(expects, run, trace)]
    declared = {entry.what for entry in expects.disputed}
    because = first((one for one in (*gaps, *ways, *details) if one.what not in declared), run)
    yield from (*gaps, *ways, *_whole(expects, run, trace, because), *details, *stray(run))


def _whole(expects: Expected, run: Run, trace: Trace, because: str) -> Iterator[Difference]:
    """The ending, the leader, the last ballot and the moment; `because` is what differs first, if anything does."""
    people = run.settled.scenario.people
    if expects.ending and expects.ending != trace.ending:
        yield Difference("ending", "", expects.ending, trace.ending, because or of_ending(trace, run))
    if expects.leads and expects.leads != trace.leader:
        names = {person: value.name for person, value in people.items()}
        leads = (names.get(expects.leads, expects.leads), names.get(trace.leader, trace.leader))
        yield Difference("who leads", "", *leads, because or of_ending(trace, run))
    if expects.ballot and set(expects.ballot) != set(run.balloted):
        listed = (", ".join(sorted(expects.ballot)), ", ".join(sorted(run.balloted)) or "nobody")
        yield Difference("who is on the ballot", "", *listed, because or _of_ballot(expects, run, trace))
    decided = run.settled.scenario.starts + timedelta(minutes=run.figures["decided"])
    if expects.decided and expects.decided != decided:
        yield Difference(
            "when it is decided", "", expects.decided.isoformat(" ", "minutes"), decided.isoformat(" ", "minutes")
        )


def _of_ballot(expects: Expected, run: Run, trace: Trace) -> str:
    """What became, before the last ballot, of those who are only on one of the two lists."""
    stages = run.settled.rules.stages
    held = [stage for stage in run.visits if isinstance(stages[stage], Ballot)]
    before = list(run.visits)[: list(run.visits).index(held[-1])] if held else list(run.visits)
    names = {run.name(who) for who in set(expects.ballot) ^ set(run.balloted)}
    return of_people(trace, before[-1], names) if before else ""


def _path(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    if not expects.path or tuple(run.path) == expects.path:
        return
    pairs = zip((*expects.path, "the end"), (*run.path, "the end"), strict=False)
    recorded, derived = next((pair for pair in pairs if pair[0] != pair[1]), ("the end", "the end"))
    stage = derived.partition(".")[0] if derived != "the end" else recorded.partition(".")[0]
    yield Difference("path", stage, recorded, derived, at_stage(trace, stage))


def _figures(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    for name, recorded in expects.figures.items():
        derived = run.figures.get(name, NOT_REACHED)
        if derived != recorded:
            stage = name.partition(".")[0]
            shown = "never came to it" if derived == NOT_REACHED else str(derived)
            who = run.settled.scenario.people.get(name.rpartition(".")[2])
            yield Difference(name, stage, str(recorded), shown, at_stage(trace, stage, who.name if who else ""))


def _shares(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    """Parts of a whole college, compared as exactly as the record has them."""
    for stage, printed in expects.shares.items():
        for who, recorded in printed.items():
            derived = run.figures.get(f"{stage}.share.{who}", NOT_REACHED)
            if derived == NOT_REACHED or not agrees(recorded, derived):
                shown = "never came to it" if derived == NOT_REACHED else f"{derived / 10_000:.4f}"
                why = at_stage(trace, stage, run.name(who))
                yield Difference(f"{stage}.share.{who}", stage, recorded, shown, why)


def _excluded(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    for stage, rounds in expects.excluded.items():
        derived = run.excluded.get(stage, [])
        for number in range(max(len(rounds), len(derived))):
            theirs = rounds[number] if number < len(rounds) else ()
            ours = derived[number] if number < len(derived) else ()
            if set(theirs) != set(ours):
                what = f"who leaves after round {number + 1}"
                listed = (", ".join(theirs) or "nobody", ", ".join(ours) or "nobody")
                names = {run.name(who) for who in set(theirs) ^ set(ours)}
                yield Difference(
                    what, stage, *listed, of_people(trace, stage, names, number + 1) or at_stage(trace, stage)
                )
