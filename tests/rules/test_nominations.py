"""Who is a candidate, and what the candidates come to."""

from __future__ import annotations

import pytest

from rulesim.model.stages import Nominations
from rulesim.rules.nominations import KINDS, is_safe, kind_of, may_stand, outcome, would_stand


def stage(*kinds: str, former_leader: str = "may stand", candidates: str = "anew") -> Nominations:
    return Nominations.model_validate(
        {"kind": "nominations", "title": "Nominations", "clause": "1", "says": "names", "then": {}, "by": ["mps"]}
        | {"needs": dict.fromkeys(kinds, "none"), "window": "1 day", "former_leader": former_leader}
        | {"candidates": candidates}
    )


@pytest.mark.parametrize(
    ("kinds", "candidate", "vacant", "wanted"),
    [
        (("incumbent", "challenger", "anyone"), "ann", False, "incumbent"),
        (("incumbent", "challenger", "anyone"), "bob", False, "challenger"),
        (("incumbent", "challenger", "anyone"), "ann", True, "anyone"),
        (("incumbent", "challenger", "anyone"), "bob", True, "anyone"),
        (("anyone",), "ann", False, "anyone"),
        (("challenger", "anyone"), "ann", False, "anyone"),
    ],
)
def test_which_requirement_a_candidate_falls_under(
    kinds: tuple[str, ...], candidate: str, vacant: bool, wanted: str
) -> None:
    assert kind_of(stage(*kinds), candidate, "ann", vacant) == wanted


def test_who_may_stand() -> None:
    assert not may_stand(stage("anyone", former_leader="barred"), "ann", "ann", vacant=True)
    assert may_stand(stage("anyone", former_leader="barred"), "ann", "ann", vacant=False)
    assert may_stand(stage("anyone", former_leader="barred"), "bob", "ann", vacant=True)
    assert may_stand(stage("anyone"), "ann", "ann", vacant=True)
    assert not may_stand(stage("challenger"), "ann", "ann", vacant=False)
    assert not may_stand(stage("challenger"), "bob", "ann", vacant=True)


def test_what_a_number_of_candidates_comes_to() -> None:
    assert [KINDS[outcome(many)] for many in range(4)] == ["none", "unopposed", "contested", "contested"]


@pytest.mark.parametrize(
    ("candidates", "before", "stands", "sits", "wanted"),
    [
        ("anew", False, True, False, True),
        ("anew", False, False, True, False),
        ("anew", False, None, True, False),
        ("anew", False, None, False, False),
        ("anew", True, False, False, False),
        ("as before", True, None, False, True),
        ("as before", True, False, False, False),
        ("as before", True, False, True, False),
        ("as before", False, True, False, True),
        ("as before", False, None, True, False),
        ("as before", False, None, False, False),
        ("from before", True, None, False, True),
        ("from before", True, True, False, True),
        ("from before", True, False, False, False),
        ("from before", False, True, True, False),
        ("from before", False, None, True, False),
    ],
)
def test_who_is_on_the_list_or_wants_to_be(
    candidates: str, before: bool, stands: bool | None, sits: bool, wanted: bool
) -> None:
    assert would_stand(stage("anyone", candidates=candidates), before, stands, sits) == wanted


@pytest.mark.parametrize("candidates", ["anew", "as before"])
@pytest.mark.parametrize(("stands", "sits", "wanted"), [(None, True, True), (None, False, False), (False, True, False)])
def test_a_leader_by_right_stands_unless_it_is_said_that_they_do_not(
    candidates: str, stands: bool | None, sits: bool, wanted: bool
) -> None:
    assert would_stand(stage("incumbent", "anyone", candidates=candidates), False, stands, sits) == wanted


def test_whoever_was_on_the_ballot_before_needs_no_new_names_only_where_that_list_stands() -> None:
    assert is_safe(stage("anyone", candidates="as before"), before=True)
    assert not is_safe(stage("anyone", candidates="as before"), before=False)
    assert not is_safe(stage("anyone", candidates="from before"), before=True)
    assert not is_safe(stage("anyone"), before=True)
