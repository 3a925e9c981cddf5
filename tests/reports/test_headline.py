"""The headline says what was found, and no more, for every kind of finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from reports.made import findings, renamed
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.findings import Findings
from rulesim.studies.flips import verdict
from rulesim.studies.headline import headline
from rulesim.studies.readings import QuestionStudy
from rulesim.studies.shares import Estimate, estimate
from rulesim.studies.wording import (
    brief_day,
    days,
    in_runs,
    interval,
    listed,
    number,
    percent,
    plural,
    with_interval,
)

NAME = "article-arithmetic"
MAIN = "incumbent-on-ballot"


def with_questions(*studies: QuestionStudy) -> Findings:
    found = findings(NAME)
    return replace(found, readings=replace(found.readings, questions={study.question: study for study in studies}))


def with_base(found: Findings, base: Ensemble) -> Findings:
    return replace(found, readings=replace(found.readings, base=base))


def flipping(question: str, count: int, runs: int = 1000) -> QuestionStudy:
    """A study of a question in which so many runs flip, though the leader never changes."""
    study = findings(NAME).readings.questions[question]
    flips = estimate(count, runs)
    return replace(study, flips=flips, leader_flips=estimate(0, runs), verdict=verdict(flips))


def test_it_says_who_leads_and_what_turns_on_the_dispute() -> None:
    said = headline(findings(NAME))
    share = in_runs(findings(NAME).ensemble.leaders["corbyn"])
    other = in_runs(findings(NAME).ensemble.leaders["eagle"])
    assert said.leads in (
        f"Jeremy Corbyn is still leader at the end {share}.",
        f"Angela Eagle is leader at the end {other}, Jeremy Corbyn {share}.",
    )
    assert said.disputes == (
        "“Must a sitting leader who is challenged collect nominations to be on the ballot?” "
        "The answer changes who becomes leader in every run: the dispute is not academic."
    )
    assert said.rest == "Of the other four disputed rules, one is decisive too and three are open."
    assert said.text.startswith(said.leads)
    assert said.text.endswith(said.claim)


def test_a_certain_result_says_so() -> None:
    assert headline(findings("what-happened")).leads == "Jeremy Corbyn is still leader at the end in every run."


def test_a_leader_who_left_office_is_not_still_leader() -> None:
    assert headline(findings("labour-2016-resign")).leads.startswith("Jeremy Corbyn is leader at the end in ")


def test_a_leader_who_never_leads_is_named() -> None:
    found = findings(NAME)
    lost = found.readings.questions[MAIN].readings["nominated"]
    said = headline(with_base(found, lost)).leads
    assert said == "Angela Eagle is leader at the end in every run, Jeremy Corbyn in none."


def test_an_empty_office_is_said_to_be_empty() -> None:
    found = findings("what-happened")
    empty = found.readings.questions["standing-of-the-confidence-vote"].readings["must-go"]
    said = headline(with_base(found, empty)).leads
    assert said == "Nobody is leader at the end in every run."


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (0, "every run has the same result: the dispute is academic."),
        (2, "the result differs in 0.2% of runs: the dispute is academic."),
        (30, "The answer changes the outcome in 3% of runs (2–4%): it remains open whether the dispute matters."),
        (700, "in 70% of runs (67–73%), but never who becomes leader: the dispute is not academic."),
        (1000, "in every run, but never who becomes leader: the dispute is not academic."),
    ],
)
def test_a_single_dispute_is_called_what_it_is(count: int, says: str) -> None:
    said = headline(with_questions(flipping(MAIN, count)))
    assert said.disputes.endswith(says)
    assert said.rest == ""


def test_no_flip_in_few_runs_does_not_make_a_dispute_academic() -> None:
    said = headline(with_questions(flipping(MAIN, 0, runs=60))).disputes
    assert said.endswith(
        "The answer changes the outcome in no run, but too few runs were played to say that it never does: "
        "it remains open whether the dispute matters."
    )


def test_several_academic_disputes_are_told_together() -> None:
    said = headline(with_questions(*(flipping(question, 1) for question in findings(NAME).readings.questions)))
    assert said.disputes == (
        "However the five disputed rules are read, the result differs in at most 0.1% of runs: "
        "the disputes are academic."
    )


def test_the_others_are_counted_by_verdict() -> None:
    names = list(findings(NAME).readings.questions)
    counts = (700, 600, 30, 0, 0)
    said = headline(with_questions(*map(flipping, names, counts)))
    assert said.rest == "Of the other four disputed rules, one is decisive too, one is open and two are academic."
    two = headline(with_questions(*map(flipping, names[:2], (30, 0))))
    assert two.rest == "The other disputed rule is academic."
    three = headline(with_questions(*map(flipping, names[:3], (700, 0, 0))))
    assert three.rest == "The other two disputed rules are academic."


def test_without_questions_it_says_why() -> None:
    assert headline(with_questions()).disputes.startswith("Each disputed rule is read in one way only")


def test_a_claim_is_judged_on_every_count() -> None:
    assert headline(findings(NAME)).claim == (
        "The claimed thresholds, 51 and 37, do not follow from any single base and way of rounding; 40 supporters "
        "fall short of the challenge threshold however it is counted (45 to 51) and meet the vacancy threshold "
        "however it is counted (34 to 38)."
    )


def test_a_renamed_leader_renames_the_headline() -> None:
    found = findings(NAME)
    order = replace(found.ensemble.order, contest=renamed(found.ensemble.contest, "Ann Other"))
    other = with_base(found, replace(found.ensemble, order=order))
    assert headline(other).text == headline(found).text.replace("Jeremy Corbyn", "Ann Other")


def test_the_most_decisive_question_comes_first_and_of_equals_the_scenarios_own() -> None:
    names = list(findings(NAME).readings.questions)
    studies = with_questions(flipping(names[-1], 5), flipping(MAIN, 5), flipping(names[1], 9)).readings
    assert [study.question for study in studies.ranked] == [names[1], MAIN, names[-1]]


def test_flips_of_the_leader_are_counted_run_by_run() -> None:
    study = findings("labour-2016").readings.questions[MAIN]
    words = [result.outcomes.words("leader") for result in study.readings.values()]
    differ = sum(len(set(leaders)) > 1 for leaders in zip(*words, strict=True))
    assert study.leader_flips.count == differ
    assert differ <= study.flips.count


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0%"), (0.0004, "0.1%"), (0.004, "0.4%"), (0.624, "62%"), (0.996, "99.6%"), (0.9999, "99.9%"), (1, "100%")],
)
def test_only_never_and_always_read_0_and_100(share: float, shown: str) -> None:
    assert percent(share) == shown


def test_shares_in_words() -> None:
    assert in_runs(estimate(0, 60)) == "in no run"
    assert in_runs(estimate(60, 60)) == "in every run"
    assert in_runs(estimate(616, 1000)) == "in 62% of runs (59–65%)"
    assert with_interval(estimate(0, 60)) == "no run"
    assert interval(Estimate(4, 0.004, 0.0016, 0.0102)) == "0.2–1%"
    assert interval(Estimate(1, 1, 0.9962, 1.0)) == "99.6–100%"


def test_dates_and_lists_in_words() -> None:
    june, july = datetime(2016, 6, 28, 16), datetime(2016, 7, 3)
    assert days(june, june) == "28 June"
    assert days(june, july) == "28 June to 3 July"
    assert days(july, datetime(2016, 7, 9)) == "3 to 9 July"
    assert days(june, datetime(2017, 6, 28)) == "28 June 2016 to 28 June 2017"
    assert brief_day(july) == "3 Jul 2016"
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [number(4), number(12_345), plural(1, "name"), plural(2, "name")] == [
        "four",
        "12,345",
        "one name",
        "two names",
    ]


def test_percentages_agree_with_the_columns() -> None:
    ensemble = findings("labour-2016").ensemble
    codes = ensemble.outcomes.codes("leader")
    order = ensemble.outcomes.layout.words["leader"]
    for leader, share in ensemble.leaders.items():
        assert share.count == int(np.sum(codes == order.index(leader)))
