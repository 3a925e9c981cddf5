"""Ballots round by round in several runs: few votes, so that ties are frequent, and every option of a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from rulesim.model.ballot import Ballot
from strategies.ballots import BASES, LAST_STANDING, PEOPLE, ballot, ties_documents

MOST_ROUNDS = 24
"""More than a ballot of four rounds with four rules for ties can have; what is drawn comes again after a few."""
SHARES = st.sampled_from(["1/2", "1/2", "1/3", "25%", "2/3", "0%", "100%", "333333333333333333/999999999999999998"])
TESTS = st.sampled_from(["at least", "more than"])
MAJORITY = st.fixed_dictionaries({"share": SHARES, "of": st.sampled_from(BASES), "test": TESTS})
FIXED = st.fixed_dictionaries({"count": st.integers(1, 6)}, optional={"test": TESTS})
LEAD = st.fixed_dictionaries({"share": SHARES, "of": st.sampled_from(BASES)})
FLOOR = st.fixed_dictionaries({"count": st.integers(0, 3), "test": TESTS}) | MAJORITY
WINS = st.just({"majority": {"share": "1/2"}}) | st.fixed_dictionaries(
    {}, optional={"majority": MAJORITY | FIXED, "lead": LEAD}
)
EXCLUDES = st.sampled_from(["lowest", "lowest", "nobody"]) | st.fixed_dictionaries(
    {"lowest": st.booleans()}, optional={"below": FLOOR, "all_but": st.integers(1, 4), "down_to": st.integers(1, 3)}
)
TIES = ties_documents()
COUNTING = st.fixed_dictionaries(
    {"wins": WINS, "excludes": EXCLUDES, "ties": TIES},
    optional={
        "keeps": st.integers(1, 3),
        "rounds": st.integers(1, 4) | st.just("until nobody leaves"),
        "sole_candidate": st.sampled_from(["elected", "ballot"]),
        "last_standing": st.sampled_from(LAST_STANDING),
        "binding": st.sampled_from([True, True, True, False]),
    },
)
"""Everything that a count asks of its ballot."""
LOT = st.sampled_from([0.0, 0.3, 0.5, 0.75, 0.999999]) | st.floats(0, 1, exclude_max=True)
SECTIONS = (
    {"all": {"by": ["members"]}},
    {"all": {"by": ["members"]}},
    {"mps": {"by": ["mps"]}, "members": {"by": ["members"]}},
    {"mps": {"by": ["mps"], "weight": "1/3"}, "members": {"by": ["members"], "weight": "2/3"}},
    {"mps": {"by": ["mps"], "weight": "40%"}, "rest": {"by": ["members"], "weight": "60%"}},
)


@dataclass(frozen=True)
class Polls:
    """A ballot, and for each round, by run, what there is to count.

    `tally` (round, section, candidate, run) is in thirds; `turnout` (round, kind, run); `withdrawn` and `unrecorded`
    (round, candidate), the latter None where there are votes; `lots` (round, run).
    """

    ballot: Ballot
    standing: np.ndarray[Any, Any]
    reopens: bool
    """Whether the last of the candidates is the choice to re-open nominations."""
    fixed: bool
    tally: np.ndarray[Any, Any]
    turnout: np.ndarray[Any, Any]
    withdrawn: np.ndarray[Any, Any]
    unrecorded: list[np.ndarray[Any, Any] | None]
    lots: np.ndarray[Any, Any]


@st.composite
def polls(draw: st.DrawFn) -> Polls:
    """Up to three rounds drawn, which then come again."""
    people, runs, rounds = draw(st.integers(1, len(PEOPLE))), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    reopens = draw(st.sampled_from([False, False, True]))
    sections = draw(st.sampled_from(SECTIONS))
    options = draw(COUNTING) | {"sections": sections, "reopen_nominations": reopens}
    size = draw(st.sampled_from([1, 1, 1, 10**9 + 7, 2**59]))

    def numbers(most: int, *shape: int) -> np.ndarray[Any, Any]:
        every = draw(st.lists(st.integers(0, most), min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
        return np.array(every, np.int64).reshape(shape)

    stands = numbers(3, people, runs) > 0
    if reopens:
        stands[-1] = True
    unrecorded = [numbers(2, people) == 0 if draw(st.integers(0, 5)) == 0 else None for _ in range(rounds)]
    return Polls(
        ballot(**options),
        stands,
        reopens,
        draw(st.booleans()),
        numbers(5, rounds, len(sections), people, runs) * size,
        numbers(4, rounds, 3, runs) * size,
        numbers(5, rounds, people) == 0,
        unrecorded,
        np.array(draw(st.lists(LOT, min_size=rounds * runs, max_size=rounds * runs))).reshape(rounds, runs),
    )
