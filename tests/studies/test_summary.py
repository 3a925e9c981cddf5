"""Counts that add up: the same sum however the runs were cut and in whatever order the pieces came."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from engines.contests import ballot, contest, names, nominations
from engines.test_runs import chancy
from hypothesis import given
from hypothesis import strategies as st

from rulesim.engines import ensemble
from rulesim.engines.outcomes import NOT_REACHED, Outcomes
from rulesim.errors import RulesimError
from rulesim.loading.scenario import load, settle
from rulesim.studies.order import Order
from rulesim.studies.play import play
from rulesim.studies.summary import Summary, Tally, summarise, tallied
from rulesim.studies.weeks import decided_by_week

TESTS = Path(__file__).resolve().parents[1]


@cache
def whole() -> Outcomes:
    return ensemble.play([chancy()], 600, 1, workers=1)[0]


@given(cuts=st.sets(st.integers(1, 599)), order=st.randoms())
def test_it_is_the_same_however_it_was_divided(cuts: set[int], order: Random) -> None:
    edges = [0, *sorted(cuts), 600]
    parts = [whole().part(first, last - first) for first, last in itertools.pairwise(edges)]
    order.shuffle(parts)
    total = Summary()
    for part in parts:
        total.add(summarise(chancy(), part))
    assert total == summarise(chancy(), whole())


def test_it_counts_what_is_in_the_rows() -> None:
    table, found = whole(), summarise(chancy(), whole())
    assert found.runs == 600
    for counts, column in ((found.endings, "ending"), (found.leaders, "leader"), (found.paths, "path")):
        words = table.words(column)
        assert dict(counts) == {word: words.count(word) for word in set(words)}
    assert all(table.words("path").index(path) == run for path, run in found.earliest.items())
    assert found.milestones["call.met"] == table.words("call.outcome").count("met") > 0
    on_ballot = table.codes("noms.on_ballot.bob")
    assert (on_ballot != NOT_REACHED).any()
    assert found.milestones["on_ballot.bob"] == int((on_ballot == 1).sum())


def test_it_counts_everything_that_a_report_tells() -> None:
    table, found = whole(), summarise(chancy(), whole())
    ways = zip(*(table.words(name) for name in ("path", "ending", "leader")), strict=True)
    assert found.ways == Counter(ways)
    told = {(leader, minute): count for leader, some in found.decided.items() for minute, count in some.items()}
    assert told == Counter(zip(table.words("leader"), table.codes("decided").tolist(), strict=True))
    assert len(found.decided) > 1
    names, there, needed = (table.codes(f"noms.{what}.bob").tolist() for what in ("names", "on_ballot", "needed"))
    bobs = {on: names for (_, who, on), names in found.nominated.items() if who == "bob"}
    bob = {(number, on): count for on, names in bobs.items() for number, count in names.items()}
    assert bob == Counter((number, on == 1) for number, on in zip(names, there, strict=True) if number != NOT_REACHED)
    assert len(bob) > 2
    assert {number for number in needed if number > 0} <= {number for _, number in found.needed} == {9}


columns = st.lists(st.integers(-1, 40) | st.integers(-1, 2**40), min_size=1, max_size=60)


@given(st.data(), columns)
def test_combinations_are_counted_as_by_hand(data: st.DataObject, one: list[int]) -> None:
    other = data.draw(st.lists(st.integers(-1, 3), min_size=len(one), max_size=len(one)))
    assert dict(tallied(np.array(one), np.array(other))) == Counter(zip(one, other, strict=True))


def test_more_combinations_than_can_be_numbered_are_refused() -> None:
    """An overflow would count two of them as one."""
    wide = np.array([0, 2**40])
    with pytest.raises(ValueError, match="invalid dims"):
        list(tallied(wide, wide))


@given(minutes=st.lists(st.integers(0, 50), min_size=1, max_size=200), part=st.integers(1, 100))
def test_quantiles_are_those_of_the_rows_exactly(minutes: list[int], part: int) -> None:
    total = Tally.of(np.array(minutes))
    at = -(-part * len(minutes) // 100) - 1
    assert total.quantile(part, 100) == sorted(minutes)[at]
    assert total.quantile(50, 100) == np.percentile(minutes, 50, method="inverted_cdf")


@given(st.lists(columns, max_size=5))
def test_tallies_add_up_to_that_of_all_figures(parts: list[list[int]]) -> None:
    total = sum((Tally.of(np.array(part)) for part in parts), Tally())
    assert total.items() == sorted(Counter(figure for part in parts for figure in part).items())
    assert total.total() == sum(map(len, parts))


def test_of_no_runs_there_is_no_quantile() -> None:
    with pytest.raises(ValueError, match="nothing was played"):
        Summary().minutes.quantile(1, 2)


def test_weeks_are_those_of_the_rows() -> None:
    found = play(Order(load("labour-2016"), 150, rows=True))
    days = [found.moment(minute).date() for minute in found.outcomes.codes("decided").tolist()]
    mondays = [day - timedelta(days=day.weekday()) for day in days]
    weeks = Counter(zip(mondays, found.outcomes.words("leader"), strict=True))
    told = decided_by_week(found)
    assert {(week.monday, leader): share.count for week in told for leader, share in week.leaders.items()} == weeks
    assert len(told) == (max(mondays) - min(mondays)).days // 7 + 1 > len(set(mondays)) - 1


def test_an_ensemble_says_the_same_with_and_without_its_rows() -> None:
    made = load("labour-2016")
    with_rows, without = (play(Order(made, 150, rows=rows)) for rows in (True, False))
    assert with_rows == without
    assert list(with_rows.milestones.items()) == list(without.milestones.items())
    assert (with_rows.endings, with_rows.paths, with_rows.decided) == (without.endings, without.paths, without.decided)
    assert len(with_rows.outcomes) == 150
    with pytest.raises(RulesimError, match="only totals were kept"):
        _ = without.outcomes


MEASURED = """
import re, sys
from pathlib import Path
import numpy as np
from engines.test_runs import chancy, chancy_contest
from rulesim.engines import ensemble, pieces
from rulesim.engines.outcomes import Outcomes
from rulesim.engines.workers import Where
from rulesim.reports.sections import page
from rulesim.studies.findings import find
from rulesim.studies.order import Order
from rulesim.studies.order import vary

