"""Who signs a petition, and when."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from luck.crowd import NOW, STAGE, crowd, distance, distance_allowed, plausible
from rulesim.luck.draws import BLOCK
from rulesim.luck.people import Occasion
from rulesim.luck.petition import Signatures, first_signatures, signatures
from rulesim.model.quantities import NEVER

BLOCS = {"rebels": 30, "others": 21}
WEEK = {"mean": "7 days"}
DAY = 24 * 60


def signed(conduct: dict[str, Any], **more: Any) -> Signatures:
    return signatures(crowd("petition", conduct, BLOCS, **more), NOW)


def here(found: Signatures) -> Any:
    """Where in the tables there is a signature."""
    return np.arange(len(found.minutes))[:, None] < found.count


def test_signatures_stand_in_the_order_of_time_and_empty_rows_are_marked() -> None:
    found = signed({"sign": {"rebels": {"chance": "50%", "after": WEEK}, "others": {"chance": "20%", "after": WEEK}}})
    assert found.minutes.shape == found.bloc.shape == found.list_.shape
    times = np.where(here(found), found.minutes, np.iinfo(np.int64).max)
    assert (np.diff(times, axis=0) >= 0).all()
    assert (found.minutes[~here(found)] == -1).all()
    for code, bloc in enumerate(found.blocs):
        many = ((found.bloc == code) & here(found)).sum(axis=0)
        assert (many <= BLOCS[bloc]).all()
    assert found.lists == ("cause",)
    assert not found.on_record


def test_a_share_signs_exactly_and_a_chance_is_everybodys_own() -> None:
    found = signed({"sign": {"others": {"share": "1/2", "after": {"exactly": "2 hours"}}}})
    assert (found.count == 11).all()
    assert (found.minutes == 120).all()
    chance = signed({"sign": {"others": {"chance": "1/2"}}})
    assert plausible(int(chance.count.sum()), 21 * BLOCK, 0.5)
    assert (chance.minutes[here(chance)] == 0).all()


def test_a_minute_is_counted_once_it_is_whole() -> None:
    found = signed({"sign": {"rebels": {"share": "100%", "after": {"between": ["0 minutes", "3 minutes"]}}}})
    assert set(np.unique(found.minutes)) == {0, 1, 2}


def test_lists_get_their_part_of_the_signatures() -> None:
    found = signed({"sign": {"rebels": {"share": "100%", "backs": {"bob": "70%", "cat": "30%"}}}})
    assert found.lists == ("bob", "cat")
    assert plausible(int((found.list_ == 0).sum()), 30 * BLOCK, 0.7)


def test_nobody_signs_where_nothing_is_said() -> None:
    found = signed({})
    assert not found.count.any()
    assert found.minutes.shape == (0, BLOCK)
    assert signed({"momentum": {"names": 1, "faster": "10%"}}).minutes.shape == (0, BLOCK)


def test_what_is_on_record_is_the_same_in_every_run() -> None:
    found = signed({"given": {"signatures": {"bob": 2, "cat": 1}, "at": "2020-01-02T03:00"}})
    assert found.on_record
    assert (found.count == 3).all()
    assert (found.minutes == 27 * 60).all()
    assert (found.list_ == np.array([[0], [0], [1]])).all()
    nobody = signed({"given": {"signatures": {}, "at": "2020-01-02"}})
    assert not nobody.count.any()


def test_an_unknown_moves_everybody_in_a_run_together() -> None:
    sign = {"rebels": {"chance": "mood"}, "others": {"chance": "mood"}}
    found = signed({"sign": sign}, unknowns={"mood": {"from": "0%", "to": "100%"}})
    many = {bloc: ((found.bloc == code) & here(found)).sum(axis=0) for code, bloc in enumerate(found.blocs)}
    assert np.corrcoef(many["rebels"], many["others"])[0, 1] > 0.8
    law = {mark: mark / 31 for mark in range(32)}
    assert distance(many["rebels"], law) < distance_allowed()


@pytest.mark.parametrize("other", [{"seed": 2}, {"block": 1}])
def test_other_people_sign_otherwise(other: dict[str, int]) -> None:
    conduct = {"sign": {"rebels": {"chance": "50%", "after": WEEK}}}
    assert not np.array_equal(signed(conduct).count, signed(conduct, **other).count)


def test_a_second_visit_draws_anew_and_a_bloc_more_changes_no_other() -> None:
    conduct = {"sign": {"rebels": {"chance": "50%", "after": WEEK}}}
    people = crowd("petition", conduct, BLOCS)
    assert not np.array_equal(signatures(people, NOW).count, signatures(people, Occasion(STAGE, 2)).count)
    alone = signed(conduct)
    both = signed({"sign": {"others": {"share": "100%", "after": {"exactly": "900 days"}}, **conduct["sign"]}})
    rows = len(alone.minutes)
    assert np.array_equal(both.count, alone.count + 21)
    assert np.array_equal(np.where(here(alone), both.minutes[:rows], -1), alone.minutes)


def test_signatures_on_record_stand_in_order_of_time_with_the_minute_in_which_they_are_taken_back() -> None:
    later = {"signatures": {"cat": 1, "bob": 2}, "at": "2020-01-03", "until": "2020-01-04T00:30"}
    found = signed({"given": [later, {"signatures": {"cat": 1}, "at": "2020-01-02"}]})
    assert found.lists == ("bob", "cat")
    assert found.minutes[:, 0].tolist() == [DAY, 2 * DAY, 2 * DAY, 2 * DAY]
    assert found.list_[:, 0].tolist() == [1, 0, 0, 1]
    assert found.until is not None
    assert found.until[1:, 0].tolist() == [3 * DAY + 30] * 3
    assert found.until[0, 0] > 7000 * 365 * DAY
    assert signed({"given": {"signatures": {"cat": 1}, "at": "2020-01-02"}}).until is None


def test_a_signature_is_taken_back_with_its_chance_and_after_its_delay() -> None:
    sign = {
        "rebels": {
            "share": "100%",
            "after": {"exactly": "1 hour"},
            "takes_back": "30%",
            "back_after": {"exactly": "90 minutes"},
        },
        "others": {"share": "100%", "after": {"exactly": "2 hours"}},
    }
    found = signed({"sign": sign})
    assert found.until is not None
    rebels = found.bloc == found.blocs.index("rebels")
    assert (found.until[~rebels] == NEVER).all()
    assert set(np.unique(found.until[rebels])) == {150, NEVER}
    assert plausible(int((found.until == 150).sum()), 30 * BLOCK, 0.3)
    always = signed({"sign": {"rebels": {**sign["rebels"], "takes_back": "100%"}}}).until
    assert always is not None
    assert (always == 150).all()
    assert signed({"sign": {"rebels": {"share": "100%"}}}).until is None


def test_who_backs_one_alone_backs_them_and_who_backs_nobody_signs_the_first_list() -> None:
    sign = {
        "rebels": {"share": "100%", "backs": {"cat": "100%"}},
        "others": {"share": "100%", "backs": {"ann": "100%"}},
    }
    found = signed({"sign": sign})
    assert found.lists == ("ann", "cat")
    assert (found.list_ == np.where(found.bloc == found.blocs.index("rebels"), 1, 0)).all()


def test_three_lists_get_their_parts() -> None:
    backs = {"ann": "20%", "bob": "50%", "cat": "30%"}
    found = signed({"sign": {"rebels": {"share": "100%", "backs": backs}}})
    for code, part in enumerate((0.2, 0.5, 0.3)):
        assert plausible(int((found.list_ == code).sum()), 30 * BLOCK, part)


@pytest.mark.parametrize("most", [1, 10, 60])
def test_the_first_signatures_are_those_of_all(most: int) -> None:
    sign = {"rebels": {"chance": "50%", "after": WEEK}, "others": {"share": "50%", "after": WEEK}}
    people = crowd("petition", {"sign": sign}, BLOCS)
    every, few = signatures(people, NOW), signatures(people, NOW, most)
    assert len(few.minutes) == min(most, len(every.minutes))
    assert np.array_equal(few.minutes, every.minutes[:most])
    assert np.array_equal(few.count, np.minimum(every.count, most))
    assert np.array_equal(few.bloc[here(few)], every.bloc[:most][here(few)])
    waves = first_signatures(people, NOW, most)
    rebels = int(((every.bloc == every.blocs.index("rebels")) & here(every)).sum(axis=0).max())
    assert [len(wave) for wave in waves] == [min(most, 11), min(most, rebels)]
    together = np.sort(np.concatenate(waves), axis=0)[: len(few.minutes)]
    assert np.array_equal(np.floor(together[here(few)]), few.minutes[here(few)])
