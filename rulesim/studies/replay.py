"""Replays: do the rules, given what people did, produce what the record says followed?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import zip_longest

from rulesim.engines.event.play import play_run, tell
from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Trace
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.errors import raise_if
from rulesim.loading.fit_record import misfits
from rulesim.loading.scenario import settle
from rulesim.luck.people import People
from rulesim.model.conduct import BallotConduct
from rulesim.model.contest import Contest
from rulesim.model.figures import PERCENT
from rulesim.model.quantities import agrees, is_at
from rulesim.model.record import GivenRound
from rulesim.model.rough import Rough
from rulesim.model.scenario import Disputed, Expected
from rulesim.model.stages import Ballot, Decision
from rulesim.studies.causes import at_stage, first, of_ending, of_people
from rulesim.studies.difference import Cause, Difference, Standing
from rulesim.studies.recounts import recounts
from rulesim.studies.untimely import untimely


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
    settled = settle(contest, held)
    run = play_run(settled, People(settled.scenario, settled.conduct, 0, 0), 0, keep_trace=True)
    raise_if(misfits(contest, [(run.history.in_force, run.rules)]))
    trace = tell(run, 0, 0)
    expects = contest.scenario.expects or Expected()
    found = list(_compare(expects, run, trace))
    declared = {entry.what: entry for entry in expects.disputed}
    differences = [one for one in found if one.what not in declared]
    disputed = tuple((declared[one.what], one) for one in found if one.what in declared)
    in_vain = (entry for entry in expects.disputed if all(one.what != entry.what for one in found))
    idle = (Difference("not disputed", "", entry.record, None, entry.says, entry.what) for entry in in_vain)
    return Replay(contest, (*differences, *idle), disputed, trace)


def _compare(expects: Expected, run: Run, trace: Trace) -> Iterator[Difference]:
    """Differences at stages and, between those of the path and of its figures, differences of the contest as a whole.

    Votes that count for nothing cause no other difference.
    """
    gaps, ways = list(silent(run)), list(_path(expects, run, trace))
    details = [*_figures(expects, run, trace), *_shares(expects, run, trace), *_excluded(expects, run, trace)]
    declared = {entry.what for entry in expects.disputed}
    because = first((one for one in (*gaps, *ways, *details) if one.what not in declared), run)
    yield from (*gaps, *ways, *_whole(expects, run, trace, because), *details)
    yield from (*stray(run), *untimely(run), *recounts(run))


def _whole(expects: Expected, run: Run, trace: Trace, because: Cause) -> Iterator[Difference]:
    """The ending, the leader, the last ballot and the date; `because` is the first other difference, if any."""
    if expects.ending and expects.ending != trace.ending:
        yield Difference("ending", "", expects.ending, trace.ending, because or of_ending(trace, run))
    if expects.leads and expects.leads != trace.leader:
        yield Difference("leader", "", expects.leads, trace.leader, because or of_ending(trace, run))
    if expects.ballot and set(expects.ballot) != set(run.balloted):
        recorded, derived = (tuple(sorted(people)) for people in (expects.ballot, run.balloted))
        yield Difference("ballot", "", recorded, derived, because or _of_ballot(expects, run, trace))
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
    yield Difference("path", stage, recorded, derived, at_stage(trace, stage))


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


def silent(run: Run) -> Iterator[Difference]:
    """Stages that the contest has gone through and about which the record says nothing.

    A decision that nobody takes has its default, a ballot with a single candidate may need no votes, and a stage
    that another takes over needs no record, as nobody had to do anything there.
    """
    for name in dict.fromkeys(step.partition(".")[0] for step in run.path):
        if name not in run.settled.scenario.conduct and _needs_people(run, name):
            yield Difference("silence", name, None, None)


def _needs_people(run: Run, name: str) -> bool:
    stage = run.settled.rules.stages[name]
    return run.figures[f"{name}.rounds"] > 0 if isinstance(stage, Ballot) else not isinstance(stage, Decision)


def stray(run: Run) -> Iterator[Difference]:
    """Votes on record that count for nothing: for somebody not on the ballot, or in a round that is not held."""
    for name, (occasion, path) in run.papers.items():
        conduct = run.settled.conduct[name][occasion.case]
        if isinstance(conduct, BallotConduct) and conduct.given:
            rounds, held = conduct.given.rounds, run.figures[f"{name}.rounds"]
            for number, one in enumerate(rounds[:held], 1):
                standing = path[number - 1] if number <= len(path) else ()
                votes = {} if one.unrecorded else _votes(one)
                yield from (
                    Difference("stray votes", name, _printed(one, many), None, Standing(standing), who, number)
                    for who, many in votes.items()
                    if many and who not in standing
                )
            if len(rounds) > held:
                yield Difference("rounds", name, len(rounds), held)


def _printed(one: GivenRound, many: Fraction) -> Fraction | str:
    """Votes as they are on record: in numbers, or in percent."""
    return f"{float(many):g}%" if one.in_ == PERCENT else many


def _votes(one: GivenRound) -> dict[str, Fraction]:
    sections = (one.votes, *one.sections.values())
    named = dict.fromkeys(who for section in sections for who in section)
    return {who: sum((section.get(who, Fraction(0)) for section in sections), Fraction(0)) for who in named}
