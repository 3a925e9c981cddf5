"""Majorities as fractions of a pile of papers."""

from __future__ import annotations

from fractions import Fraction


def pile(of: str, votes_for: int, against: int, spoilt: int, present: int, entitled: int) -> int:
    """The number of papers or people that a majority is a share of."""
    return {
        "valid": votes_for + against,
        "papers": votes_for + against,
        "cast": votes_for + against + spoilt,
        "present": present,
        "entitled": entitled,
    }[of]


def is_majority(votes: int, whole: int, share: Fraction, test: str) -> bool:
    """Whether votes are that share of a whole. Of nothing, nothing is exactly any share."""
    if whole == 0:
        return votes > 0 or test == "at least"
    part = Fraction(votes, whole)
    return part > share or (part == share and test == "at least")


def outcome(
    share: Fraction,
    of: str,
    test: str,
    and_more: int,
    votes_for: int,
    against: int,
    spoilt: int,
    present: int,
    entitled: int,
) -> str:
    """What a vote on a motion comes to; tied means just half of the valid votes where more is needed."""
    whole = pile(of, votes_for, against, spoilt, present, entitled)
    so_many = [votes for votes in range(votes_for + 1) if is_majority(votes, whole, share, test)]
    if so_many and votes_for >= so_many[0] + and_more:
        return "carried"
    simple = of == "valid" and test == "more than" and share == Fraction(1, 2)
    return "tied" if simple and not and_more and votes_for == against else "lost"
