"""What a record says of a ballot."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rulesim.model.ballot import Ballot
from rulesim.model.conduct import AnyConduct, BallotConduct
from rulesim.model.record import GivenBallot, GivenRound


def record_of(conduct: AnyConduct) -> GivenBallot | None:
    """The record of a ballot; None where there is none."""
    assert isinstance(conduct, BallotConduct)
    return conduct.given


def ends_before(given: GivenBallot | None, number: int) -> bool:
    """Whether a record has ended before a round, by its number from 1."""
    return given is not None and number > len(given.rounds)


def round_of(given: GivenBallot | None, number: int) -> GivenRound | None:
    """A round of a record, by its number from 1; None where there is no record."""
    return None if given is None else given.rounds[number - 1]


def votes_of(given: GivenRound, ballot: Ballot) -> Mapping[str, Mapping[str, Fraction]]:
    """The figures of a round by section: a record without sections is of the only one."""
    return given.sections or {next(iter(ballot.sections)): given.votes}
