"""Every result that a count can have, over every way to break its ties ("parallel universes").

V. Conitzer, M. Rognlie and L. Xia, "Preference Functions that Score Rankings and Maximum Likelihood Estimation", 2009.
The result of a round depends on who stands and on how many rounds there have been, so each such state is examined
once. Every choice that would break a tie is followed, whatever the order of the rules for ties; if they eliminate all
of the tied, or nobody, that way is followed too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rulesim.rules.count import Count, Result, Round, follow, hold_untied
from rulesim.rules.papers import PaperBallot
from rulesim.rules.round import Verdict
from rulesim.rules.scores import Standing
from rulesim.rules.ties import every_choice, every_end

MOST_STATES = 20_000


@dataclass(frozen=True, slots=True)
class Ways:
    """The results found, and whether they are all there are."""

    results: tuple[Result, ...]
    complete: bool


def every_result(papers: PaperBallot, most: int = MOST_STATES) -> Ways:
    """Every result over all ways to break ties; incomplete if more than `most` states would have to be examined."""
    start = papers.open_count()
    found, seen, waiting = dict[Result, None](), {_state(start)}, [start]
    while waiting:
        count = waiting.pop()
        for after in _after(papers, count) if count.result is None else [count]:
            if after.result is not None:
                found[_without_reason(papers.standing, after.result)] = None
            elif _state(after) not in seen:
                seen.add(_state(after))
                waiting.append(after)
            if len(seen) + len(found) > most:
                return Ways(_in_order(papers.standing, found), False)
    return Ways(_in_order(papers.standing, found), True)


def _state(count: Count) -> tuple[Standing, int]:
    return count.standing, count.held


def _without_reason(standing: Standing, result: Result) -> Result:
    """A result without its reason, those it is for in the order of the candidates at the start."""
    return Result(result.kind, tuple(who for who in standing if who in result.who))


def _in_order(standing: Standing, found: dict[Result, None]) -> tuple[Result, ...]:
    """The results in an order that does not depend on how they were found."""
    place = {who: number for number, who in enumerate(standing)}
    return tuple(sorted(found, key=lambda result: ([place[who] for who in result.who], result.kind)))


def _after(papers: PaperBallot, count: Count) -> Iterator[Count]:
    done = hold_untied(count, papers.poll(count.standing))
    tied = done.verdict.kind == "tied" and count.ballot.binding
    for verdict in _every_way(count, done) if tied else (done.verdict,):
        yield follow(count, replace(done, verdict=verdict))


def _every_way(count: Count, done: Round) -> list[Verdict]:
    choices, ends = every_choice(done.verdict, count.reopen), every_end(count.ballot.ties, done.verdict)
    return choices[:1] if not ends and _makes_no_difference(count, done) else [*choices, *ends]


def _makes_no_difference(count: Count, done: Round) -> bool:
    """Whether the tied have no papers at all while others do: the order of their elimination does not matter."""
    ballot, tied = count.ballot, done.verdict
    if tied.for_what != "last" or tied.leave != 1 or ballot.keeps > 1 or ballot.paper == "single":
        return False
    votes = [section for section in done.poll.votes.values() if any(section.values())]
    in_time = done.number + len(count.standing) <= ballot.rounds
    return in_time and bool(votes) and not any(section[who] for section in votes for who in tied.who)
