"""Motions."""

from __future__ import annotations

from rulesim.engines.event.state import Steps, Visit
from rulesim.luck.motion import Division, division
from rulesim.model.quantities import show_share
from rulesim.model.stages import Motion
from rulesim.rules import motion as rule
from rulesim.rules.threshold import union_size

BASES = {
    "valid": "valid votes",
    "papers": "valid votes",
    "cast": "papers cast",
    "present": "present",
    "entitled": "entitled to vote",
}


def play(visit: Visit) -> Steps:
    """A body votes, all at once, as the stage closes."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Motion)
    yield from visit.wait(visit.opens if visit.closes is None else visit.closes)
    votes = division(run.people, visit.occasion)
    votes_for, against, spoilt, present = (
        int(column[run.row]) for column in (votes.votes_for, votes.against, votes.spoilt, votes.present)
    )
    entitled = union_size(stage.by, run.sizes, run.rules.bodies)
    counted = run.votes[visit.name] = rule.counted(votes_for, against, spoilt, present, entitled)
    needs = rule.bar(stage.needs, counted)
    for figure, value in (("needed", needs), ("for", votes_for), ("against", against), ("spoilt", spoilt)):
        visit.note(figure, value)
    if run.trace is not None:
        _tell_votes(visit, votes)
        _tell_test(visit, stage, needs, votes_for, counted[stage.needs.of])
    return visit.finish(rule.outcome(stage.needs, counted), f"{votes_for} for, {against} against")


def _tell_votes(visit: Visit, votes: Division) -> None:
    row = visit.run.row
    for bloc, sides in votes.blocs.items():
        tally = {side: int(column[row]) for side, column in sides.items()}
        away = visit.run.settled.scenario.blocs[bloc].size - sum(tally.values())
        visit.tell("votes", visit.run.title(bloc), _words(tally, away), "", tally)
    if not votes.blocs:
        tally = {"for": int(votes.votes_for[row]), "against": int(votes.against[row]), "spoilt": int(votes.spoilt[row])}
        visit.tell("votes", "on record", _words(tally, 0), "", tally)


def _words(tally: dict[str, int], away: int) -> str:
    spoilt = f", {tally['spoilt']} spoilt" if tally["spoilt"] else ""
    return f"{tally['for']} for, {tally['against']} against{spoilt}" + (f", {away} not voting" if away else "")


def _tell_test(visit: Visit, stage: Motion, needs: int, votes_for: int, base: int) -> None:
    more = f" and {stage.needs.and_more} more" if stage.needs.and_more else ""
    test = f"{stage.needs.test} {show_share(stage.needs.share)} of {base} {BASES[stage.needs.of]}{more}"
    what = f"{needs} votes needed ({test}), {votes_for} had"
    visit.tell("tested", stage.asks, what, stage.clause, {"needed": needs, "had": votes_for, "base": base})
