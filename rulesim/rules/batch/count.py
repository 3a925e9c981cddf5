"""The count of one ballot in many runs, a round at a time in all of them: `rules.count` over arrays.

Arrays have the shape (candidate, run). Rounds are held in all runs together; a count with a result no longer changes.
"""

from dataclasses import dataclass, replace

import numpy as np

from rulesim.model.ballot import Ballot
from rulesim.rules.batch.integers import Bools, Ints
from rulesim.rules.batch.round import (
    AGAIN,
    ELECTED,
    EXCLUDED,
    HELD,
    NO_RESULT,
    SHORTLISTED,
    TIED,
    VOID,
    Verdicts,
    judge,
    verdicts,
)
from rulesim.rules.batch.scores import Bases, Poll, Scores, bases_of, score
from rulesim.rules.batch.ties import UNBROKEN, Broken, Lots, break_ties

GOES_ON, STOPPED = -1, -2


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it was held: `tied` before any tie was broken, `verdicts` after it, `broken` what broke it."""

    poll: Poll | None
    """None where the record says who was eliminated, but not the votes."""
    scores: Scores | None
    bases: Bases
    """What shares are taken of in it."""
    tied: Bools
    verdicts: Verdicts
    broken: Broken


@dataclass(frozen=True, slots=True)
class Count:
    """Counts so far: who stands, the rounds held, and in the end the result of each, and for whom."""

    ballot: Ballot
    standing: Bools
    reopen: Bools
    """The choices to re-open nominations, by candidate."""
    fixed_papers: bool
    """Whether all rounds count the same papers: see `Count` in `rules.count`."""
    kind: Ints
    """A position in `KINDS`; `GOES_ON` while there is no result, `STOPPED` where there never will be."""
    who: Bools
    void: Ints
    used: Ints
    """How many of the rules for ties a round held again has used up."""
    silent_ties: Ints
    """How many ties came up on which the rules are silent."""
    empty_rounds: Ints
    """How many rounds were without a valid vote."""
    held: int = 0
    """How many rounds were held, void ones included, in the counts that continue."""
    scores: tuple[Scores, ...] = ()
    """What everybody had in the rounds so far, if a rule for ties may ask."""

    @property
    def going(self) -> Bools:
        """The runs in which there is no result yet."""
        return np.asarray(self.kind == GOES_ON)

    @property
    def people(self) -> Bools:
        """Those standing who are people."""
        return self.standing & ~self.reopen[:, None]

    @property
    def has_no_candidate(self) -> Bools:
        """The runs in which it ended because nobody stood, or nobody any more."""
        return np.asarray(((self.kind == NO_RESULT) | (self.kind == HELD)) & ~self.people.any(axis=0))


def open_count(ballot: Ballot, standing: Bools, reopen: Bools, *, fixed_papers: bool = False) -> Count:
    """Counts about to begin; where no vote is needed there already is a result."""
    none = np.zeros(standing.shape[1], np.int64)
    count = Count(ballot, standing, reopen, fixed_papers, none + GOES_ON, np.zeros_like(standing), *(none,) * 4)
    count = close(count, np.asarray(~standing.any(axis=0)))
    if ballot.binding and ballot.keeps == 1 and ballot.sole_candidate == "elected":
        count = _result(count, count.people.sum(axis=0) == 1, ELECTED, count.people)
    return count


def close(count: Count, where: Bools) -> Count:
    """The counts, some of which end here: no further round is held."""
    return _result(count, where, NO_RESULT if count.ballot.binding else HELD, count.people)


def halt(count: Count, where: Bools) -> Count:
    """The counts, some of which stop here without a result: nobody knows how they go on."""
    return _result(count, where, STOPPED, count.people)


def _result(count: Count, where: Bools, kind: int | Ints, who: Bools) -> Count:
    """The counts, some of which have a result now if they had none."""
    ended = where & count.going
    if not ended.any():
        return count
    return replace(count, kind=np.where(ended, kind, count.kind), who=np.where(ended, who, count.who))


def hold(count: Count, poll: Poll, draw: Lots, recorded: Bools | None = None) -> Round:
    """The next round: it is judged, and ties are broken by the rules in their order.

    A lot is drawn, unless those on whom it fell are `recorded`.
    """
    ballot = count.ballot
    scores = score(ballot, poll.tally, count.standing)
    bases = bases_of(ballot, scores, poll.turnout)
    said = judge(ballot, scores, bases, count.reopen)
    tied = count.going & (said.kind == TIED)
    where = tied & ballot.binding
    broken = break_ties(ballot.tie_rules, said, where, count.scores, draw, count.reopen, count.used, recorded)
    return Round(poll, scores, bases, tied, said, broken)


def take_from_record(count: Count, who: Bools) -> Round:
    """The next round where the record says who was eliminated, but not the votes."""
    none = np.zeros_like(count.used)
    return Round(None, None, {}, none > 0, verdicts(EXCLUDED, who), Broken(none + UNBROKEN, none))


def may_withdraw(count: Count, done: Round) -> Bools:
    """Who may withdraw after a round: every remaining candidate, unless the round ends the ballot or is void."""
    if not count.ballot.binding:
        return np.zeros_like(count.standing)
    goes_on = count.going & ~done.verdicts.is_final & (done.verdicts.kind != VOID)
    return np.asarray(count.standing & ~done.verdicts.leaving & goes_on)


def follow(count: Count, done: Round, withdrawn: Bools | None = None) -> Count:
    """The counts after a round, without the eliminated and the withdrawn; each continues, or has its result."""
    may_ask = "earlier rounds" in count.ballot.tie_rules
    said, scores = done.verdicts, (done.scores,) if may_ask and done.scores is not None else ()
    void = count.void + (said.kind == VOID)
    after = replace(count, held=count.held + 1, void=void, used=done.broken.used, scores=(*count.scores, *scores))
    after = _note_silences(after, done, count.going)
    if not count.ballot.binding:
        return close(after, count.going)
    after = _result(after, said.is_final, said.kind, said.who)
    gone = said.leaving if withdrawn is None else said.leaving | withdrawn
    after = replace(after, standing=count.standing & ~(gone & after.going))
    more = _more_rounds(after)
    after = _few_left(after, more)
    over: Bools = ~more | ~after.standing.any(axis=0) | (count.fixed_papers & (said.kind == AGAIN))
    if count.ballot.most_rounds is None and done.scores is not None:
        over |= (after.standing == count.standing).all(axis=0) & (said.kind != VOID)
    return close(after, over)


def _note_silences(count: Count, done: Round, going: Bools) -> Count:
    """Counts what came up in a round though the rules say nothing of it."""
    silent = count.ballot.binding and count.ballot.is_silent_on_ties
    empty = np.zeros_like(going) if done.scores is None else done.scores.many.max(axis=0, initial=0) == 0
    return replace(
        count,
        silent_ties=count.silent_ties + (done.tied & silent),
        empty_rounds=count.empty_rounds + (going & empty.astype(bool)),
    )


def _more_rounds(count: Count) -> Bools:
    """In which runs the rules allow another round; void rounds do not count."""
    most = count.ballot.most_rounds
    return np.ones_like(count.void, bool) if most is None else np.asarray(count.held - count.void < most)


def _few_left(count: Count, more: Bools) -> Count:
    """The counts, with a result where so few remain that no further round is needed; `more`: one is allowed."""
    ballot, people = count.ballot, count.people
    many = people.sum(axis=0)
    if ballot.keeps > 1:
        return _result(count, many <= ballot.keeps, SHORTLISTED, people)
    if ballot.elects_the_last and not count.reopen.any():
        return _result(count, (many == 1) & more, ELECTED, people)
    return count
