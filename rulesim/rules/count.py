"""The count of a ballot, a round at a time: opened, then held and followed until there is a result."""

from dataclasses import dataclass, replace
from typing import Literal

from rulesim.model.ballot import Ballot
from rulesim.rules.round import Reason, Verdict, judge
from rulesim.rules.scores import (
    Bases,
    Measure,
    Poll,
    Scores,
    Standing,
    VoteThreshold,
    bases_of,
    score,
    winning_thresholds,
)
from rulesim.rules.ties import Lot, Step, break_tie


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a count, and for whom: the winner, the short list, the tied, or the remaining candidates."""

    kind: Literal["elected", "shortlisted", "reopened", "tied", "no result", "held"]
    who: Standing
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it was held. `first` is its verdict before a tie is broken, `verdict` the one after."""

    number: int
    poll: Poll
    scores: Scores
    """Empty where the record says who was eliminated, but not the votes."""
    bases: Bases
    """What shares are taken of in it."""
    first: Verdict
    verdict: Verdict
    steps: tuple[Step, ...] = ()
    used: int = 0
    """How many of the rules for ties it has used up for the round that is held in its place."""

    @property
    def is_without_votes(self) -> bool:
        """Whether there is not one valid vote in it."""
        return bool(self.scores) and not any(self.scores.values())


@dataclass(frozen=True, slots=True)
class Count:
    """A count so far: who stands, the rounds held, and in the end the result."""

    ballot: Ballot
    standing: Standing
    reopen: frozenset[str] = frozenset()
    """The choices to re-open nominations."""
    fixed_papers: bool = False
    """Whether all rounds count the same papers. If so, a round in which nobody wins and nobody is eliminated would only
    be repeated, so it is the last. In a contest people may vote differently next time."""
    held: int = 0
    """How many rounds were held, the void ones included."""
    void: int = 0
    used: int = 0
    """How many of the rules for ties a round held again has used up."""
    scores: tuple[Scores, ...] = ()
    """What everybody had in the rounds so far."""
    silent_ties: int = 0
    """How many ties came up on which the rules are silent."""
    empty_rounds: int = 0
    """How many rounds were without a valid vote."""
    result: Result | None = None

    @property
    def people(self) -> Standing:
        """Those standing who are people."""
        return tuple(who for who in self.standing if who not in self.reopen)

    @property
    def has_no_candidate(self) -> bool:
        """Whether it ended because nobody stood, or nobody any more."""
        return self.result is not None and self.result.kind in ("no result", "held") and not self.people


def open_count(
    ballot: Ballot, standing: Standing, reopen: frozenset[str] = frozenset(), *, fixed_papers: bool = False
) -> Count:
    """A count about to begin; where no vote is needed it already has a result."""
    count = Count(ballot, standing, reopen, fixed_papers)
    if not standing:
        return close(count, "nobody stands")
    if ballot.binding and len(count.people) == ballot.keeps == 1 and ballot.sole_candidate == "elected":
        return replace(count, result=Result("elected", count.people, "only candidate"))
    return count


def close(count: Count, why: Reason) -> Count:
    """A count that ends here: no further round is held."""
    if not count.ballot.binding:
        return replace(count, result=Result("held", count.people, "advisory"))
    return replace(count, result=Result("no result", count.people, why))


def hold(count: Count, poll: Poll, lot: Lot, recorded: Standing = ()) -> Round:
    """The next round: it is judged, and a tie is broken by the rules in their order.

    A lot is drawn, unless those on whom it fell are `recorded`.
    """
    done, ballot = hold_untied(count, poll), count.ballot
    if done.first.kind != "tied" or not ballot.binding:
        return done
    broken = break_tie(ballot.tie_rules, done.first, count.scores, lot, count.reopen, count.used, recorded)
    return replace(done, verdict=broken.verdict, steps=broken.steps, used=broken.used)


def hold_untied(count: Count, poll: Poll) -> Round:
    """The next round, judged before any tie is broken."""
    scores = score(count.ballot, poll.tally, count.standing)
    bases = bases_of(count.ballot, scores, poll.turnout)
    verdict = judge(count.ballot, scores, bases, count.reopen)
    return Round(count.held + 1, poll, scores, bases, verdict, verdict)


def is_silent(ballot: Ballot, done: Round) -> bool:
    """Whether a tie came up in a round of which the rules say nothing."""
    return done.first.kind == "tied" and ballot.binding and ballot.is_silent_on_ties


def taken_to_win(ballot: Ballot, done: Round) -> dict[Measure, VoteThreshold]:
    """What winning a round takes; nothing where a short list is kept or there are no votes."""
    return winning_thresholds(ballot, done.bases) if ballot.keeps == 1 and done.scores else {}


def take_from_record(count: Count, who: Standing, poll: Poll) -> Round:
    """The next round where the record says who was eliminated, but not all of the votes; `poll` has those it knows."""
    verdict = Verdict("excluded", who, "on record")
    return Round(count.held + 1, poll, {}, {}, verdict, verdict)


def may_withdraw(count: Count, done: Round) -> Standing:
    """Who may withdraw after a round: every remaining candidate, unless the round ends the ballot or is void."""
    if not count.ballot.binding or done.verdict.is_final or done.verdict.kind == "void":
        return ()
    return tuple(who for who in count.standing if who not in done.verdict.leaving)


def follow(count: Count, done: Round, withdrawn: Standing = ()) -> Count:
    """The count after a round, without the eliminated and the withdrawn; it continues, or has its result."""
    verdict, void = done.verdict, count.void + (done.verdict.kind == "void")
    after = replace(count, held=done.number, void=void, used=done.used, scores=(*count.scores, done.scores))
    after = replace(
        after,
        silent_ties=count.silent_ties + is_silent(count.ballot, done),
        empty_rounds=count.empty_rounds + done.is_without_votes,
    )
    if not count.ballot.binding:
        return close(after, "advisory")
    if verdict.kind in ("elected", "reopened", "tied"):
        return replace(after, result=Result(verdict.kind, verdict.who, verdict.why))
    gone = {*verdict.leaving, *withdrawn}
    after = replace(after, standing=tuple(who for who in count.standing if who not in gone))
    result = _few_left(after)
    return _go_on(after, verdict, after.standing != count.standing) if result is None else replace(after, result=result)


def _few_left(count: Count) -> Result | None:
    """The result where so few candidates remain that no further round is needed."""
    ballot, people = count.ballot, count.people
    if ballot.keeps > 1:
        return Result("shortlisted", people, "few enough") if len(people) <= ballot.keeps else None
    alone = len(people) == 1 and ballot.elects_the_last and not count.reopen
    return Result("elected", people, "only one left") if alone and _more_rounds(count) else None


def _more_rounds(count: Count) -> bool:
    """Whether the rules allow another round; void rounds do not count. Without a number the rounds end by themselves:
    with a result, or where nobody leaves."""
    most = count.ballot.most_rounds
    return most is None or count.held - count.void < most


def _go_on(count: Count, verdict: Verdict, somebody_left: bool) -> Count:
    """The count as it continues, unless no candidate or no round remains."""
    more = _more_rounds(count)
    repeats = somebody_left or verdict.kind == "void" or verdict.why == "on record"
    stands_still = count.ballot.most_rounds is None and not repeats
    if stands_still or (verdict.kind == "again" and (count.fixed_papers or not more)):
        return close(count, verdict.why)
    if not count.standing:
        return close(count, "nobody left")
    return count if more else close(count, "last round")
