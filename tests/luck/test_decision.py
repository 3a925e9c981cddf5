"""What somebody decides, and when."""

from __future__ import annotations

from typing import Any

import numpy as np
from oracles.streams import stream

from luck.crowd import NOW, crowd, distance, distance_allowed, plausible
from rulesim.luck.decision import Choice, choice
from rulesim.luck.draws import BLOCK


def chosen(**conduct: Any) -> Choice:
    return choice(crowd("decision", conduct, {}), NOW)


def test_each_option_has_its_chance_and_what_is_left_decides_nothing() -> None:
    found = chosen(chooses={"resigns": "30%", "stays": "50%"})
    assert found.options == ("resigns", "stays")
    for code, chance in ((0, 0.3), (1, 0.5), (-1, 0.2)):
        assert plausible(int((found.option == code).sum()), BLOCK, chance)


def test_sure_things_are_sure() -> None:
    assert (chosen(chooses={"resigns": "100%"}).option == 0).all()
    assert (chosen(chooses={"resigns": "0%", "stays": "rest"}).option == 1).all()
    assert (chosen().option == -1).all()


def test_a_higher_chance_only_adds_to_those_who_choose() -> None:
    some, more = chosen(chooses={"resigns": "30%"}), chosen(chooses={"resigns": "40%"})
    assert ((some.option == 0) <= (more.option == 0)).all()
    assert (some.option != more.option).any()


def test_the_time_has_its_law_and_is_drawn_apart_from_the_option() -> None:
    found = chosen(chooses={"resigns": "50%"}, after={"mean": "4 days"})
    law = {hours * 60: 1 - float(np.exp(-hours / 96)) for hours in range(0, 600, 6)}
    assert distance(found.minutes, law) < distance_allowed()
    assert abs(np.corrcoef(found.option, found.minutes)[0, 1]) < 4.5 / BLOCK**0.5
    assert not found.on_record


def test_what_is_on_record() -> None:
    found = chosen(given={"chooses": "resigns", "at": "2020-01-03"})
    assert found.on_record
    assert (found.minutes == 2 * 24 * 60).all()
    assert found.options[found.option[0]] == "resigns"
    at_once = chosen(given={"chooses": "resigns"})
    assert not at_once.on_record
    assert not at_once.minutes.any()


def test_the_option_and_the_delay_are_drawn_at_addresses_of_their_own() -> None:
    found = chosen(chooses={"resigns": "50%"}, after={"mean": "4 days"})
    u = stream(1, 0, "stage/chooses").random(BLOCK)
    gaps = stream(1, 0, "stage/chooses/delay").standard_exponential(BLOCK)
    assert np.array_equal(found.option == 0, u < 0.5)
    assert np.array_equal(found.minutes, np.floor(gaps * 4 * 24 * 60))
