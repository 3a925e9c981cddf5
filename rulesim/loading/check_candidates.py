"""Who stands in a ballot that can be held after one that elected somebody: a rule book must say."""

from collections.abc import Iterator, Sequence

from rulesim.loading.path_fault import PathFault
from rulesim.loading.paths import after_an_election, remembered, walk
from rulesim.model.ballot import THOSE_LEFT, AsIn
from rulesim.model.rulebook import Rules
from rulesim.model.stages import Ballot


def check_candidates(books: Sequence[Rules]) -> Iterator[PathFault]:
    """Every ballot of which nothing says who stands, or which takes its candidates from one that is never before it."""
    after, next_ = after_an_election(books), remembered(books)
    for name, ballot in _ballots(books):
        at = ("stages", name, "candidates")
        if ballot.candidates is None and name in after:
            found = f"it can be held after '{after[name]}' has elected somebody, and nothing says who stands then"
            expected = f"expected 'candidates: as in {after[name]}', or '{THOSE_LEFT}' (after an election, the winner)"
            yield PathFault("candidates-missing", at, found, expected)
        if isinstance(ballot.candidates, AsIn) and name not in walk(next_(ballot.candidates.as_in), next_):
            found = f"'{ballot.candidates.as_in}' is never held before it"
            yield PathFault("candidates-missing", at, found, "expected a ballot that can lead here")


def _ballots(books: Sequence[Rules]) -> Iterator[tuple[str, Ballot]]:
    """Every ballot as it is under each of the books; one that is the same in several comes once."""
    every = ((name, stage) for rules in books for name, stage in rules.stages.items())
    yield from {id(stage): (name, stage) for name, stage in every if isinstance(stage, Ballot)}.values()
