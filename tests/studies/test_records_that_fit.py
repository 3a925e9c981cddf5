"""Who is counted: a record fits the body that acts as the rules are read, and a recount is of the same papers."""

from __future__ import annotations

from typing import Any

import pytest
from engines.contests import Document, ballot, contest, motion, votes
from engines.test_agreement import agree

from rulesim.engines.event.play import trace_run
from rulesim.errors import InputError
from rulesim.loading.scenario import settle
from rulesim.reports.words.differences import difference
from rulesim.studies.replay import replay

CONTESTED = {"who": ("wide", "narrow")}
ALL = {"begins": {"candidates": ["ann", "bob", "cat"]}}


def refused(stages: Document, conduct: Document, reading: str) -> list[str]:
    found = contest(stages, conduct, CONTESTED)
    settle(found, {"who": "wide"})
    with pytest.raises(InputError) as error:
        settle(found, {"who": reading})
    return [f"{fault.slug}: {fault.found}; {fault.expected}" for fault in error.value.faults]


def test_a_record_is_held_against_the_body_under_the_reading_in_force() -> None:
    """A hundred MPs and twenty peers may have cast 90 votes; the peers alone may not."""
    by = {"question": "who", "wide": ["mps", "peers"], "narrow": ["peers"]}
    (line,) = refused({"vote": motion(by=by)}, {"vote": {"given": {"for": 60, "against": 30}}}, "narrow")
    assert line == (
        "record-larger-than-body: 90 people; expected at most 20, the size of peers "
        "where the rules are read as who: narrow"
    )


def test_percentages_are_held_against_the_base_under_the_reading_in_force() -> None:
    """Of the valid votes percentages say enough; of those entitled to vote they do not."""
    of = {"question": "who", "wide": "valid", "narrow": "entitled"}
    parts = {"vote": {"given": {"in": "percent", "for": 60, "against": 40}}}
    (line,) = refused({"vote": motion(needs={"share": "1/2", "of": of})}, parts, "narrow")
    assert line.startswith("percent-alone: percentages only, but the rules of 'vote' count people; expected 'valid'")


def test_a_reading_that_a_stage_rules_on_is_held_against_the_record_once_it_is_in_force() -> None:
    ruling = {"on": "who", "gives": {"carried": "narrow", "lost": "wide", "tied": "wide"}}
    after = dict.fromkeys(("carried", "lost", "tied"), "vote")
    stages = {
        "court": motion(rules_on=ruling, then=after),
        "vote": motion(by={"question": "who", "wide": ["mps", "peers"], "narrow": ["peers"]}),
    }
    for votes_for, fits in ((30, False), (10, True)):
        court = {"given": {"for": votes_for, "against": 20}}
        found = contest(stages, {"court": court, "vote": {"given": {"for": 60, "against": 30}}}, CONTESTED, expects={})
        if fits:
            assert replay(found).matched
        else:
            with pytest.raises(InputError, match="record-larger-than-body"):
                replay(found)


FIRST = {"excludes": "nobody", "wins": {"majority": {"share": "90%"}}, "rounds": 1}


def told(first: dict[str, int], again: dict[str, int], excludes: Any = "nobody") -> list[str]:
    """The differences of a ballot that elects nobody and the recount of its papers, both on record."""
    pool = {"by": ["members"]}
    stages = {
        "first": ballot(sections={"all": pool}, **{**FIRST, "excludes": excludes}, then={"no result": "again"}),
        "again": ballot(sections={"all": {**pool, "papers_of": "first"}}, wins={}),
    }
    found = contest(stages, {"first": votes(first), "again": votes(again)}, **ALL, expects={})
    return [difference(one, found).told for one in replay(found).differences]


def test_a_recount_among_the_same_people_comes_to_the_same() -> None:
    first = {"ann": 400, "bob": 350, "cat": 250}
    assert told(first, first) == []
    assert told(first, {"ann": 380, "bob": 370, "cat": 250}) == [
        "the record counts 380 papers for Ann again, but 400 were counted before",
        "the record counts 370 papers for Bob again, but 350 were counted before",
    ]


