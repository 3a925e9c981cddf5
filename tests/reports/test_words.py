"""The room where facts become words: it has words for every reason, rule for ties and kind of event."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

import pytest

from rulesim.engines.event.events import Counts, Tie, VotesTested
from rulesim.engines.event.trace import Event, Kind
from rulesim.loading.scenario import load
from rulesim.model.ballot import TieRule
from rulesim.reports.json import facts
from rulesim.reports.words.events import entry
from rulesim.reports.words.reasons import REASONS, TIES, because
from rulesim.rules.round import Reason


def literals(kind: object) -> Iterator[str]:
    """The words of a closed list, also of one made of several."""
    for one in get_args(kind):
        yield from (one,) if isinstance(one, str) else literals(one)


def kinds_of_events(root: type[Event] = Event) -> Iterator[type[Event]]:
    for one in root.__subclasses__():
        yield from (one, *kinds_of_events(one))


def test_every_reason_and_every_rule_for_ties_has_its_words() -> None:
    assert set(TIES) == set(get_args(TieRule))
    assert set(REASONS) == set(literals(Reason))
    assert because("not among the first", 3) == "not among the first 3"
    assert all("{" not in because(reason, 2) for reason in REASONS)


def test_every_kind_of_event_is_a_type() -> None:
    assert {one.kind for one in kinds_of_events() if hasattr(one, "kind")} == set(get_args(Kind))


@pytest.mark.parametrize("rule", get_args(TieRule))
def test_a_rule_for_ties_is_told_with_whom_it_takes(rule: TieRule) -> None:
    tie = Tie(0, "ballot", "", "§", ("corbyn", "smith"), rule, ("smith",), "excluded")
    told = entry(tie, load("what-happened"))
    assert told.who == "Jeremy Corbyn, Owen Smith"
    assert told.what.startswith("tied: ")
    assert "{" not in told.what
    assert ("Owen Smith is eliminated" in told.what) == (rule in ("lot", "earlier rounds"))


def test_facts_are_exact_where_words_are_rounded() -> None:
    third = Fraction(1, 3)
    counts = Counts(0, "ballot", "", "§", 1, {"corbyn": third, "smith": Fraction(2)}, False, 0, 1200)
    assert facts(counts) == {
        "who": "",
        "round": 1,
        "points": {"corbyn": "1/3", "smith": 2},
        "college": False,
        "spoilt": 0,
        "exhausted": 1200,
        "complete": True,
    }
    assert entry(counts, load("what-happened")).what == "Jeremy Corbyn 0.33, Owen Smith 2; 1,200 exhausted"
    tested = VotesTested(0, "ballot", "smith", "§", "lead", "at least", "valid", third, Fraction(1, 2), True)
    assert (facts(tested)["needed"], facts(tested)["had"]) == ("1/3", "1/2")
    said = entry(tested, load("what-happened")).what
    assert said == "a lead of at least 33.33% needed (of valid votes), lead of 50.00%"
