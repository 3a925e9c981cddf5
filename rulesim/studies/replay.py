"""Replays: do the rules, given what people did, produce what the record says followed?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from rulesim.engines.event.play import play_alone, tell
from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Trace
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.errors import raise_if
from rulesim.loading.fit_record import misfits
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest
from rulesim.model.quantities import agrees, is_at
from rulesim.model.record import RECORD_ENDS
from rulesim.model.rough import Rough
from rulesim.model.scenario import Disputed, Expected
from rulesim.model.stages import Ballot
from rulesim.studies.causes import at_stage, of_ending, of_leader, of_path, of_people
from rulesim.studies.consequences import by_reading, fold
from rulesim.studies.difference import Cause, Difference
from rulesim.studies.expected_bars import bars
from rulesim.studies.gaps import missing, silent, stray
from rulesim.studies.recounts import recounts
from rulesim.studies.untimely import untimely

_SEED = 1
"""The seed of `trace` unless it is told another, so that both tell of the same run."""


@dataclass(frozen=True)
class Replay:
    """One contest played from its record.

    `disputed` holds the differences that the replay itself declares, where the record contradicts the rules as
    known; they do not count against a match.
    """

    contest: Contest = field(repr=False)
    differences: tuple[Difference, ...]
    disputed: tuple[tuple[Disputed, Difference], ...]
    trace: Trace

    @property
    def id(self) -> str:
        return self.contest.scenario.scenario

    @property
    def matched(self) -> bool:
        return not self.differences


def replay(contest: Contest, held: dict[str, str] | None = None) -> Replay:
    """Plays a contest from its record and compares the result with what the record expects."""
    run, trace = _play(contest, held)
    raise_if(misfits(contest, [(run.history.in_force, run.rules)]))
    expects = contest.scenario.expects or Expected()
    found = list(_compare(expects, run, trace))
    declared = {entry.what: entry for entry in expects.disputed}
    own = fold((one for one in found if one.what not in declared), run)
    differences = by_reading(own, contest, held or {}, _differs)
    disputed = tuple((declared[one.what], one) for one in found if one.what in declared)
    idle_entries = () if trace.ending == RECORD_ENDS else expects.disputed
    in_vain = (entry for entry in idle_entries if all(one.what != entry.what for one in found))
    idle = (Difference("not disputed", "", entry.record, None, entry.says, entry.what) for entry in in_vain)
    return Replay(contest, (*differences, *idle), disputed, trace)


def _play(contest: Contest, held: Mapping[str, str] | None) -> tuple[Run, Trace]:
    run = play_alone(settle(contest, held), _SEED, 0)
    return run, tell(run, _SEED, 0)


def _differs(contest: Contest, held: Mapping[str, str]) -> set[str]:
    """What differs under some readings."""
    return {one.what for one in _compare(contest.scenario.expects or Expected(), *_play(contest, held))}


def _compare(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    """Every difference, each with a cause of its own. What stops the run stops the comparison, too."""
    if trace.ending == RECORD_ENDS:
        yield from _until_stopped(expects, run, trace)
        return
    yield from (*silent(run), *missing(run), *_path(expects, run, trace), *_whole(expects, run, trace))
    numbers = (*_figures(expects, run, trace), *bars(expects, run, trace), *_shares(expects, run, trace))
    yield from (*numbers, *_excluded(expects, run, trace))
    yield from (*_useless(run, trace), *untimely(run), *recounts(run))


def _until_stopped(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    """Where the record ends, everything at stages before, and nothing else: what follows is not known."""
    *before, last = (step.partition(".")[0] for step in run.path)
    told = (*_path(expects, run, trace), *_figures(expects, run, trace), *_shares(expects, run, trace))
    rounds = len(run.excluded[last])
    yield from (*silent(run), *(one for one in told if one.stage in before and one.stage != last))
    each = (*bars(expects, run, trace), *_excluded(expects, run, trace))
    yield from (one for one in each if one.stage in before or (one.stage == last and one.round <= rounds))
    yield from (*missing(run), *_useless(run, trace))


def _useless(run: Run, trace: Trace) -> Iterator[Difference]:
    """What the record says for nothing; of votes, how that person dropped out, if they ever stood."""
    for one in stray(run):
        dropped = of_people(trace, one.stage, {one.subject}, one.round - 1) if one.about == "stray votes" else ()
        yield replace(one, why=dropped or one.why)


def _whole(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    """The ending, the leader, the last ballot and the date."""
    if expects.ending and expects.ending != trace.ending:
        yield Difference("ending", "", expects.ending, trace.ending, of_ending(trace, run))
    if expects.leads and expects.leads != trace.leader:
        yield Difference("leader", "", expects.leads, trace.leader, of_leader(trace, run, expects.leads))
    if expects.ballot and set(expects.ballot) != set(run.balloted):
        recorded, derived = (tuple(sorted(people)) for people in (expects.ballot, run.balloted))
        yield Difference("ballot", "", recorded, derived, _of_ballot(expects, run, trace))
    decided = run.moment(run.figures["decided"])
    if expects.decided and not is_at(decided, expects.decided):
        yield Difference("decided", "", expects.decided, decided)


def _of_ballot(expects: Expected, run: Run, trace: Trace) -> Cause:
    """What happened before the last ballot to those who are on only one of the two lists."""
    stages, visited = run.settled.rules.stages, list(run.history.visits)
    held = [stage for stage in visited if isinstance(stages[stage], Ballot)]
    before = visited[: visited.index(held[-1])] if held else visited
    return of_people(trace, before[-1], set(expects.ballot) ^ set(run.balloted)) if before else ()


def _path(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    if not expects.path or tuple(run.path) == expects.path:
        return
    recorded, derived = next(pair for pair in zip_longest(expects.path, run.path) if pair[0] != pair[1])
    stage = (derived or recorded).partition(".")[0]
    yield Difference("path", stage, recorded, derived, of_path(trace, recorded or "", derived or "", run))


def _figures(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    for name, recorded in expects.figures.items():
        derived = _reached(run, name)
        if derived is None or not _is(recorded, derived):
            stage, who = name.partition(".")[0], name.rpartition(".")[2]
            why = at_stage(trace, stage, who if who in run.settled.scenario.people else "")
            yield Difference("figure", stage, recorded, derived, why, name)


def _shares(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    """Shares of the votes or of a whole electoral college, compared as exactly as the record gives them."""
    for stage, printed in expects.shares.items():
        for who, recorded in printed.items():
            share = run.shares.get(stage, {}).get(who)
            if share is None or not agrees(recorded, share):
                derived = None if share is None else int(share * 1_000_000)
                yield Difference("share", stage, recorded, derived, at_stage(trace, stage, who), who)


def _is(recorded: int | Rough, derived: int) -> bool:
    return derived == recorded if isinstance(recorded, int) else recorded.allows(derived)


def _reached(run: Run, figure: str) -> int | None:
    """A figure of the run; None if the run did not reach it."""
    derived = run.figures.get(figure, NOT_REACHED)
    return None if derived == NOT_REACHED else derived


def _excluded(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    for stage, rounds in expects.excluded.items():
        pairs = zip_longest(rounds, run.excluded.get(stage, []), fillvalue=())
        for number, (theirs, ours) in enumerate(pairs, 1):
            if set(theirs) != set(ours):
                why = of_people(trace, stage, set(theirs) ^ set(ours), number) or at_stage(trace, stage)
                yield Difference("leaves", stage, theirs, ours, why, round=number)
