"""How people vote on a motion."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.petitions import at_least
from scipy.stats import binom

from luck.crowd import NOW, crowd, distance, distance_allowed, plausible
from rulesim.luck.draws import BLOCK
from rulesim.luck.motion import Division, division


def divided(votes: dict[str, Any], blocs: dict[str, int], **more: Any) -> Division:
    return division(crowd("motion", {"votes": votes}, blocs, **more), NOW)


@settings(max_examples=40)
@given(st.integers(0, 300), st.integers(0, 100), st.integers(0, 100))
def test_a_share_is_that_part_of_the_bloc_to_the_nearest_person(size: int, ours: int, of_the_rest: int) -> None:
    theirs = (100 - ours) * of_the_rest // 100
    found = divided({"mps": {"shares": {"for": f"{ours}%", "against": f"{theirs}%"}}}, {"mps": size})
    wanted = int(Fraction(size * ours, 100) + Fraction(1, 2))
    left = min(int(Fraction(size * theirs, 100) + Fraction(1, 2)), size - wanted)
    assert (found.votes_for == wanted).all()
    assert (found.against == left).all()


def test_a_half_goes_up_whatever_floats_make_of_it() -> None:
    assert (divided({"mps": {"shares": {"for": "14.5%"}}}, {"mps": 100}).votes_for == 15).all()
    assert (divided({"mps": {"shares": {"for": "58%"}}}, {"mps": 25}).votes_for == 15).all()


def test_everybody_votes_once_at_the_most() -> None:
    chances = {"for": "40%", "against": "35%", "spoilt": "5%"}
    found = divided({"mps": {"chances": chances}, "meps": {"chances": {"for": "90%"}}}, {"mps": 50, "meps": 20})
    cast = found.votes_for + found.against + found.spoilt
    assert (cast <= 70).all()
    assert np.array_equal(found.present, cast)
    by_bloc = [sum(sides[side] for sides in found.blocs.values()) for side in ("for", "against", "spoilt")]
    for total, parts in zip((found.votes_for, found.against, found.spoilt), by_bloc, strict=True):
        assert np.array_equal(total, parts)
    assert (sum(found.blocs["mps"].values()) <= 50).all()


def test_chances_make_a_multinomial_division() -> None:
    found = divided({"mps": {"chances": {"for": "40%", "against": "35%", "spoilt": "5%"}}}, {"mps": 50})
    for votes, chance in ((found.votes_for, 0.4), (found.against, 0.35), (found.spoilt, 0.05), (found.present, 0.8)):
        law = {k: float(binom.cdf(k - 1, 50, chance)) for k in range(52)}
        assert distance(votes, law) < distance_allowed()
    together = np.corrcoef(found.votes_for, found.against)[0, 1]
    assert abs(together + (0.4 * 0.35 / (0.6 * 0.65)) ** 0.5) < 4.5 / BLOCK**0.5


def test_the_chance_to_carry_a_motion_is_a_binomial_tail() -> None:
    found = divided({"mps": {"chances": {"for": "48%", "against": "rest"}}}, {"mps": 101})
    assert ((found.votes_for + found.against) == 101).all()
    carried = int((found.votes_for > found.against).sum())
    assert plausible(carried, BLOCK, float(at_least(51, 101, Fraction(48, 100))))


def test_the_rest_divides_what_the_others_leave() -> None:
    found = divided({"mps": {"shares": {"for": "40%", "against": "rest", "spoilt": "rest"}}}, {"mps": 100})
    assert {int(found.votes_for[0]), int(found.against[0]), int(found.spoilt[0])} == {40, 30}
    unknown = divided({"mps": {"shares": {"for": "mood", "against": "rest"}}}, {"mps": 100}, unknowns={"mood": MOOD})
    assert (unknown.votes_for + unknown.against == 100).all()


MOOD = {"low": "20%", "high": "70%"}


def test_one_run_in_twenty_lies_below_an_unknown_range() -> None:
    found = divided({"mps": {"shares": {"for": "mood"}}}, {"mps": 100_000}, unknowns={"mood": MOOD})
    assert plausible(int((found.votes_for < 20_000).sum()), BLOCK, 0.05)
    assert plausible(int((found.votes_for > 70_000).sum()), BLOCK, 0.05)


def test_what_is_on_record() -> None:
    record = {"given": {"for": 172, "against": 40, "spoilt": 4}}
    found = division(crowd("motion", record, {}), NOW)
    sides = (found.votes_for, found.against, found.spoilt, found.present)
    assert [set(side.tolist()) for side in sides] == [{172}, {40}, {4}, {216}]
    record["given"]["present"] = 220
    assert (division(crowd("motion", record, {}), NOW).present == 220).all()