settled = chancy()
(few,) = ensemble.play([settled], 512, 1, workers=1)

def quick(variants, seed, first, count, engine="event"):
    '''Plays nothing: hands out the same few runs again and again, decided in any minute of nine months.'''
    runs = np.arange(first, first + count)
    columns = {name: column[runs % 512] for name, column in few.columns.items()} | {"decided": runs * 7919 % 400_000}
    return [Outcomes(few.layout, few.paths, columns, first)]

ensemble._play_piece = quick
for runs in map(int, sys.argv[1:]):
    told = page(find(vary(Order(chancy_contest(), runs, where=Where(1)))))
    assert sum(one.runs.count for one in told.leads.leaders) == told.again.runs == runs
    print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of one process")
def test_a_report_of_ten_times_the_runs_needs_no_more_memory() -> None:
    """In megabytes. What grows is the list of minutes, and that has an end; the rows would be hundreds."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "100000", "1000000"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        check=True,
    )
    few, many = map(int, done.stdout.split())
    assert many - few < 100
    assert many < 600


def test_whoever_is_on_an_earlier_list_only_is_not_on_the_ballot() -> None:
    """Cat is nominated by the MPs, but has no name for the second list, from which the ballot is made."""
    stages = {
        "first": nominations(then={"contested": "second"}),
        "second": nominations(candidates="from before", needs={"anyone": {"count": 10}}, then={"contested": "vote"}),
        "vote": ballot(wins={}),
    }
    conduct = {
        "first": names(ann=10, bob=10, cat=10),
        "second": names(ann=10, bob=10, cat=9),
        "vote": {"votes": {"base": {"rankings": {"ann": "100%"}}}},
    }
    settled = settle(contest(stages, conduct))
    (table,) = ensemble.play([settled], 3, 1, workers=1)
    found = summarise(settled, table).milestones
    assert [found[f"on_ballot.{who}"] for who in ("ann", "bob", "cat")] == [3, 3, 0]


def test_a_list_after_which_a_ballot_was_held_counts_though_another_follows() -> None:
    """Ann is on the first ballot only, and Cat on the second only."""
    stages = {
        "first": nominations(then={"contested": "vote"}),
        "vote": ballot(wins={"majority": {"share": "100%"}}, rounds=1, then={"no result": "second"}),
        "second": nominations(then={"contested": "again"}),
        "again": ballot(wins={}),
    }
    ranks = {"votes": {"base": {"rankings": {"ann": "40%", "bob": "30%", "cat > bob": "30%"}}}}
    conduct = {"first": names(ann=10, bob=10), "vote": ranks, "second": names(bob=10, cat=10), "again": ranks}
    settled = settle(contest(stages, conduct))
    (table,) = ensemble.play([settled], 3, 1, workers=1)
    found = summarise(settled, table).milestones
    assert [found[f"on_ballot.{who}"] for who in ("ann", "bob", "cat")] == [3, 3, 3]
