"""The strategies make valid things only, and everything that can be written occurs among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import (
    Drawn,
    ballots,
    divisions,
    drawn_contests,
    fields,
    groups,
    majorities,
    profiles,
    requirements,
    rulebooks,
    shares,
    signing_orders,
    tallies,
    thresholds,
)
from strategies.ballots import TIE_RULES
from strategies.stages import KINDS

from rulesim.engines.event.play import play_run
from rulesim.loading.rulebook import check_rulebook
from rulesim.loading.scenario import settle
from rulesim.luck.people import People
from rulesim.model.document import from_plain
from rulesim.model.stages import Ballot

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def look_at(strategy: st.SearchStrategy[Any], examples: int, look: Callable[[Any], None]) -> None:
    """Shows a function some examples, the same ones every time."""

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=SLOW,
    )
    @given(strategy)
    def run(example: Any) -> None:
        look(example)

    run()


def features(drawn: Drawn) -> Iterator[str]:
    """What occurs in a contest as written: kinds, keys and values."""
    stages, scenario = drawn.book["stages"], drawn.scenario
    for name, stage in stages.items():
        yield stage["kind"]
        yield from _entries(stage, stage["kind"])
        if name.startswith("side-"):
            yield f"{stage['kind']} beside another"
    if scenario["begins"]["stage"]:
        yield "begins later"
    if scenario["begins"]["vacant"]:
        yield "begins vacant"
    for key in ("readings", "unknowns", "timetable"):
        if scenario[key]:
            yield key
    if any("rounds" in slot for slot in scenario["timetable"].values()):
        yield "times of rounds"
    if any(bloc["size"] == "rest" for bloc in scenario["blocs"].values()):
        yield "rest bloc"
    for name, cases in scenario["conduct"].items():
        kind = stages[name]["kind"]
        if isinstance(cases, list):
            yield "several cases"
        for case in cases if isinstance(cases, list) else [cases]:
            yield from _entries(case, f"{kind} conduct")


def _entries(value: Any, path: str) -> Iterator[str]:
    """Keys that stand anywhere in a document, and its words, each after the name of where they stand."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield f"{path}: {key}"
            yield from _entries(part, path)
    elif isinstance(value, list):
        for part in value:
            yield from _entries(part, path)
    else:
        yield f"{path}: {value}"


WANTED = {
    *KINDS,
    "petition beside another", "motion beside another", "decision beside another",
    "begins later", "begins vacant", "readings", "unknowns", "timetable", "rest bloc", "several cases",
    "times of rounds", "ballot: seats", "ballot: as_many_as", "ballot: papers_of",
    *(f"{kind}: question" for kind in KINDS), *(f"{kind}: meanwhile" for kind in KINDS),
    "motion: rules_on", "decision: rules_on", "decision: again", "decision: window",
    "petition: for each challenger", "petition: count", "petition: share", "petition: rounding",
    "motion: entitled", "motion: present", "motion: cast", "motion: at least",
    "nominations: all", "nominations: any", "nominations: none", "nominations: barred",
    "ballot: lead", "ballot: majority", "ballot: section-2", "ballot: nobody", "ballot: keeps", "ballot: shortlisted",
    *(f"ballot: {rule}" for rule in TIE_RULES),
    *(f"{kind} conduct: given" for kind in KINDS), *(f"{kind} conduct: when" for kind in KINDS),
    "petition conduct: momentum", "petition conduct: chance", "petition conduct: share", "petition conduct: backs",
    "petition conduct: mean", "petition conduct: between", "petition conduct: exactly",
    "motion conduct: chances", "motion conduct: shares", "motion conduct: spoilt", "motion conduct: rest",
    "motion conduct: at_least", "motion conduct: more_than", "motion conduct: low",
    "nominations conduct: chances", "nominations conduct: shares", "nominations conduct: withdrawn",
    "ballot conduct: shares", "ballot conduct: chances", "ballot conduct: rankings", "ballot conduct: as_sure_as",
    "ballot conduct: turnout", "ballot conduct: rounds", "ballot conduct: sections",
}  # fmt: skip


def test_everything_that_can_be_written_occurs() -> None:
    seen: Counter[str] = Counter()
    look_at(drawn_contests(), 250, lambda drawn: seen.update(set(features(drawn))))
    assert set(seen) >= WANTED


def test_every_drawn_contest_loads_settles_and_can_be_played() -> None:
    seen: Counter[str] = Counter()

    def look(drawn: Drawn) -> None:
        settled = settle(drawn.load())
        people = People(settled.scenario, settled.conduct, 1, 0)
        for row in range(2):
            run = play_run(settled, people, row, keep_trace=True)
            seen.update({tuple(settled.rules.endings)[run.figures["ending"]]})
            seen.update({step.rpartition(".")[2] for step in run.path})
            seen.update({event.kind for event in run.trace or ()})
        seen["ruled inside"] += bool(settled.ruled)

    look_at(drawn_contests(), 120, look)
    outcomes = {"met", "lapsed", "carried", "lost", "contested", "unopposed", "none", "elected", "no result"}
    told = {"tie", "takes over", "rules", "excluded", "nominates", "signs", "votes", "decides", "ruled inside"}
    assert set(seen) >= {"stays", "won", "vacant"} | outcomes | told


def test_every_drawn_rule_book_is_one() -> None:
    look_at(rulebooks(), 100, lambda book: check_rulebook(from_plain(book.document, "book"), Path("book"), ""))


def test_bodies_fit_into_the_bodies_around_them() -> None:
    seen: Counter[bool] = Counter()

    def look(drawn: Any) -> None:
        for name in drawn.names:
            inside = [other for other in drawn.names if drawn.within[other] == name]
            assert sum(drawn.sizes[other] for other in inside) <= drawn.sizes[name]
            seen[bool(inside)] += 1

    look_at(groups(), 100, look)
    assert seen[True] > 20


def test_small_things_are_valid_and_vary() -> None:
    seen: Counter[str] = Counter()

    def look(data: st.DataObject) -> None:
        names = ["mps", "meps"]
        threshold = data.draw(thresholds(names))
        seen[threshold.rounding] += 1
        seen[threshold.test] += 1
        seen[type(data.draw(requirements(names))).__name__] += 1
        seen[data.draw(majorities()).of] += 1
        assert sum(data.draw(divisions(3, 50))) == 50
        data.draw(shares())
        assert set(data.draw(signing_orders())) <= {0, 1, 2}

    look_at(st.data(), 200, look)
    words = {"exact", "up", "down", "nearest", "at least", "more than", "Names", "AllOf", "AnyOf"}
    assert words | {"valid", "cast", "present", "entitled"} <= set(seen)


def test_ballots_tallies_and_papers_fit_together() -> None:
    seen: Counter[str] = Counter()

    def look(data: st.DataObject) -> None:
        counted: Ballot = data.draw(ballots())
        standing = data.draw(fields(2))
        tally = data.draw(tallies(counted, standing))
        assert set(tally) == set(counted.sections)
        papers = data.draw(profiles(standing))
        assert all(set(ranking) <= set(standing) and many > 0 for ranking, many in papers.items())
        assert sum((section.weight for section in counted.sections.values()), Fraction(0)) == 1
        votes = sorted(sum(section[who] for section in tally.values()) for who in standing)
        seen.update({f"{len(counted.sections)} sections": 1, "tie": votes[-1] == votes[-2], "short": 0})
        seen["short"] += any(len(ranking) < len(standing) for ranking in papers)

    look_at(st.data(), 200, look)
    assert min(seen[word] for word in ("1 sections", "2 sections", "3 sections", "tie", "short")) > 5
