"""Who stands at a stage that is held among the candidates of an earlier ballot."""

from rulesim.model.ballot import AsIn
from rulesim.model.contest import Settled
from rulesim.model.stages import AnyStage, Ballot, Nominations

ELECTED = ""
"""In place of the name of a ballot: the last one, if it has elected somebody."""


def list_of(stage: AnyStage) -> str | None:
    """The ballot whose candidates stand at a stage, unless nominations were held since; None: those left by now."""
    if isinstance(stage, Nominations):
        return None if stage.candidates == "anew" else ELECTED
    return stage.candidates.as_in if isinstance(stage, Ballot) and isinstance(stage.candidates, AsIn) else None


def lists(settled: Settled) -> frozenset[str]:
    """The ballots whose candidates may stand again."""
    every = (list_of(stage) for rules in settled.books.values() for stage in rules.stages.values())
    return frozenset(one for one in every if one is not None)
