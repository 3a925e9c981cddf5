"""Why a round or a ballot has its result, and what each rule for ties does, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from rulesim.model.ballot import TieRule
from rulesim.rules.round import Reason


@dataclass(frozen=True, slots=True)
class TieWords:
    """A rule for ties: as a reason, in a run, in a count, and where it does not separate the tied."""

    why: str
    run: str
    count: str
    undecided: str = ""


TIES: Mapping[TieRule, TieWords] = {
    "earlier rounds": TieWords(
        "on earlier rounds",
        "{names} {ends} on earlier rounds",
        "earlier rounds decide {way} {names}",
        "earlier rounds do not separate {names}",
    ),
    "revote": TieWords(
        "the round is void and is held again",
        "the round is void and is held again",
        "a fresh vote, which with the same ballot papers gives the same result",
    ),
    "lot": TieWords("by lot", "{names} {ends} by lot", "{names} is drawn by lot ({lot:.6f}, seed {seed})"),
    "both out": TieWords(
        "tied, and all are eliminated", "all are eliminated", "under the rules all of them are eliminated"
    ),
    "nobody leaves": TieWords(
        "tied, and nobody is eliminated",
        "the round stands and nobody is eliminated",
        "under the rules nobody is eliminated; with the same ballot papers the next round would give the same result",
    ),
}

REASONS: Mapping[Reason, str] = {
    "advisory": "advisory only",
    "nobody stands": "there is no candidate",
    "only candidate": "the only candidate",
    "only one left": "the only candidate remaining",
    "few enough": "{number} remain",
    "passes": "passes every test",
    "most votes": "has the most votes",
    "nobody passes": "nobody passes every test",
    "below the floor": "below the floor",
    "fewest votes": "fewest votes",
    "not among the first": "not among the first {number}",
    "level first": "equal votes",
    "level pair": "equal votes",
    "level last": "{number} are tied",
    "unbroken tie": "no rule breaks the tie",
    "nobody left": "no candidate remains",
    "last round": "the last round has been held",
    "on record": "as recorded",
    **{rule: words.why for rule, words in TIES.items()},
}


_OUTCOMES = {"unopposed": "uncontested", "none": "no candidate"}


def outcome(name: str) -> str:
    """The outcome of a stage in words: most of their ids are words already."""
    return _OUTCOMES.get(name, name)


def because(reason: Reason, number: int = 0) -> str:
    """A reason in words; `number` is how many people it concerns, where that matters."""
    return REASONS[reason].format(number=number)
