"""What is bundled, by party, and what of it is asked for."""

from __future__ import annotations

from functools import cache

import pytest

from rulesim.errors import InputError
from rulesim.loading.catalogue import Entry, Wanted, bundled, wanted
from rulesim.loading.library import SCENARIOS
from rulesim.loading.rulebook import load_rulebook
from rulesim.loading.yaml_reader import read_file
from rulesim.model.rulebook import InForce
from rulesim.reports.words.countries import country


def test_it_says_of_each_file_what_the_file_says() -> None:
    book = cache(lambda name: load_rulebook(name).rules)
    for entry in bundled():
        rules = book(entry.rulebook)
        said = (entry.party, entry.country, entry.in_force)
        assert said == (rules.party, rules.country, rules.in_force), entry.name
        assert rules.country, f"{entry.rulebook} does not say of which country it is"
        if entry.kind == "rule book":
            assert entry.title == rules.title
        else:
            scenario = read_file(SCENARIOS / f"{entry.name}.yaml")[0].plain()
            assert (entry.title, entry.kind == "replay") == (scenario["title"], "expects" in scenario), entry.name


def names(**asked: str | bool) -> set[str]:
    return {entry.name for entry in bundled(Wanted(**asked))}  # type: ignore[arg-type]


def test_only_what_is_asked_for_is_listed() -> None:
    labour = names(party="labour")
    assert {"uk-labour-2016", "labour-2016", "nz-labour-2012", "history/nz-lab-2013"} <= labour
    assert not {name for name in labour if "con" in name.split("-")}
    assert names(party="LABOUR", country="nz") == {
        *("nz-labour-2012", "nz-lab-2013-eve", "history/nz-lab-2013", "history/nz-lab-2014"),
    }
    assert names(party="nz-labour", replays_only=True) == {"history/nz-lab-2013", "history/nz-lab-2014"}
    assert names(party="nobody") == set()


def test_rule_books_come_first_and_parties_together() -> None:
    found = bundled()
    assert [(one.country, one.party) for one in found] == sorted((one.country, one.party) for one in found)
    assert next(one.kind for one in found if one.party == "Fine Gael") == "rule book"


@pytest.mark.parametrize(
    ("since", "until", "period", "holds"),
    [
        ("2018-09", "2021-09", "2021-09-30", True),
        ("2018-09", "2021-09", "2021-10", False),
        ("2018-09", "2021-09", "2018", True),
        ("2018-09-12", "", "2018-09-11", False),
        ("2018-09-12", "", "2018-09", True),
        ("", "1965", "1965-02-24", True),
        ("", "1965", "1966", False),
        ("", "", "2026", True),
    ],
)
def test_a_period_overlaps_another_as_far_as_both_are_exact(since: str, until: str, period: str, holds: bool) -> None:
    assert InForce.model_validate({"from": since, "to": until}).holds_in(period) == holds


def test_what_is_no_period_is_told() -> None:
    with pytest.raises(InputError, match=r"--in-force 2026-13: '2026-13'; expected a year, month or day"):
        wanted("", "", "2026-13", replays_only=False)


def test_countries_have_their_names() -> None:
    assert [country(code) for code in ("GB", "KR", "EU", "INT", "")] == [
        "United Kingdom",
        "South Korea",
        "European Union",
        "International",
        "",
    ]
    assert isinstance(bundled()[0], Entry)
