"""Counts whole ballots round by round with the rules, so that tests can compare them with other counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from oracles.papers import piles
from strategies.ballots import Profile

from rulesim.model.stages import Ballot
from rulesim.rules.round import Verdict, judge
from rulesim.rules.scores import Turnout, bases_of, score

Sections = Mapping[str, Profile]
Field = tuple[str, ...]


@dataclass
class Rounds:
    """What happened in each round, and who is elected in the end, if anybody is."""

    fields: list[Field] = field(default_factory=list)
    points: list[dict[str, Fraction]] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    elected: str = ""


def tally_of(sections: Sections, standing: Field) -> dict[str, dict[str, Fraction]]:
    return {
        name: {who: Fraction(many) for who, many in piles(profile, standing).items()}
        for name, profile in sections.items()
    }


def one_round(ballot: Ballot, sections: Sections, standing: Field) -> Verdict:
    papers = sum(sum(profile.values()) for profile in sections.values())
    scores = score(ballot, tally_of(sections, standing), standing)
    return judge(ballot, scores, bases_of(ballot, scores, Turnout(entitled=papers)))


def count(ballot: Ballot, sections: Sections, standing: Field, choose: Callable[[Field], Field]) -> Rounds:
    """The whole count; `choose` says who of the tied leaves (or, for first place, is elected)."""
    told = Rounds()
    while standing and not told.elected and len(told.fields) < 20:
        verdict = one_round(ballot, sections, standing)
        told.fields.append(standing)
        told.points.append(score(ballot, tally_of(sections, standing), standing))
        told.verdicts.append(verdict)
        whom = choose(verdict.who) if verdict.kind == "tied" else verdict.who
        if verdict.kind == "elected" or verdict.for_what == "first":
            (told.elected,) = whom
        standing = tuple(who for who in standing if who not in whom)
    return told


def winners(ballot: Ballot, sections: Sections, standing: Field) -> set[str]:
    """Everybody who is elected in some way of breaking the ties."""
    return set(_winners(ballot, sections, standing))


def _winners(ballot: Ballot, sections: Sections, standing: Field) -> Iterator[str]:
    verdict = one_round(ballot, sections, standing)
    if verdict.kind == "elected" or verdict.for_what == "first":
        yield from verdict.who
        return
    for loser in verdict.who:
        yield from _winners(ballot, sections, tuple(who for who in standing if who != loser))
