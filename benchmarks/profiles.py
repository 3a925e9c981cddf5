"""Ways to count the same 500 profiles: ours one by one, ours together, and `elsim` one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rulesim.model.ballot import Ballot
from rulesim.rules.batch.papers import Counted, PaperBallots
from rulesim.rules.batch.papers import count_papers as count_together
from rulesim.rules.papers import PaperBallot
from rulesim.rules.papers import count_papers as count_one
from rulesim.rules.scores import Turnout

Rankings = NDArray[np.integer[Any]]
"""Numbers of candidates by profile, paper and rank."""
Winners = Sequence[int]
Counting = Callable[[Rankings], Callable[[], Winners]]
"""Makes ready to count some profiles; what it gives counts them and tells who wins each."""

SEED = 6
INSTANT_RUNOFF = Ballot.model_validate(
    {
        "kind": "ballot",
        "title": "Ballot",
        "clause": "1",
        "says": "instant run-off; a tie by earlier rounds, then by lot",
        "sections": {"all": {"by": ["members"]}},
        "paper": "ranked",
        "votes": "transfer",
        "wins": {"majority": {"share": "1/2"}},
        "ties": ["earlier rounds", "lot"],
        "then": {},
    }
)


@dataclass(frozen=True)
class Way:
    """One way to count, and what it records."""

    name: str
    counting: Counting
    records: str


def rankings(profiles: int = 500, papers: int = 250, candidates: int = 6) -> Rankings:
    """Papers that rank everybody, every ranking equally likely."""
    luck = np.random.default_rng(SEED)
    return luck.permuted(np.tile(np.arange(candidates), (profiles, papers, 1)), axis=2).astype(np.uint8)


def together(papers: Rankings) -> Callable[[], Winners]:
    """All profiles at once."""
    return lambda: counted(papers).result.who.argmax(axis=0).tolist()  # type: ignore[no-any-return]


def counted(papers: Rankings) -> Counted:
    """All profiles at once, every round written down."""
    lots = np.random.default_rng(SEED).random((papers.shape[2] + 1, len(papers)))
    standing = np.ones((len(papers), papers.shape[2]), bool)
    return count_together(PaperBallots(INSTANT_RUNOFF, papers, standing), lambda number: lots[number])


def without_a_tie(papers: Rankings) -> NDArray[np.bool_]:
    """In which profiles no tie is broken."""
    return ~np.any([done.tied for _, done in counted(papers).rounds], axis=0)


def one_by_one(papers: Rankings) -> Callable[[], Winners]:
    """Every profile by itself, exact fractions, from papers sorted by ranking."""
    names = tuple(str(number) for number in range(papers.shape[2]))
    each = []
    for profile in papers.tolist():
        stack = Counter(tuple((names[who],) for who in paper) for paper in profile)
        each.append(PaperBallot(INSTANT_RUNOFF, names, {"all": [stack]}, Turnout()))
    return lambda: [_winner(count_one(papered, lambda _: 0.5).result) for papered in each]


def _winner(result: Any) -> int:
    return int(result.who[0])


def elsim_irv(papers: Rankings) -> Callable[[], Winners]:
    """`elsim.methods.irv`, profile by profile, ties at random: it tells the winner alone."""
    from elsim.methods import irv

    return lambda: [int(irv(profile, "random")) for profile in papers]


WAYS = (
    Way("`rules.batch.papers`, all at once", together, "every round: votes, who left, ties and what broke them"),
    Way("`rules.papers`, one by one", one_by_one, "the same, in exact fractions, with reasons in words"),
    Way("`elsim.methods.irv`, one by one", elsim_irv, "the winner alone"),
)
