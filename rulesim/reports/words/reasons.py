"""Why a round or a ballot comes to what it does, and what each rule for ties does, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rulesim.model.ballot import TieRule
from rulesim.rules.round import Reason


@dataclass(frozen=True, slots=True)
class TieWords:
    """A rule for ties: as a reason, as it is told of a run, and as it is told of a count.

    `undecided` are both tellings where the rule does not tell the tied apart.
    """

    why: str
    run: str
    count: str
    undecided: tuple[str, str] = ("", "")


TIES: Mapping[TieRule, TieWords] = {
    "earlier rounds": TieWords(
        "by earlier rounds",
        "{names} {ends} by earlier rounds",
        "earlier rounds point to {names}",
        ("earlier rounds do not tell {names} apart", "earlier rounds do not tell apart {names}"),
    ),
    "revote": TieWords(
        "the round is void and held again",
        "the round is void and held again",
        "a new vote; with the same papers it comes to the same",
    ),
    "lot": TieWords("by lot", "{names} {ends} by lot", "the lot {lot:.6f} (seed {seed}) falls on {names}"),
    "both out": TieWords("level, and all of them leave", "all of them leave", "the rules let all of them leave"),
    "nobody leaves": TieWords(
        "level, and nobody leaves",
        "the round stands and nobody leaves",
        "the rules let nobody leave; with the same papers the next round comes to the same",
    ),
}

REASONS: Mapping[Reason, str] = {
    "advisory": "it shows what people want, and decides nothing",
    "nobody stands": "nobody stands",
    "only candidate": "the only candidate",
    "only one left": "the only one left",
    "few enough": "{number} are left",
    "passes": "has what it takes",
    "most votes": "has most votes",
    "nobody passes": "nobody has what it takes",
    "below the floor": "below the bar",
    "fewest votes": "fewest votes",
    "not among the first": "not among the first {number}",
    "level first": "{number} have equally many",
    "level pair": "both have equally many",
    "level last": "{number} are level",
    "unbroken tie": "no rule breaks the tie",
    "nobody left": "nobody is left",
    "last round": "that was the last round",
    "on record": "taken from the record",
    "record ends": "the record ends",
    **{rule: words.why for rule, words in TIES.items()},
}


def because(reason: Reason, number: int = 0) -> str:
    """A reason in words; `number` is how many people it speaks of, if it speaks of some."""
    return REASONS[reason].format(number=number)
