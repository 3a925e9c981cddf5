"""Ties: the rules of a ballot that break them, tried in their order."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

from rulesim.model.ballot import TieRule
from rulesim.rules.round import Reason, Verdict
from rulesim.rules.scores import Scores

Lot = Callable[[], float]
"""Draws the lot of a round, a number in [0, 1). Asked for only where one is drawn."""
_EXACT = 2**50
"""Up to here a product with a lot is told from the next whole number."""


@dataclass(frozen=True, slots=True)
class Step:
    """A rule for ties as it was used: who is still level after it, or chosen by it.

    `lot` is the number drawn; none where the lot fell as recorded.
    """

    rule: TieRule
    left: tuple[str, ...]
    lot: float | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """The result of a tie, the rules tried, and how many of them a round held again has used up."""

    verdict: Verdict
    steps: tuple[Step, ...]
    used: int = 0


def break_tie(
    rules: Sequence[TieRule],
    tied: Verdict,
    earlier: Sequence[Scores],
    draw: Lot,
    reopen: frozenset[str] = frozenset(),
    used: int = 0,
    recorded: Collection[str] = (),
) -> Broken:
    """Tries the rules that are not `used` up on a tied verdict, until one of them breaks it.

    `earlier` are the scores of the rounds before, `reopen` the choices to re-open nominations. Lots fall on the tied in
    the order in which they stand, unless those on whom it fell are `recorded`. If no rule breaks it, the verdict
    remains `tied`, between those still level.
    """
    left, steps = tied.who, list[Step]()
    for position, rule in enumerate(rules[used:], used + 1):
        if not _applies(rule, tied):
            continue
        fell = is_lot(recorded, left, tied)
        lot = draw() if rule == "lot" and not fell else None
        left = _narrow(rule, left, tied, earlier, lot, recorded)
        steps.append(Step(rule, left, lot))
        after = _end(rule, left, tied)
        if after is None and len(left) == how_many(tied):
            after = settle(tied, left, reopen, rule)
        if after is not None:
            return Broken(after, tuple(steps), position if after.kind == "void" else 0)
    return Broken(Verdict("tied", left, "unbroken tie"), tuple(steps))


def is_lot(recorded: Collection[str], left: Collection[str], tied: Verdict) -> bool:
    """Whether a lot among those still level can have fallen as recorded."""
    return len(set(recorded)) == how_many(tied) and set(recorded) <= set(left)


def _applies(rule: TieRule, tied: Verdict) -> bool:
    """Whether a rule is for such a tie: the first place is never left empty."""
    return rule != "both out" or tied.for_what == "last"


def _narrow(
    rule: TieRule,
    left: tuple[str, ...],
    tied: Verdict,
    earlier: Sequence[Scores],
    lot: float | None,
    recorded: Collection[str],
) -> tuple[str, ...]:
    """Who is still level after a rule; a rule that chooses nobody keeps all of them."""
    if rule == "lot":
        known = tuple(who for who in left if who in recorded)
        return known if lot is None else draw_lots(left, how_many(tied), lot)
    if rule == "earlier rounds" and how_many(tied) == 1:
        return break_by_earlier_rounds(left, earlier, tied.for_what)
    return left


def _end(rule: TieRule, left: tuple[str, ...], tied: Verdict) -> Verdict | None:
    """The result of a tie by a rule that chooses nobody among the tied."""
    match rule:
        case "revote":
            return Verdict("void", (), rule)
        case "nobody leaves":
            return Verdict("again", (), rule)
        case "both out":
            return Verdict("excluded", (*left, *tied.also), rule)
        case _:
            return None


def how_many(tied: Verdict) -> int:
    """How many of the tied a rule must choose: one winner, or those to be eliminated."""
    return 1 if tied.for_what == "first" else tied.leave


def settle(tied: Verdict, chosen: tuple[str, ...], reopen: frozenset[str], why: Reason) -> Verdict:
    """The result of a tie once somebody is chosen."""
    if tied.for_what == "first":
        return Verdict("reopened" if chosen[0] in reopen else "elected", chosen, why)
    return Verdict("excluded", (*chosen, *tied.also), why)


def every_choice(tied: Verdict, reopen: frozenset[str]) -> Iterator[Verdict]:
    """The result of a tie by each choice among the tied, whichever rule makes it."""
    return (settle(tied, chosen, reopen, tied.why) for chosen in combinations(tied.who, how_many(tied)))


def every_end(rules: Sequence[TieRule], tied: Verdict) -> list[Verdict]:
    """The result of a tie by the rules that eliminate all of the tied, or nobody."""
    ends = [_end(rule, tied.who, tied) for rule in rules if _applies(rule, tied)]
    return [end for end in ends if end is not None and end.kind != "void"]


def break_by_earlier_rounds(tied: Sequence[str], earlier: Sequence[Scores], for_what: str) -> tuple[str, ...]:
    """Those still level after looking back round by round; for the last place, whoever was behind is eliminated."""
    left = tuple(tied)
    for scores in reversed(earlier):
        here = [scores.get(who, Fraction(0)) for who in left]
        mark = max(here) if for_what == "first" else min(here)
        left = tuple(who for who, score in zip(left, here, strict=True) if score == mark)
        if len(left) == 1:
            break
    return left


def draw_lots(tied: Sequence[str], many: int, u: float) -> tuple[str, ...]:
    """`many` of the tied, by a lot `u` in [0, 1); every choice of them is equally likely."""
    return tuple(tied[place] for place in drawn_places(len(tied), many, u))


def drawn_places(level: int, many: int, u: float) -> Iterator[int]:
    """The places of `many` of those who are level, by a lot `u` in [0, 1), in order.

    Of all choices, in the order of the dictionary, it is the one at the part `u` of their number. Those that begin with
    the first who is level are as many as there are choices among the others, and so on.
    """
    ways = comb(level, many)
    number = int(u * ways) if ways < _EXACT else int(Fraction(u) * ways)
    for place in range(level):
        with_this = comb(level - place - 1, many - 1) if many else 0
        if many and number < with_this:
            yield place
            many -= 1
        else:
            number -= with_this
