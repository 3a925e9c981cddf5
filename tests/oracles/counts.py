"""The whole course of a ballot, from what everybody has in each round: slow, in sets, one question at a time.

A `rules` object need only have the attributes of a ballot of the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

from oracles.rounds import Bar, Round

Scores = Mapping[str, Fraction]


@dataclass(frozen=True)
class Said:
    """What a round comes to: `tied` names those of whom so many must go (0: one must win); `gone` go in any case."""

    kind: str
    who: frozenset[str] = frozenset()
    must_go: int = 0
    gone: frozenset[str] = frozenset()
    by: str = ""
    """The rule for ties that ended it."""
    told: bool = False
    """Whether it is as recorded, so that nobody knows the votes."""


def said_of(rules: Any, round_: Round, reopen: frozenset[str]) -> Said:
    """What a round comes to before a tie is broken."""
    scores, people = round_.points, frozenset(round_.points) - reopen
    if rules.keeps > 1:
        return Said("shortlisted", people) if len(people) <= rules.keeps else _losers(rules, round_, people)
    best = frozenset(who for who in scores if scores[who] == max(scores.values()))
    strict = rules.last_standing == "needs the majority"
    decides = bool(reopen) and len(people) <= 1 and not strict
    if len(best) == 1 and (decides or _wins(rules, round_)):
        return Said("reopened" if best <= reopen else "elected", best)
    if decides or not (rules.wins.majority or rules.wins.lead):
        return Said("tied", best)
    return _losers(rules, round_, people)


def _wins(rules: Any, round_: Round) -> bool:
    first, *others = sorted(round_.points.values(), reverse=True)
    ahead = first - (others[0] if others else 0)
    majority, lead = rules.wins.majority, rules.wins.lead
    enough = not majority or _has(majority, round_, first)
    return enough and (not lead or round_.clears(ahead, Bar(lead.share, lead.of)))


def _has(majority: Any, round_: Round, votes: Fraction) -> bool:
    if hasattr(majority, "count"):
        return votes > majority.count or (votes == majority.count and majority.test == "at least")
    return round_.clears(votes, Bar(majority.share, majority.of, majority.test))


def _losers(rules: Any, round_: Round, people: frozenset[str]) -> Said:
    scores, floor = round_.points, rules.excludes.below
    if floor is not None:
        low = frozenset(who for who in people if not _stays(floor, round_, scores[who]))
        if low:
            return Said("excluded", low)
    keep = rules.excludes.all_but
    if keep is None or keep >= len(people):
        keep = len(people) - (rules.excludes.lowest and len(people) > rules.excludes.down_to)
    if not 0 < keep < len(people):
        return Said("again")
    out = frozenset(who for who in people if sum(scores[other] > scores[who] for other in people) >= keep)
    safe = frozenset(who for who in people if sum(scores[other] >= scores[who] for other in people) <= keep)
    edge = people - out - safe
    # Those just outside may be level with nobody inside: then all of them are out.
    level = frozenset(who for who in people if scores[who] in {scores[one] for one in edge})
    if not edge:
        return Said("excluded", out)
    if level == frozenset(scores) and len(level) == 2 and rules.last_standing != "needs the majority":
        return Said("tied", level)
    return Said("tied", level, len(level) - (keep - len(safe)), out)


def _stays(floor: Any, round_: Round, votes: Fraction) -> bool:
    if floor.share is not None:
        return round_.clears(votes, Bar(floor.share, floor.of, floor.test))
    return votes > floor.count or (votes == floor.count and floor.test == "at least")


def broken(
    ties: Sequence[str], tie: Said, order: Sequence[str], earlier: Sequence[Scores], lot: float, reopen: frozenset[str]
) -> tuple[Said, int]:
    """What the rules for ties, tried in order, make of a tie; and the place of the one that ended it, from 1."""
    level, many = tie.who, tie.must_go or 1
    for place, rule in enumerate(ties, 1):
        if rule == "revote":
            return Said("void", by=rule), place
        if rule == "nobody leaves":
            return Said("again", by=rule), place
        if rule == "both out" and tie.must_go:
            return Said("excluded", level | tie.gone, by=rule), place
        if rule == "earlier rounds" and many == 1:
            level = _told_apart(level, earlier, -1 if tie.must_go else 1)
        if rule == "lot":
            ways = list(combinations([who for who in order if who in level], many))
            level = frozenset(ways[int(lot * len(ways))])
        if rule in ("earlier rounds", "lot") and len(level) == many:
            kind = "excluded" if tie.must_go else "reopened" if level <= reopen else "elected"
            return Said(kind, level | (tie.gone if tie.must_go else frozenset()), by=rule), place
    return Said("tied", level), 0


def _told_apart(level: frozenset[str], earlier: Sequence[Scores], sign: int) -> frozenset[str]:
    for scores in reversed(earlier):
        best = max(sign * scores.get(who, Fraction(0)) for who in level)
        level = frozenset(who for who in level if sign * scores.get(who, Fraction(0)) == best)
    return level


@dataclass
class Course:
    """A ballot as it goes on."""

    rules: Any
    standing: tuple[str, ...]
    reopen: frozenset[str]
    fixed: bool
    earlier: list[Scores] = field(default_factory=list)
    counted: int = 0
    tries: int = 0
    """How many rules for ties are used up."""
    result: tuple[str, frozenset[str]] | None = None

    def __post_init__(self) -> None:
        people = frozenset(self.standing) - self.reopen
        if not self.standing:
            self.result = ("no result" if self.rules.binding else "held", people)
        elif self.rules.binding and self.rules.keeps == 1 == len(people) and self.rules.sole_candidate == "elected":
            self.result = ("elected", people)

    def go_on(self, said: Said, used: int, withdrawn: frozenset[str]) -> None:
        """Takes the next step after a round; `used` rules for ties were used up if it is void."""
        rules = self.rules
        if not rules.binding:
            self.result = ("held", frozenset(self.standing) - self.reopen)
        elif said.kind in ("elected", "reopened", "tied"):
            self.result = (said.kind, said.who)
        elif said.kind == "void":
            self.tries = used
        else:
            self.tries = 0
            self.counted += 1
            self._leave(said, withdrawn)

    def _leave(self, said: Said, withdrawn: frozenset[str]) -> None:
        rules, out = self.rules, (said.who if said.kind == "excluded" else frozenset()) | withdrawn
        before, self.standing = self.standing, tuple(who for who in self.standing if who not in out)
        counted = isinstance(rules.rounds, int)
        people, more = frozenset(self.standing) - self.reopen, not counted or self.counted < rules.rounds
        if rules.keeps > 1 and len(people) <= rules.keeps:
            self.result = ("shortlisted", people)
        elif rules.keeps == len(people) == 1 and _elects_the_last(rules) and more and not self.reopen:
            self.result = ("elected", people)
        elif (
            not self.standing
            or not more
            or (not said.told and _is_stuck(said, self.fixed, not counted and before == self.standing))
        ):
            self.result = ("no result", people)


def _is_stuck(said: Said, fixed: bool, the_same: bool) -> bool:
    """Whether the next round would be this one over again, or the rules end the ballot where nobody leaves."""
    return the_same or (fixed and said.kind == "again")


def _elects_the_last(rules: Any) -> bool:
    return (rules.last_standing or rules.sole_candidate) == "elected"
