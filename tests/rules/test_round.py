"""What one round of a ballot comes to, under every configuration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st
from oracles import rounds as oracle
from strategies import ballots, fields, tallies
from strategies.ballots import ballot

from rulesim.model.ballot import Ballot, Excludes, Fixed
from rulesim.model.stage import Majority
from rulesim.rules.round import Verdict, judge
from rulesim.rules.scores import Turnout, bases_of, score

Tally = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Vote:
    """A ballot, the votes in a round of it, and the papers beside them."""

    ballot: Ballot
    tally: Tally
    standing: tuple[str, ...]
    turnout: Turnout

    def verdict(self) -> Verdict:
        return judged(self.ballot, self.scores(), self.turnout)

    def scores(self) -> dict[str, Fraction]:
        return score(self.ballot, exact(self.tally), self.standing)


def exact(tally: Tally) -> dict[str, dict[str, Fraction]]:
    return {name: {who: Fraction(many) for who, many in votes.items()} for name, votes in tally.items()}


@st.composite
def votes(draw: st.DrawFn, least: int = 1) -> Vote:
    counted, standing = draw(ballots()), draw(fields(least))
    tally = draw(tallies(counted, standing))
    spoilt, away = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    cast = sum(sum(section.values()) for section in tally.values()) + spoilt
    return Vote(counted, tally, standing, Turnout(spoilt=spoilt, entitled=cast + away))


def told(verdict: Verdict) -> tuple[str, frozenset[str], str]:
    return verdict.kind, frozenset(verdict.who), verdict.for_what


def silent_section(of: str) -> Vote:
    """A college of two halves in the second of which alone anybody votes."""
    halves = {name: {"by": [name], "weight": "50%"} for name in ("members", "unions")}
    college = ballot(sections=halves, wins={"majority": {"share": "1/2", "of": of}})
    return Vote(college, {"members": {"ann": 0}, "unions": {"ann": 1}}, ("ann",), Turnout(entitled=2))


@example(silent_section("entitled"))
@example(silent_section("valid"))
@given(votes())
def test_a_round_comes_to_what_a_second_version_says(vote: Vote) -> None:
    wins = vote.ballot.wins
    majority = bar(wins.majority) if wins.majority else None
    lead = oracle.Bar(wins.lead.share, wins.lead.of) if wins.lead else None
    in_fractions = oracle.Round(by_hand(vote), vote.turnout.spoilt, vote.turnout.entitled, not weighed(vote))
    wanted = oracle.verdict(in_fractions, majority, lead, leaving(vote.ballot.excludes), vote.ballot.keeps)
    assert told(vote.verdict())[:2] == wanted


def bar(majority: Majority | Fixed) -> oracle.Bar:
    """What winning takes, as the second version reads it."""
    if isinstance(majority, Fixed):
        return oracle.Bar(Fraction(majority.count), "one", majority.test)
    return oracle.Bar(majority.share, majority.of, majority.test)


def leaving(excludes: Excludes) -> oracle.Leaving:
    """Who leaves, as the second version reads it."""
    floor = excludes.below
    bar = oracle.Bar(floor.share, floor.of, floor.test) if floor and floor.share is not None else None
    number = (floor.count, floor.test) if floor and floor.count is not None else None
    return oracle.Leaving(bar, number, excludes.all_but, excludes.lowest)


def weighed(vote: Vote) -> bool:
    """Whether sections count by their weights."""
    sections = vote.ballot.sections.values()
    return len(sections) > 1 and all(section.weight is not None for section in sections)


def judged(ballot: Ballot, scores: dict[str, Fraction], turnout: Turnout) -> Verdict:
    return judge(ballot, scores, bases_of(ballot, scores, turnout))


def by_hand(vote: Vote) -> dict[str, Fraction]:
    """The points of each candidate, added up candidate by candidate."""
    points = {}
    for who in vote.standing:
        points[who] = Fraction(0)
        for name, section in vote.tally.items():
            valid = sum(section.values())
            if not weighed(vote):
                points[who] += section[who]
            elif valid:
                points[who] += vote.ballot.sections[name].weight * section[who] / valid
    return points


@given(votes())
def test_votes_are_conserved(vote: Vote) -> None:
    voting = [name for name, section in vote.tally.items() if sum(section.values())]
    if not weighed(vote):
        assert sum(vote.scores().values()) == sum(sum(section.values()) for section in vote.tally.values())
    else:
        assert sum(vote.scores().values()) == sum(vote.ballot.sections[name].weight for name in voting)
    assert tuple(vote.scores()) == vote.standing


@given(votes(), st.data())
def test_the_order_of_people_and_sections_never_matters(vote: Vote, data: st.DataObject) -> None:
    sections = data.draw(st.permutations(list(vote.tally)))
    other = Vote(
        vote.ballot.model_copy(update={"sections": {name: vote.ballot.sections[name] for name in sections}}),
        {name: dict(data.draw(st.permutations(list(vote.tally[name].items())))) for name in reversed(sections)},
        tuple(data.draw(st.permutations(vote.standing))),
        vote.turnout,
    )
    assert told(other.verdict()) == told(vote.verdict())
    assert other.scores() == vote.scores()


@given(votes(), st.permutations(["tom", "kim", "joe", "sue", "max"]))
def test_renaming_people_renames_the_result(vote: Vote, names: list[str]) -> None:
    new = dict(zip(vote.standing, names, strict=False))
    other = Vote(
        vote.ballot,
        {section: {new[who]: many for who, many in counted.items()} for section, counted in vote.tally.items()},
        tuple(new[who] for who in vote.standing),
        vote.turnout,
    )
    ours = vote.verdict()
    who, also = (tuple(new[person] for person in people) for people in (ours.who, ours.also))
    renamed = replace(ours, who=who, also=also)
    assert other.verdict() == renamed


@given(votes())
def test_who_is_elected_leads_and_who_leaves_is_behind(vote: Vote) -> None:
    points, verdict = vote.scores(), vote.verdict()
    here = {points[who] for who in verdict.who}
    if verdict.kind == "elected":
        assert here == {max(points.values())}
        assert sum(score in here for score in points.values()) == 1
    if verdict.kind == "excluded" or verdict.for_what == "last":
        gone = {*verdict.who, *verdict.also}
        stay = [score for who, score in points.items() if who not in gone]
        assert all(points[who] < score for who in gone for score in stay)
        assert all(points[who] < score for who in verdict.also for score in here)
    if verdict.kind == "tied":
        assert len(verdict.who) > 1
        assert len(here) == 1
    assert bool(verdict.for_what) == (verdict.kind == "tied")


@given(votes(least=2), st.data())
def test_more_votes_for_the_winner_leave_it_the_winner(vote: Vote, data: st.DataObject) -> None:
    verdict = vote.verdict()
    if verdict.kind == "elected" and len(vote.tally) == 1:
        ((name, section),) = vote.tally.items()
        more = data.draw(st.integers(1, 5))
        better = {name: section | {verdict.who[0]: section[verdict.who[0]] + more}}
        turnout = Turnout(spoilt=vote.turnout.spoilt, entitled=vote.turnout.entitled + more)
        other = Vote(vote.ballot, better, vote.standing, turnout)
        assert other.verdict() == verdict


@given(ballots(), st.lists(st.integers(0, 20), min_size=2, max_size=2, unique=True))
def test_of_two_candidates_nobody_but_the_majority_winner_is_ever_elected(counted: Ballot, votes_: list[int]) -> None:
    tally = {name: {"ann": votes_[0], "bob": votes_[1]} for name in counted.sections}
    ahead = "ann" if votes_[0] > votes_[1] else "bob"
    verdict = judged(counted, score(counted, exact(tally), ("ann", "bob")), Turnout(entitled=100))
    if counted.keeps == 1:
        assert verdict.kind in ("elected", "excluded", "again")
        everybody = verdict.kind == "excluded" and len(verdict.who) == 2
        assert everybody or (ahead in verdict.who) == (verdict.kind == "elected")


@given(ballots(), st.lists(st.integers(0, 20), min_size=2, max_size=2, unique=True))
def test_of_two_candidates_the_majority_winner_wins_by_every_simple_method(counted: Ballot, votes_: list[int]) -> None:
    tally = {name: {"ann": votes_[0], "bob": votes_[1]} for name in counted.sections}
    ahead = "ann" if votes_[0] > votes_[1] else "bob"
    for wins in ({}, {"majority": {"share": "1/2"}}, {"majority": {"share": "1/2", "test": "at least"}}):
        simple = ballot(wins=wins).wins
        method = counted.model_copy(update={"wins": simple, "keeps": 1})
        points = score(method, exact(tally), ("ann", "bob"))
        assert judged(method, points, Turnout(spoilt=3, entitled=100)).who == (ahead,)
