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
from strategies.lots import look_at_lots
from strategies.quantities import UGLY
from strategies.stages import KINDS
from strategies.thresholds import FEW

from rulesim.engines.event.play import play_run, tell
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
    """What occurs in a contest as written beyond single options: how they stand together."""
    stages, scenario = drawn.book["stages"], drawn.scenario
    for name, stage in stages.items():
        if name.startswith("side-"):
            yield f"{stage['kind']} beside another"
        if "'question'" in str(stage):
            yield f"{stage['kind']} contested"
        yield from (f"{stage['kind']}: {key}" for key in ("meanwhile", "again") if f"'{key}'" in str(stage))
    if scenario["begins"]["stage"]:
        yield "begins later"
    if any(bloc["size"] == "rest" for bloc in scenario["blocs"].values()):
        yield "rest bloc"
    if any(size > FEW for size in drawn.scenario["bodies"].values()):
        yield "a crowd"
    for name, cases in scenario["conduct"].items():
        if isinstance(cases, list):
            yield "several cases"
        for word in ("'given'", "'when'", "'rest'", "'low'"):
            if word in str(cases):
                yield f"{stages[name]['kind']} conduct: {word[1:-1]}"
    yield from ("ugly" for share in UGLY if share in str((drawn.book, scenario)))


WANTED = {
    "petition beside another", "motion beside another", "decision beside another", "decision: again",
    "begins later", "rest bloc", "a crowd", "several cases", "motion conduct: rest", "motion conduct: low", "ugly",
    *(f"{kind} contested" for kind in KINDS), *(f"{kind}: meanwhile" for kind in KINDS),
    *(f"{kind} conduct: given" for kind in KINDS), *(f"{kind} conduct: when" for kind in KINDS),
}  # fmt: skip


def test_options_stand_together_in_every_way() -> None:
    seen: Counter[str] = Counter()
    look_at_lots(drawn_contests(), 12, lambda drawn: seen.update(set(features(drawn))))
    missing = sorted(WANTED - set(seen))
    assert not missing


def test_what_is_drawn_loads_from_files_as_from_memory(tmp_path: Path) -> None:
    def look(drawn: Drawn) -> None:
        filed, held = drawn.load_files(tmp_path), drawn.load()
        assert (filed.rules, filed.conduct) == (held.rules, held.conduct)
        assert filed.scenario == held.scenario
        assert filed.book.plain() == held.book.plain()

    look_at(drawn_contests(), 15, look)


def test_every_drawn_contest_loads_settles_and_can_be_played() -> None:
    seen: Counter[str] = Counter()

    def look(drawn: Drawn) -> None:
        settled = settle(drawn.load())
        people = People(settled.scenario, settled.conduct, 1, 0)
        for row in range(2):
            run = play_run(settled, people, row, keep_trace=True)
            seen.update({tell(run, 1, row).ending})
            seen.update({step.rpartition(".")[2] for step in run.path})
            seen.update({event.kind for event in run.trace or ()})
        seen["ruled inside"] += bool(settled.ruled)

    look_at_lots(drawn_contests(), 15, look)
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
        weights = [section.weight for section in counted.sections.values() if section.weight is not None]
        assert not weights or (len(weights) == len(counted.sections) and sum(weights, Fraction(0)) == 1)
        votes = sorted(sum(section[who] for section in tally.values()) for who in standing)
        seen.update({f"{len(counted.sections)} sections": 1, "tie": votes[-1] == votes[-2], "short": 0})
        seen["short"] += any(len(ranking) < len(standing) for ranking in papers)

    look_at(st.data(), 200, look)
    assert min(seen[word] for word in ("1 sections", "2 sections", "3 sections", "tie", "short")) > 5
