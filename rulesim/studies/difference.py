"""Differences between the record of a contest and what the rules produce."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from rulesim.engines.event.trace import Event
from rulesim.model.rough import Rough

About = Literal[
    "ending", "leader", "ballot", "decided", "path", "figure", "share", "leaves",
    "silence", "rounds", "stray votes", "late", "early", "recount", "not disputed",
]  # fmt: skip
"""What a difference is about: something that the record expects, omits, or has without use."""
Value = str | int | Rough | Fraction | date | tuple[str, ...] | None
"""An id, a step of a path, a figure (a share in millionths), votes, a moment or people; None if there is none."""
_NAMES = {
    "ending": "ending",
    "leader": "who leads",
    "ballot": "who is on the ballot",
    "decided": "when it is decided",
    "path": "path",
    "figure": "{subject}",
    "share": "{stage}.share.{subject}",
    "leaves": "who is eliminated after round {round}",
    "silence": "what people did",
    "rounds": "rounds on record",
    "stray votes": "votes for {subject} in round {round}",
    "late": "what was done after {stage} had closed",
    "early": "what was done before {stage} opened",
    "recount": "{stage}.recount.{subject}",
    "not disputed": "{subject}, listed as disputed",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Those who stood in a round."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference, at a stage or of the whole contest, between what is `recorded` and what the rules give (`derived`).

    `subject` is the figure, person, act or declaration concerned, `round` the round of a ballot.
    """

    about: About
    stage: str
    recorded: Value
    derived: Value
    why: Cause = ()
    subject: str = ""
    round: int = 0

    @property
    def what(self) -> str:
        """The name by which a replay declares it as disputed."""
        return _NAMES[self.about].format(subject=self.subject, stage=self.stage, round=self.round)

    @property
    def is_gap(self) -> bool:
        """Whether record and contest differ even in their stages, rounds or people."""
        return self.about in ("silence", "rounds", "stray votes")


Cause = tuple[tuple[Event, ...], ...] | Standing | Difference | str
"""The cause of a difference: events of the trace (with tests of one thing together), those who stood, an earlier
difference, or what the replay itself says."""
