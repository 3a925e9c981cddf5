"""A count held by both writings of the rules, from the votes of each round; what they say must be the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rulesim.model.ballot import Ballot
from rulesim.rules import count as alone
from rulesim.rules import scores as exact
from rulesim.rules.batch import count as together
from rulesim.rules.batch.round import AGAIN, EXCLUDED, KINDS, VOID
from rulesim.rules.batch.scores import Poll, Scores, Turnout

Votes = Mapping[str, int]
SAID = {**dict(enumerate(KINDS)), EXCLUDED: "excluded", AGAIN: "again", VOID: "void"}


@dataclass(frozen=True)
class Course:
    """What the rounds came to, and the count after the last of them."""

    rounds: list[alone.Round]
    count: alone.Count

    @property
    def said(self) -> list[tuple[str, tuple[str, ...]]]:
        """The kind of each verdict, and for whom."""
        return [(done.verdict.kind, done.verdict.who) for done in self.rounds]

    @property
    def result(self) -> tuple[str, tuple[str, ...], str | None] | None:
        """The kind of the result, for whom, and why."""
        found = self.count.result
        return found and (found.kind, found.who, found.why)


def held(
    rules: Ballot,
    *rounds: Votes,
    people: Sequence[str] = (),
    lot: float = 0.0,
    reopen: str = "",
    fixed: bool = False,
    gone: Sequence[Sequence[str]] = (),
) -> Course:
    """Rounds until there is a result or no further votes; `gone` withdraw after each round, if they may."""
    names = tuple(people or rounds[0])
    choices = frozenset({reopen} if reopen else ())
    one = alone.open_count(rules, names, choices, fixed_papers=fixed)
    marks = np.array([who in choices for who in names])
    many = together.open_count(rules, np.ones((len(names), 1), bool), marks, fixed_papers=fixed)
    told = []
    _same(many, one, names)
    for place, votes in enumerate(rounds):
        if one.result is not None:
            break
        leaves = tuple(gone[place]) if place < len(gone) else ()
        done, both = (
            alone.hold(one, _exactly(rules, votes), lambda: lot),
            together.hold(many, _in_array(rules, votes, names), lambda: np.array([lot])),
        )
        assert SAID[int(both.verdicts.kind[0])] == done.verdict.kind
        assert bool(both.tied[0]) == (done.first.kind == "tied")
        may = alone.may_withdraw(one, done)
        assert _named(together.may_withdraw(many, both), names) == set(may)
        one = alone.follow(one, done, tuple(who for who in leaves if who in may))
        many = together.follow(many, both, np.array([[who in leaves and who in may] for who in names]))
        _same(many, one, names)
        told.append(done)
    return Course(told, one)


def _exactly(rules: Ballot, votes: Votes) -> exact.Poll:
    tally = {name: {who: Fraction(many) for who, many in votes.items()} for name in rules.sections}
    return exact.Poll(tally, tally, exact.Turnout(entitled=100))


def _in_array(rules: Ballot, votes: Votes, names: Sequence[str]) -> Poll:
    table, none = np.array([[votes.get(who, 0)] for who in names]), np.zeros(1, np.int64)
    return Poll(table, {name: Scores(table) for name in rules.sections}, Turnout(none, none, none + 100))


def _named(marks: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], names: Sequence[str]) -> set[str]:
    return {who for who, marked in zip(names, marks[:, 0].tolist(), strict=True) if marked}


def _same(many: together.Count, one: alone.Count, names: Sequence[str]) -> None:
    figures = (many.void, many.used, many.silent_ties, many.empty_rounds, many.has_no_candidate)
    found = one.void, one.used, one.silent_ties, one.empty_rounds, one.has_no_candidate
    assert tuple(int(figure[0]) for figure in figures) == found
    assert many.held == one.held
    if one.result is None:
        assert many.going[0]
        assert _named(many.standing, names) == set(one.standing)
    else:
        assert (KINDS[many.kind[0]], _named(many.who, names)) == (one.result.kind, set(one.result.who))
