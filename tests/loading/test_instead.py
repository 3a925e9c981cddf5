"""What a fault says to write instead: the sum, what was meant, the key in its own place; one slip, one fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loading.corpus import CORPUS
from rulesim.errors import Fault, InputError, meant
from rulesim.loading.scenario import load
from rulesim.model.likely import likely_duration, likely_moment, likely_share
from rulesim.model.quantities import parse_duration, parse_moment, parse_share

MAPLE = str(CORPUS / "good" / "scenario-maple.yaml")
RECORD = str(CORPUS / "good" / "scenario-maple-record.yaml")


def faults(name: str, **values: str) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        load(name, {path.replace("__", ".").replace("_", "-"): value for path, value in values.items()})
    return caught.value.faults


@pytest.mark.parametrize(
    ("shares", "total"),
    [
        ("{rowan: 60%, linden: 41%}", "101%"),
        ("{rowan: 1/3, hazel: 1/3}", "2/3 (66.67%)"),
        ("{rowan: 0.5, hazel: 0.455}", "95.5%"),
    ],
)
def test_the_sum_is_given(shares: str, total: str) -> None:
    (fault,) = faults(MAPLE, conduct__first_ballot__votes__rank_and_file="{shares: " + shares + "}")
    assert (fault.slug, fault.found, fault.expected) == ("shares-sum", f"the shares add up to {total}", "expected 100%")
    assert fault.place.path == "conduct.first-ballot.votes.rank-and-file.shares"


def test_the_sum_of_weights_is_given_where_they_stand() -> None:
    sections = "{a: {by: [members], weight: 50%}, b: {by: [mps], weight: 0.499}}"
    (fault,) = faults(MAPLE, rules__stages__first_ballot__sections=sections)
    assert (fault.slug, fault.found) == ("weights-sum", "the weights of the sections add up to 99.9%")
    assert fault.place.path == "stages.first-ballot.sections"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("{votes: {rowan: 9}, abstained: 3}", "did you mean 'spoilt'?"),
        ("{votes: {rowan: 9}, blank: 3}", "did you mean 'spoilt'?"),
        (
            "{votes: {rowan: 9}, vots: {hazel: 3}}",
            (
                "expected one of: by_unit, converted, exhausted, in, lot, others, papers, percent, sections, spoilt, "
                "unrecorded, valid, …"
            ),
        ),
    ],
)
def test_a_key_known_by_another_word_is_offered_and_never_one_in_use(key: str, expected: str) -> None:
    (fault,) = faults(RECORD, conduct__first_ballot__given="{rounds: [" + key + "]}")
    assert (fault.slug, fault.expected) == ("unknown-key", expected)


def test_keys_in_the_wrong_place_are_told_together_with_the_right_one() -> None:
    (fault,) = faults(RECORD, conduct__first_ballot__given="{votes: {rowan: 9}, spoilt: 3}")
    assert fault.found == "unknown keys 'votes' and 'spoilt'"
    assert fault.expected == "expected in an entry of 'rounds'"


def test_a_key_of_another_kind_of_stage_is_told_as_that() -> None:
    (fault,) = faults(MAPLE, conduct__letters="{nominate: {rebels: {chances: {rowan: 5%}}}}")
    assert fault.expected == "that goes with nominations; expected for a petition one of: given, momentum, sign, when"


def test_what_is_wrong_in_a_list_does_not_make_it_too_short() -> None:
    needs = "{challenger: {any: [{count: 1, of: [mps]}]}}"
    (fault,) = faults(MAPLE, rules__stages__nominations__needs=needs, readings="{}")[:1]
    assert (fault.slug, fault.found) == ("threshold-measure", "'of' beside a 'count'")
    assert "by: [BODY]" in fault.expected


def test_a_value_that_fits_no_form_is_told_once() -> None:
    (fault,) = faults(RECORD, conduct__nominations__given="{names: {rowan: 30%}}")
    assert (fault.slug, fault.expected) == ("percent-undeclared", "expected a number of people, not a percentage")


def test_the_number_of_one_case_among_several_stays() -> None:
    cases = "[{when: {stage: letters, outcome: met}, votes: {rank-and-file: {shares: {rowan: 99%}}}}, {votes: {}}]"
    (fault,) = faults(MAPLE, conduct__first_ballot=cases)
    assert fault.place.path == "conduct.first-ballot.0.votes.rank-and-file.shares"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("28 June 2016", "2016-06-28"), ("June 28, 2016", "2016-06-28"), ("28/06/2016", "2016-06-28"),
        ("06/28/2016", "2016-06-28"), ("2016-6-28", "2016-06-28"), ("2016-06-28T18", "2016-06-28T18:00"),
        ("2016-06-28T18:00Z", "2016-06-28T18:00"), ("28 June 2016, 6pm", "2016-06-28T18:00"),
        ("2016-06-28 12am", "2016-06-28T00:00"), ("2016-06-28 12pm", "2016-06-28T12:00"),
        ("05/06/2016", ""), ("31 June 2016", ""), ("2016-06-28 25:00", ""), ("June 2016", ""), ("soon", ""),
    ],
)  # fmt: skip
def test_the_day_that_was_meant(text: str, meaning: str) -> None:
    assert likely_moment(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("0,2", "0.2"),
        ("20", "20%"),
        ("1.5", "1.5%"),
        ("20 per cent", "20%"),
        ("33,3%", "33.3%"),
        ("1 in 4", "1/4"),
        ("125", ""),
    ],
)
def test_the_share_that_was_meant(text: str, meaning: str) -> None:
    assert likely_share(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("6d", "6 days"),
        ("6 Days", "6 days"),
        ("1,5 hours", "1.5 hours"),
        ("1w", "1 week"),
        ("6", ""),
        ("6 months", ""),
        ("6 moons", ""),
    ],
)
def test_the_length_of_time_that_was_meant(text: str, meaning: str) -> None:
    assert likely_duration(text) == meaning


@given(st.text(alphabet="0123456789.,/%- :TZapm JunedaysofwkhrinctMay", max_size=24))
def test_what_is_offered_can_be_read(text: str) -> None:
    if likely := likely_moment(text):
        parse_moment(likely)
    if likely := likely_duration(text):
        parse_duration(likely)
    likely = likely_share(text)
    if likely and not likely.startswith("0") and "/" not in likely and float(likely.rstrip("%")) <= 100:
        assert parse_share(likely) <= 1


def test_a_name_is_the_same_but_for_capitals_and_hyphens_before_it_is_close() -> None:
    assert meant("First ballot", ["first-ballots", "first-ballot"]) == "first-ballot"
    assert meant("MPs", ["mps", "meps"]) == "mps"
    assert meant("window", ["wins", "lasts"]) == "lasts"
    assert meant("failed", ["met", "lapsed"]) == "lapsed"
    assert meant("zebra", ["met", "lapsed"]) == ""
