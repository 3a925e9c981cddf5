"""Motions, in all runs of a cohort."""

from __future__ import annotations

import numpy as np

from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.motion import division
from rulesim.model.stages import Motion, outcomes
from rulesim.rules import motion as rule
from rulesim.rules.majority import base_of
from rulesim.rules.threshold import union_size


def play(visit: Visit) -> Finish:
    """A body votes, all at once, as the stage closes."""
    stage, rows = visit.stage, visit.cohort.rows
    assert isinstance(stage, Motion)
    at = visit.times.opens if visit.times.closes is None else visit.times.closes
    votes = division(visit.block.people, visit.occasion)
    sides = (column[rows] for column in (votes.votes_for, votes.against, votes.spoilt, votes.present))
    votes_for, against, spoilt, present = sides
    entitled = visit.block.by_size(at, lambda sizes: union_size(stage.by, sizes, visit.rules.bodies))
    valid = votes_for + against
    carried = rule.carries(stage.needs, votes_for, against, spoilt, present, entitled)
    tied = rule.ties(stage.needs, votes_for, against)
    known = outcomes(stage)
    lost = np.where(tied, known.index(rule.TIED), known.index(rule.LOST))
    base = base_of(stage.needs.of, valid, spoilt, present, entitled)
    return Finish(
        np.where(carried, known.index(rule.CARRIED), lost),
        at,
        {"needed": rule.bars(stage.needs, base), "for": votes_for, "against": against, "spoilt": spoilt},
        votes={
            "for": votes_for, "against": against, "valid": valid, "papers": valid,
            "cast": valid + spoilt, "present": present, "entitled": entitled,
        },
    )  # fmt: skip
