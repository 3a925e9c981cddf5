"""A round over whole numbers comes to what it does in fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import ballots, fields, tallies

from rulesim.rules import round as rule
from rulesim.rules import scores as exact
from rulesim.rules.batch.round import AGAIN, EXCLUDED, KINDS, judge
from rulesim.rules.batch.scores import Scores, Turnout, bases_of, score

COMES_TO = {**dict(enumerate(KINDS)), EXCLUDED: "excluded", AGAIN: "again"}


@given(st.data())
def test_a_round_comes_to_what_it_does_in_fractions(data: st.DataObject) -> None:
    """With votes of any size: up to some at which 64 bits are too few."""
    counted, standing = data.draw(ballots()), data.draw(fields(1))
    size = data.draw(st.sampled_from([1, 1, 10**9 + 7]))
    tally = {
        name: {who: many * size for who, many in section.items()}
        for name, section in data.draw(tallies(counted, standing)).items()
    }
    spoilt, exhausted, away = (data.draw(st.integers(0, 9)) * size for _ in range(3))
    entitled = sum(sum(section.values()) for section in tally.values()) + spoilt + exhausted + away
    fractions = {name: {who: Fraction(many) for who, many in section.items()} for name, section in tally.items()}
    scores = exact.score(counted, fractions, standing)
    wanted = rule.judge(counted, scores, exact.bases_of(counted, scores, exact.Turnout(spoilt, exhausted, entitled)))
    here = np.ones((len(standing), 1), bool)
    many = {name: Scores(np.array([[section[who]] for who in standing])) for name, section in tally.items()}
    turnout = Turnout(*(np.array([number]) for number in (spoilt, exhausted, entitled)))
    nobody = np.zeros(len(standing), bool)
    scored = score(counted, many, here)
    found = judge(counted, scored, bases_of(counted, scored, turnout), nobody)
    assert COMES_TO[int(found.kind[0])] == wanted.kind
    named = {who for who, marked in zip(standing, found.who[:, 0].tolist(), strict=True) if marked}
    assert wanted.kind == "again" or named == set(wanted.who)
    if wanted.kind == "tied":
        assert bool(found.for_first[0]) == (wanted.for_what == "first")
    if wanted.for_what == "last":
        assert int(found.leave[0]) == wanted.leave
        also = {who for who, marked in zip(standing, found.also[:, 0].tolist(), strict=True) if marked}
        assert also == set(wanted.also)
