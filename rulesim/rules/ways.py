"""Everything that a count can come to, over every way to break its ties ("parallel universes").

V. Conitzer, M. Rognlie and L. Xia, "Preference Functions that Score Rankings and Maximum Likelihood Estimation", 2009.
What a round comes to depends on who stands and on how many rounds there have been, so each such state is looked at
once. Every choice that would break a tie is followed, whatever the order of the rules for ties; if they let all of
the tied leave, or nobody, that way is followed too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rulesim.rules.ballot import Verdict, scores
from rulesim.rules.counting import Papered, Result, follows, sole
from rulesim.rules.papers import Field, Vote
from rulesim.rules.ties import choose, settled

MOST_STATES = 20_000


@dataclass(frozen=True, slots=True)
class Ways:
    """The results found, and whether they are all there are."""

    results: tuple[Result, ...]
    complete: bool


def every_result(papered: Papered, most: int = MOST_STATES) -> Ways:
    """Every result over all ways to break ties; incomplete if more than `most` states would have to be looked at."""
    alone = sole(papered)
    if alone is not None:
        return Ways((Result(alone.kind, alone.who),), True)
    found: dict[Result, None] = {}
    start = (papered.standing, 1)
    seen, waiting = {start}, [start]
    while waiting:
        standing, number = waiting.pop()
        for after in _after(papered, standing, number):
            if isinstance(after, Result):
                found[Result(after.kind, after.who)] = None
            elif (after, number + 1) not in seen:
                seen.add((after, number + 1))
                waiting.append((after, number + 1))
            if len(seen) + len(found) > most:
                return Ways(_in_order(papered, found), False)
    return Ways(_in_order(papered, found), True)


def _in_order(papered: Papered, found: dict[Result, None]) -> tuple[Result, ...]:
    """The results as a list that does not depend on the way they were found."""
    place = {who: number for number, who in enumerate(papered.standing)}
    return tuple(sorted(found, key=lambda result: ([place[who] for who in result.who], result.kind)))


def _after(papered: Papered, standing: Field, number: int) -> Iterator[Result | Field]:
    cast = papered.vote(standing)
    verdict = papered.judge(scores(papered.ballot, cast.tally, standing), cast)
    tied = verdict.kind == "tied" and papered.ballot.binding
    for one in _broken_every_way(papered, verdict, cast, number) if tied else (verdict,):
        after = follows(papered, standing, one, number)
        yield Result(after.kind, _named(standing, after)) if isinstance(after, Result) else after


def _named(standing: Field, result: Result) -> Field:
    """Whom a result is about, in the order of the papers: a short list is the same whoever leads it."""
    return tuple(who for who in standing if who in result.who)


def _broken_every_way(papered: Papered, verdict: Verdict, cast: Vote, number: int) -> Iterator[Verdict]:
    all_out = "both out" in papered.ballot.ties and verdict.for_what == "last"
    nobody_out = "nobody leaves" in papered.ballot.ties
    if not (all_out or nobody_out) and _makes_no_difference(papered, verdict, cast, number):
        yield settled(verdict, verdict.who[:1], papered.reopen, verdict.why)
        return
    for chosen in combinations(verdict.who, choose(verdict)):
        yield settled(verdict, chosen, papered.reopen, verdict.why)
    if all_out:
        yield Verdict("excluded", (*verdict.who, *verdict.also), verdict.why)
    if nobody_out:
        yield Verdict("again", (), "nobody leaves")


def _makes_no_difference(papered: Papered, verdict: Verdict, cast: Vote, number: int) -> bool:
    """Whether the tied are without a single paper while others have some: they leave one by one in any order."""
    ballot, standing = papered.ballot, sum(map(len, cast.votes.values())) // len(cast.votes)
    if verdict.for_what != "last" or verdict.leave != 1 or ballot.keeps > 1 or ballot.paper == "single":
        return False
    votes = [section for section in cast.votes.values() if any(section.values())]
    in_time = number + standing <= ballot.rounds
    return in_time and bool(votes) and not any(section[who] for section in votes for who in verdict.who)
