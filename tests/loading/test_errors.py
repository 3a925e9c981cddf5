"""The error family: all faults at once, in the order of the file, on their way between processes."""

from __future__ import annotations

import pickle

import pytest

from rulesim.errors import Fault, InputError, Place, besides, fail, nearest

LAST = Fault("b-slug", Place("a.yaml", 9, "x.y"), "'1'", "expected 2")
FIRST = Fault("a-slug", Place("a.yaml", 2), "a thing", "expected another")


def test_a_fault_reads_place_found_expected_slug() -> None:
    assert str(LAST) == "a.yaml:9 x.y: '1'; expected 2 [b-slug]"
    assert str(FIRST) == "a.yaml:2: a thing; expected another [a-slug]"


def test_a_fault_without_a_place_starts_with_what_was_found() -> None:
    assert str(Fault("slug", Place(), "'x'", "expected y")) == "'x'; expected y [slug]"


def test_faults_stand_in_the_order_of_the_file_each_once() -> None:
    error = InputError([LAST, FIRST, LAST])
    assert error.faults == (FIRST, LAST)
    assert str(error).splitlines() == [str(FIRST), str(LAST)]


def test_an_error_survives_the_way_to_another_process() -> None:
    error = InputError([LAST, FIRST])
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, InputError)
    assert copy.faults == error.faults
    assert str(copy) == str(error)


def test_one_fault_makes_an_error() -> None:
    assert fail("slug", Place("f", 1), "x", "y").faults == (Fault("slug", Place("f", 1), "x", "y"),)


def test_what_stands_on_a_line_already_told_only_follows() -> None:
    follows = Fault("c-slug", Place("a.yaml", 9, "x"), "keys", "expected 2")
    nowhere = Fault("d-slug", Place("a.yaml"), "x", "y")
    assert besides([LAST], [follows, FIRST]) == [LAST, FIRST]
    assert besides([nowhere], [nowhere, FIRST]) == [nowhere, nowhere, FIRST]


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("loyalist", ["loyalists", "rebels"], "did you mean 'loyalists'?"),
        ("zzz", ["b", "a"], "expected one of: a, b"),
        ("zzz", [], "none is defined"),
        ("zzz", [f"n{i:02}" for i in range(20)], "n11, …"),
    ],
)
def test_the_nearest_name_is_offered(word: str, known: list[str], expected: str) -> None:
    assert expected in nearest(word, known)


def test_what_is_offered_does_not_depend_on_the_order_of_names() -> None:
    assert nearest("cat", ["bat", "hat"]) == nearest("cat", ["hat", "bat"])
