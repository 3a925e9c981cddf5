"""Ties: the rules of a ballot that break them, tried in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from rulesim.model.ballot import TieRule
from rulesim.rules.ballot import Reason, Scores, Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """A rule for ties as it was used: who is still level after it, or chosen by it; `lot` is what was drawn."""

    rule: TieRule
    left: tuple[str, ...]
    lot: float | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """What a tie comes to, the rules that were tried, and how many of them a round held again has used up."""

    verdict: Verdict
    steps: tuple[Step, ...]
    used: int = 0


def break_tie(
    rules: Sequence[TieRule],
    verdict: Verdict,
    earlier: Sequence[Scores],
    draw: Callable[[], float],
    reopen: frozenset[str] = frozenset(),
    used: int = 0,
) -> Broken:
    """Tries the rules that are not `used` up on a tied verdict, until one tells what becomes of it.

    `earlier` are the scores of the rounds before, `draw` gives the lot of this round in [0, 1), `reopen` the choices
    to re-open nominations. Lots fall on the tied in the order in which they stand. Without a rule that breaks it the
    verdict stays `tied`, between those who are still level.
    """
    left, steps = verdict.who, list[Step]()
    for position, rule in enumerate(rules[used:], used + 1):
        if rule == "both out" and verdict.for_what == "first":
            continue
        lot = draw() if rule == "lot" else None
        left = _narrowed(rule, left, verdict, earlier, lot)
        steps.append(Step(rule, left, lot))
        after = _ended(rule, left, verdict) or _chosen(rule, left, verdict, reopen)
        if after is not None:
            return Broken(after, tuple(steps), position if rule == "revote" else 0)
    return Broken(Verdict("tied", left, "unbroken tie"), tuple(steps))


def _narrowed(
    rule: TieRule, left: tuple[str, ...], verdict: Verdict, earlier: Sequence[Scores], lot: float | None
) -> tuple[str, ...]:
    """Who is still level after a rule; a rule that chooses nobody leaves all of them."""
    if lot is not None:
        return draw_lots(left, choose(verdict), lot)
    if rule == "earlier rounds" and choose(verdict) == 1:
        return break_by_earlier_rounds(left, earlier, verdict.for_what)
    return left


def _ended(rule: TieRule, left: tuple[str, ...], verdict: Verdict) -> Verdict | None:
    """What a tie comes to by a rule that chooses nobody among the tied."""
    match rule:
        case "revote" | "nobody leaves":
            return Verdict("again", (), rule)
        case "both out":
            return Verdict("excluded", (*left, *verdict.also), rule)
        case _:
            return None


def _chosen(rule: TieRule, left: tuple[str, ...], verdict: Verdict, reopen: frozenset[str]) -> Verdict | None:
    return settled(verdict, left, reopen, rule) if len(left) == choose(verdict) else None


def choose(verdict: Verdict) -> int:
    """How many of the tied a rule must choose: one winner, or those who leave."""
    return 1 if verdict.for_what == "first" else verdict.leave


def settled(verdict: Verdict, chosen: tuple[str, ...], reopen: frozenset[str], why: Reason) -> Verdict:
    """What a tie comes to once somebody is chosen."""
    if verdict.for_what == "first":
        return Verdict("reopened" if chosen[0] in reopen else "elected", chosen, why)
    return Verdict("excluded", (*chosen, *verdict.also), why)


def break_by_earlier_rounds(tied: Sequence[str], earlier: Sequence[Scores], for_what: str) -> tuple[str, ...]:
    """Those still level after looking back round by round; for last place whoever was behind leaves."""
    left = tuple(tied)
    for points in reversed(earlier):
        here = [points.get(who, Fraction(0)) for who in left]
        mark = max(here) if for_what == "first" else min(here)
        left = tuple(who for who, score in zip(left, here, strict=True) if score == mark)
        if len(left) == 1:
            break
    return left


def draw_lots(tied: Sequence[str], many: int, u: float) -> tuple[str, ...]:
    """`many` of the tied, by a lot `u` in [0, 1); every choice of them is equally likely."""
    ways = list(combinations(tied, many))
    return ways[int(u * len(ways))]
