"""Records in percent: played as whole numbers that print so or, where only percentages are known, in proportion."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.contests import Document, ballot, contest, decision, events, motion, play, said
from engines.test_agreement import agree
from rulesim.errors import InputError
from rulesim.loading.scenario import settle
from rulesim.model.percent import adds_up, are_of, people_of, step
from rulesim.studies.replay import replay

FIELD: Document = {"begins": {"candidates": ["ann", "bob", "cat"]}}
HALVES = {"mps": {"by": ["mps"], "weight": "50%"}, "members": {"by": ["members"], "weight": "50%"}}


def voted(votes_for: str, against: str, **more: Any) -> Document:
    return {"vote": {"given": {"in": "percent", "for": votes_for, "against": against, **more}}}


def rounds(*percentages: Document, **more: Any) -> Document:
    return {"vote": {"given": {"rounds": [{"in": "percent", "votes": one, **more} for one in percentages]}}}


def slugs(stages: Document, conduct: Document, **more: Any) -> list[str]:
    with pytest.raises(InputError) as error:
        contest(stages, conduct, **more)
    return [fault.slug for fault in error.value.faults]


@pytest.mark.parametrize(
    ("votes_for", "against", "needs", "outcome"),
    [
        ("48.7", "51.3", {"share": "1/2"}, "lost"),
        ("51.3%", "48.7 %", {"share": "1/2"}, "carried"),
        ("50.0", "50.0", {"share": "1/2"}, "tied"),
        ("50.01", "49.99", {"share": "1/2"}, "carried"),
        ("66.66", "33.34", {"share": "2/3", "test": "at least"}, "lost"),
        ("66.67", "33.33", {"share": "2/3", "test": "at least"}, "carried"),
        ("60", "40", {"share": "60%", "test": "at least"}, "carried"),
        ("60", "40", {"share": "60%"}, "lost"),
        ("60", "40", {"share": "60%", "of": "papers", "test": "at least"}, "carried"),
    ],
)
def test_percentages_of_a_motion_are_played_in_exact_proportion(
    votes_for: str, against: str, needs: Document, outcome: str
) -> None:
    found = contest({"vote": motion(needs=needs)}, voted(votes_for, against))
    agree(settle(found), runs=3)
    run = play({"vote": motion(needs=needs)}, voted(votes_for, against))
    assert run.path == [f"vote.{outcome}"]
    assert not {"vote.for", "vote.against", "vote.needed"} & run.figures.keys(), "how many votes, nobody knows"


def test_they_are_told_as_they_were_printed() -> None:
    run = play({"vote": motion()}, voted("48.7", "51.3"))
    assert [one.what for one in said(run, "votes")] == ["48.7% for, 51.3% against"]
    assert [one.what for one in said(run, "tested")] == ["more than half of valid votes needed, 48.7% cast in favour"]
    assert [one.what for one in said(run, "outcome")] == ["lost: 48.7% for, 51.3% against"]


@pytest.mark.parametrize(
    ("needs", "outcome"),
    [
        ({"share": "1/2", "of": "entitled"}, "lost"),
        ({"share": "40%", "of": "entitled"}, "carried"),
        ({"share": "1/2", "and_more": 1}, "carried"),
        ({"share": "1/2", "and_more": 4}, "lost"),
        ({"share": "48%", "of": "cast", "test": "at least"}, "carried"),
        ({"share": "49%", "of": "cast", "test": "at least"}, "lost"),
    ],
)
def test_where_rules_count_people_the_number_of_votes_is_needed(needs: Document, outcome: str) -> None:
    """Of 80 valid votes 54.0% can only have been 43; with 8 spoilt, 88 papers were cast."""
    stages = {"vote": motion(needs=needs)}
    assert slugs(stages, voted("54", "46")) == ["percent-alone"]
    known = voted("54", "46", valid=80, spoilt=8)
    agree(settle(contest(stages, known)), runs=3)
    run = play(stages, known)
    assert run.path == [f"vote.{outcome}"]
    assert (run.figures["vote.for"], run.figures["vote.against"]) == (43, 37)


def test_a_condition_on_more_than_the_valid_votes_needs_their_number() -> None:
    after = dict.fromkeys(("carried", "lost", "tied"), "goes")
    stages = {"vote": motion(then=after), "goes": decision()}
    when = {"stage": "vote", "votes": "for", "at_least": "40%"}

    def asked(of: str) -> Document:
        cases = [{"when": {**when, "of": of}, "given": {"chooses": "yes"}}, {"chooses": {"yes": "0%"}}]
        return voted("54", "46") | {"goes": cases}

    assert slugs(stages, asked("entitled")) == ["percent-alone"]
    assert play(stages, asked("valid")).path == ["vote.carried", "goes.yes"]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ({"ann": "51.2", "bob": "30.3", "cat": "18.5"}, {}, "elected"),
        ({"ann": "45.2", "bob": "36.3", "cat": "18.5"}, {"ann": "49.9", "bob": "50.1"}, "elected"),
        ({"ann": "45.2", "bob": "36.3", "cat": "18.5"}, {"ann": "50.0", "bob": "50.0"}, "tied"),
    ],
)
def test_rounds_in_percent_are_counted_in_exact_proportion(first: Document, second: Document, outcome: str) -> None:
    stages = {"vote": ballot(ties=["earlier rounds"] if outcome == "elected" else [])}
    record = rounds(first, *([second] if second else []))
    shares = {"vote": {"cat": "18.5", "ann": (second or first)["ann"]}}
    found = contest(stages, record, **FIELD, expects={"shares": shares})
    agree(settle(found), runs=3)
    assert replay(found).matched
    run = play(stages, record, **FIELD)
    assert run.path[0].startswith(f"vote.{outcome}")
    assert run.figures["vote.votes.ann"] == -1
    assert said(run, "counts")[0].what.startswith(f"Ann {first['ann']}0%")


def test_a_third_each_is_level_although_the_figures_add_up_to_less_than_the_whole() -> None:
    record = rounds({"ann": "33.3", "bob": "33.3", "cat": "33.3"})
    run = play({"vote": ballot(ties=["nobody leaves"], rounds=1)}, record, **FIELD)
    (counted,) = events(run, "counts")
    assert set(counted.points.values()) == {Fraction(1, 3)}  # type: ignore[attr-defined]


def test_percentages_of_so_many_votes_are_whole_numbers_of_people() -> None:
    stages = {"vote": ballot(wins={"majority": {"share": "1/2", "of": "cast"}}, rounds=1)}
    first = {"ann": "51.2", "bob": "30.3", "cat": "18.5"}
    assert slugs(stages, rounds(first), **FIELD) == ["percent-alone"]
    run = play(stages, rounds(first, valid=803, spoilt=25), **FIELD)
    votes = [run.figures[f"vote.votes.{who}"] for who in ("ann", "bob", "cat")]
    assert votes == [411, 243, 149], "243 of 803 are 30.26%, 149 are 18.56%, cut to 18.5"
    assert run.figures["vote.needed"] == 415
    agree(settle(contest(stages, rounds(first, valid=803, spoilt=25), **FIELD)), runs=3)


@pytest.mark.parametrize(
    "more",
    [
        {"excludes": {"below": {"count": 20}}},
        {"excludes": {"below": {"share": "5%", "of": "entitled"}}},
        {"wins": {"majority": {"share": "1/2"}, "lead": {"share": "15%", "of": "entitled"}}},
        {"wins": {"majority": {"share": "1/2", "of": "papers"}}},
        {"sections": {"one": {"by": ["members"]}, "two": {"by": ["mps"]}}},
    ],
)
def test_rules_of_a_ballot_that_count_people_need_their_number(more: Document) -> None:
    stages = {"vote": ballot(**more)}
    table = {"ann": "60", "bob": "30", "cat": "10"}
    record: Document = rounds(table)
    if "sections" in more:
        record = {"vote": {"given": {"rounds": [{"in": "percent", "sections": {"one": table, "two": table}}]}}}
    assert slugs(stages, record, **FIELD) == ["percent-alone"]


def test_percentages_in_a_college_are_of_each_section() -> None:
    """Half of 60 and half of 45.5 are 52.75."""
    sections = {"mps": {"ann": "60", "bob": "40"}, "members": {"ann": "45.5", "bob": "54.5"}}
    record = {"vote": {"given": {"rounds": [{"in": "percent", "sections": sections}]}}}
    found = contest(
        {"vote": ballot(sections=HALVES)},
        record,
        begins={"candidates": ["ann", "bob"]},
        expects={"shares": {"vote": {"ann": "52.75", "bob": "47.25"}}},
    )
    agree(settle(found), runs=3)
    assert replay(found).matched
    record["vote"]["given"]["rounds"][0]["valid"] = 100
    refused = slugs({"vote": ballot(sections=HALVES)}, record, begins={"candidates": ["ann", "bob"]})
    assert refused == ["percent-alone"]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6).filter(any), st.integers(0, 3), st.booleans())
def test_what_was_printed_of_real_votes_gives_votes_that_print_alike(many: list[int], places: int, cut: bool) -> None:
    whole, scale = sum(many), 10**places
    half = Fraction(0) if cut else Fraction(1, 2)
    printed = {str(i): Fraction(floor(Fraction(100 * one * scale, whole) + half), scale) for i, one in enumerate(many)}
    if step(printed) != Fraction(1, scale):
        return  # all end in a nought, which a number does not keep
    assert adds_up(printed)
    assert are_of(printed, whole)
    found = people_of(printed, whole)
    assert sum(found.values()) == whole
    for who, one in found.items():
        exact = Fraction(100 * one * scale, whole)
        assert printed[who] * scale in (floor(exact), floor(exact + Fraction(1, 2)))
