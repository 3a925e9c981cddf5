"""What a trace tells of the rounds of a ballot, from the values of the count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from rulesim.engines.event.counted import Counts, Excluded, Tie
from rulesim.engines.event.state import Visit
from rulesim.engines.event.tested import VotesTested
from rulesim.model.ballot import Ballot
from rulesim.rules import ballot as rule
from rulesim.rules.ballot import Papers, Reason, Verdict
from rulesim.rules.ties import Step

Points = Mapping[str, Fraction]


def tell_round(visit: Visit, stage: Ballot, number: int, points: Points, beside: Papers) -> None:
    """Tells of a round that is counted; of one without points that the record does not have them."""
    order = {who: points[who] for who in sorted(points, key=lambda who: -points[who])}
    college = rule.weighted(stage)
    visit.tell(Counts, "", stage.clause, number, order, college, beside.spoilt, beside.exhausted)


def tell_tests(visit: Visit, stage: Ballot, points: Points, beside: Papers) -> None:
    """Tells what the leader of a round needed and had, passed or not."""
    first, *others = sorted(points, key=lambda who: -points[who])
    college, (bar, lead_bar) = rule.weighted(stage), rule.winning_bars(stage, points, beside)
    if bar is not None and (majority := stage.wins.majority):
        had = points[first]
        visit.tell(VotesTested, first, stage.clause, "majority", majority.test, majority.of, bar, had, college)
    if lead_bar is not None and (lead := stage.wins.lead):
        had = points[first] - (points[others[0]] if others else 0)
        visit.tell(VotesTested, first, stage.clause, "lead", "at least", lead.of, lead_bar, had, college)


def tell_tie(visit: Visit, stage: Ballot, level: tuple[str, ...], steps: Iterable[Step], after: Verdict) -> None:
    """Tells of each rule for ties that was tried, and what it came to."""
    for step in steps:
        then = after.kind if step.rule == after.why else ""
        visit.tell(Tie, "", stage.clause, level, step.rule, step.left, then)
        level = step.left


def tell_excluded(visit: Visit, stage: Ballot, number: int, gone: tuple[str, ...], why: Reason) -> None:
    """Tells of everybody who leaves after a round."""
    for person in gone:
        visit.tell(Excluded, person, stage.clause, number, why, stage.excludes.all_but or 0)