def test_a_recount_among_fewer_people_takes_nothing_away_and_adds_no_papers() -> None:
    first, two = {"ann": 400, "bob": 350, "cat": 200}, {"all_but": 2}
    assert told(first, {"ann": 480, "bob": 470}, two) == []
    assert told(first, {"ann": 401, "bob": 350}, two) == [], "papers without a further choice are exhausted"
    assert told(first, {"ann": 399, "bob": 551}, two) == [
        "the record counts 399 papers for Ann again, but 400 were counted before"
    ]
    assert told(first, {"ann": 480, "bob": 471}, two) == [
        "the record counts 951 papers again, but 950 were counted before"
    ]


@pytest.mark.parametrize(
    ("spoilt", "refused"), [({"peerage": 5, "commons": 1}, True), ({"peerage": 4, "commons": 2}, False), (6, False)]
)
def test_spoilt_papers_of_a_section_are_held_against_its_people(spoilt: Document | int, refused: bool) -> None:
    """Twenty peers cannot cast 15 votes and spoil six papers, though MPs and peers together could."""
    stage = ballot(sections={"commons": {"by": ["mps"]}, "peerage": {"by": ["peers"]}}, wins={})
    votes = {"commons": {"ann": 60, "bob": 38}, "peerage": {"ann": 15, "bob": 1}}
    given = {"given": {"rounds": [{"sections": votes, "spoilt": spoilt}]}}
    more = {"begins": {"candidates": ["ann", "bob"]}, "expects": {"ending": "won"}}
    if refused:
        with pytest.raises(
            InputError, match="21 ballot papers with those spoilt; expected at most 20, the size of peers"
        ):
            contest({"vote": stage}, {"vote": given}, **more)
    else:
        assert replay(contest({"vote": stage}, {"vote": given}, **more)).matched


def test_spoilt_papers_by_section_count_as_all_of_them_together() -> None:
    """A majority of the papers cast counts those of every section, however they are set down; both engines agree."""
    stage = ballot(
        sections={"commons": {"by": ["mps"]}, "peerage": {"by": ["peers"]}},
        wins={"majority": {"share": "1/2", "of": "cast"}},
        rounds=1,
    )
    votes = {"commons": {"ann": 50, "bob": 38}, "peerage": {"ann": 6, "bob": 12}}
    ends = {}
    for spoilt in (0, 6, {"commons": 4, "peerage": 2}):
        given = {"given": {"rounds": [{"sections": votes, "spoilt": spoilt}]}}
        found = contest({"vote": stage}, {"vote": given}, begins={"candidates": ["ann", "bob"]})
        agree(settle(found), 3)
        ends[str(spoilt)] = trace_run(settle(found), 1, 0).ending
    assert ends == {"0": "won", "6": "over", "{'commons': 4, 'peerage': 2}": "over"}


@pytest.mark.parametrize(
    ("stage", "given"),
    [
        (
            ballot(sections={"seats": {"by": ["peers"], "becomes": {"seats": {"as_many_as": "peers"}}}}),
            {"votes": {"ann": 6, "bob": 4}, "converted": ["seats"]},
        ),
        (ballot(sections={"all": {"by": ["peers"]}}), {"votes": {"ann": 60, "bob": 40}}),
    ],
)
def test_a_body_without_a_size_is_that_fault_and_no_other(stage: Document, given: Document) -> None:
    """Nothing on record is too much for a body of which it is not known how large it is."""
    conduct = {"vote": {"given": {"rounds": [given]}}}
    with pytest.raises(InputError) as error:
        contest({"vote": stage}, conduct, begins={"candidates": ["ann", "bob"]}, bodies={"mps": 100})
    assert [fault.slug for fault in error.value.faults] == ["body-without-size"]
