"""A number such as `40.000`, which may be forty or forty thousand, is refused wherever people or papers are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from loading.corpus import CORPUS
from rulesim.errors import Fault, InputError
from rulesim.loading.rulebook import load_rulebook
from rulesim.loading.scenario import load

RECORD = str(CORPUS / "good" / "scenario-maple-record.yaml")
RACE = str(CORPUS / "good" / "scenario-maple.yaml")
GIVEN = "conduct.first-ballot.given.rounds.0"


def told(name: str, path: str, value: str) -> tuple[Fault, ...]:
    try:
        load(name, {path: value})
    except InputError as error:
        return error.faults
    return ()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (RECORD, "bodies.members"),
        (RECORD, "conduct.letters.given.signatures.cause"),
        (RECORD, "conduct.nominations.given.names.rowan"),
        (RECORD, "conduct.nominations.given.names"),
        (RECORD, f"{GIVEN}.spoilt"),
        (RECORD, f"{GIVEN}.votes.rowan"),
        (RECORD, f"{GIVEN}.votes"),
        (RECORD, "expects.figures"),
        (RACE, "blocs.rebels.size"),
        (RACE, "conduct.first-ballot.votes.rank-and-file.as_sure_as"),
    ],
)
@pytest.mark.parametrize("number", ["1.000", "12.000", "1.000.000"])
def test_points_for_thousands_are_refused(name: str, path: str, number: str) -> None:
    inside = {
        "conduct.nominations.given.names": f"{{rowan: {{mps: {number}}}}}",
        f"{GIVEN}.votes": f"{{rowan: {number}}}",
        "expects.figures": f"{{letters.needed: {{at_least: {number}}}}}",
    }
    found = [one for one in told(name, path, inside.get(path, number)) if one.slug == "not-a-number"]
    assert [one.found for one in found] == [f"'{number}'"]
    assert number.replace(".", "") in found[0].expected


@pytest.mark.parametrize("number", ["22.0", "22.00", "22"])
def test_a_whole_number_with_other_decimals_is_that_number(number: str) -> None:
    assert (
        load(RECORD, {"conduct.letters.given.signatures.cause": number}).conduct["letters"]
        == (load(RECORD).conduct["letters"])
    )


def test_shares_have_as_many_decimals_as_they_like() -> None:
    assert told(RACE, "unknowns.appetite.high", "0.850") == ()
    assert told(RACE, "conduct.nominations.stands.rowan", "1.000") == ()


@pytest.mark.parametrize("key", ["names_each: 1", "rounds: 1", "all_but: 2"])
def test_so_it_is_in_a_rule_book(key: str, tmp_path: Path) -> None:
    book = (CORPUS / "good" / "rulebook-maple.yaml").read_text("utf-8")
    path = tmp_path / "book.yaml"
    path.write_text(book.replace(key, f"{key}.000", 1), "utf-8")
    with pytest.raises(InputError) as caught:
        load_rulebook(str(path))
    (fault,) = caught.value.faults
    assert fault.place.line == book[: book.index(key)].count("\n") + 1
    assert "expected digits alone" in fault.expected or "a whole number in digits only" in fault.expected
