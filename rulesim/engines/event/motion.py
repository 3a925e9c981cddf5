"""Motions."""

from rulesim.engines.event.events import SupportTested, Votes
from rulesim.engines.event.state import Steps, Visit
from rulesim.luck.motion import AGAINST, FOR, SPOILT, Division, division
from rulesim.luck.nominations import RECORD
from rulesim.model.stages import Motion
from rulesim.rules import motion as rule
from rulesim.rules.threshold import union_size


def play(visit: Visit[Motion]) -> Steps:
    """A body votes, all at once, as the stage closes."""
    run, stage = visit.run, visit.stage
    yield from visit.wait(visit.opens if visit.closes is None else visit.closes)
    votes = division(run.people, visit.occasion)
    votes_for, against, spoilt, present = (
        int(column[run.row]) for column in (votes.votes_for, votes.against, votes.spoilt, votes.present)
    )
    entitled = union_size(stage.by, run.sizes, run.rules.bodies)
    counted = run.votes[visit.name] = rule.counted(votes_for, against, spoilt, present, entitled)
    run.shares[visit.name] = rule.shares_of(counted)
    needs = rule.needed(stage.needs, counted)
    figures = {"needed": needs, "for": votes_for, "against": against, "spoilt": spoilt}
    for figure, value in figures.items() if not votes.hundred else ():  # how many votes percentages are, nobody knows
        visit.note(figure, value)
    if run.trace is not None:
        _tell_votes(visit, votes)
        _tell_test(visit, needs, votes_for, counted[stage.needs.of], votes.hundred)
    numbers = {"for": votes_for, "against": against} | ({"hundred": votes.hundred} if votes.hundred else {})
    return visit.finish(rule.outcome(stage.needs, counted), numbers=numbers)


def _tell_votes(visit: Visit[Motion], votes: Division) -> None:
    row = visit.run.row
    for bloc, sides in votes.blocs.items():
        votes_for, against, spoilt = (int(sides[side][row]) for side in (FOR, AGAINST, SPOILT))
        away = visit.run.settled.scenario.blocs[bloc].size - votes_for - against - spoilt
        visit.tell(Votes, bloc, "", votes_for, against, spoilt, away)
    if not votes.blocs:
        cast = int(votes.votes_for[row]), int(votes.against[row]), int(votes.spoilt[row])
        visit.tell(Votes, RECORD, "", *cast, 0, votes.hundred)


def _tell_test(visit: Visit[Motion], needed: int, had: int, base: int, hundred: int) -> None:
    stage, of = visit.stage, visit.stage.needs
    facts = needed, had, stage.asks, of.test, of.share, base, of.of, of.and_more, hundred
    visit.tell(SupportTested, "", stage.clause, *facts)
