"""What a word of a file names: a person, a stage or a question that must exist.

A field of a model says so in its type. Whoever loads a file looks every such word up.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

Role = Literal[
    "body", "acting body", "counted body", "sized body", "nominating body", "bloc",
    "person", "leader", "challenger", "nominee", "alternative", "ranking",
    "stage", "next", "ballot", "earlier ballot", "outcome", "option", "step", "section", "ending",
    "question", "reading", "unknown", "part", "column",
]  # fmt: skip
"""What a word is used for. Some roles say more than the kind of thing that is named."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a word as the name of something that must exist."""

    to: Role


Body = Annotated[str, Refers("body")]
ActingBody = Annotated[str, Refers("acting body")]
"""A body whose members act at the stage."""
CountedBody = Annotated[str, Refers("counted body")]
"""A body whose people or nominations are counted at the stage, whether it acts there or not."""
SizedBody = Annotated[str, Refers("sized body")]
"""A body to which the scenario gives a size."""
NominatingBody = Annotated[str, Refers("nominating body")]
"""A body whose members act at the stage that a record is about."""
Bloc = Annotated[str, Refers("bloc")]

Person = Annotated[str, Refers("person")]
Leader = Annotated[str, Refers("leader")]
"""A person, or `nobody`."""
Challenger = Annotated[str, Refers("challenger")]
"""Whose list was signed: a person, or `cause` where all signatures count together."""
Nominee = Annotated[str, Refers("nominee")]
"""Somebody with nominations on the same record."""
Alternative = Annotated[str, Refers("alternative")]
"""A side of a motion, or whom a bloc nominates."""
Ranking = Annotated[str, Refers("ranking")]
"""People in order, `a > b > c`."""

Stage = Annotated[str, Refers("stage")]
Next = Annotated[str, Refers("next")]
"""The stage that follows, or an ending as `end.<id>`."""
Ballot = Annotated[str, Refers("ballot")]
EarlierBallot = Annotated[str, Refers("earlier ballot")]
"""A ballot other than the one that names it."""
Step = Annotated[str, Refers("step")]
"""A stage and its outcome, `stage.outcome`."""
Ending = Annotated[str, Refers("ending")]
Outcome = Annotated[str, Refers("outcome")]
Option = Annotated[str, Refers("option")]
Section = Annotated[str, Refers("section")]
"""As outcomes and options, it belongs to the stage named last."""

Question = Annotated[str, Refers("question")]
Reading = Annotated[str, Refers("reading")]
"""A reading of the question named last."""
Column = Annotated[str, Refers("column")]
"""A figure that a run leaves behind."""
