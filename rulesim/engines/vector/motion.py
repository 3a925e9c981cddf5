"""Motions, in all runs of a cohort."""

from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.motion import division
from rulesim.model.stages import Motion
from rulesim.rules.batch import motion as rule
from rulesim.rules.motion import counted
from rulesim.rules.threshold import union_size


def play(visit: Visit[Motion]) -> Finish:
    """A body votes, all at once, as the stage closes."""
    stage, rows = visit.stage, visit.cohort.rows
    at = visit.opens if visit.closes is None else visit.closes
    cast = division(visit.block.people, visit.occasion)
    sides = (column[rows] for column in (cast.votes_for, cast.against, cast.spoilt, cast.present))
    votes_for, against, spoilt, present = sides
    entitled = visit.block.eras.number_at(at, lambda sizes: union_size(stage.by, sizes, visit.rules.bodies))
    votes = counted(votes_for, against, spoilt, present, entitled)
    figures = {"needed": rule.needed(stage.needs, votes), "for": votes_for, "against": against, "spoilt": spoilt}
    if cast.hundred:  # of percentages nobody knows how many votes they are
        figures = {}
    return Finish(rule.outcome(stage.needs, votes), at, figures, votes=votes)
