"""Facts: figures in place of names, nothing from the future, and every use cited."""

from __future__ import annotations

from datetime import date

import pytest

from loading.corpus import CORPUS
from rulesim.errors import InputError
from rulesim.loading.scenario import load
from rulesim.loading.seeds import cite, find_fact, find_sources, look_up
from rulesim.loading.yaml_reader import read_text
from rulesim.model.document import Node, walk

TEXT = b"""\
bodies:
  mps: {fact: uk-lab-2016/plp}
  again: [{fact: uk-lab-2016/plp}]
votes: {fact: uk-lab-2016/result.corbyn}
"""


def written() -> Node:
    return read_text(TEXT, "facts.yaml")


def test_figures_take_the_place_of_facts() -> None:
    looked = look_up(written(), None)
    plp, votes = find_fact("uk-lab-2016/plp"), find_fact("uk-lab-2016/result.corbyn")
    assert plp
    assert votes
    assert looked.faults == ()
    assert looked.document.plain() == {"bodies": {"mps": plp.value, "again": [plp.value]}, "votes": votes.value}


def test_a_figure_remembers_its_fact_and_its_line() -> None:
    looked = look_up(written(), None)
    taken = {path: (node.fact, node.line) for path, node in walk(looked.document) if node.fact}
    assert taken[("bodies", "mps")] == ("uk-lab-2016/plp", 2)
    assert taken[("votes",)] == ("uk-lab-2016/result.corbyn", 4)


def test_every_use_is_listed() -> None:
    plp, votes = "uk-lab-2016/plp", "uk-lab-2016/result.corbyn"
    assert look_up(written(), None).uses == ((plp, "bodies.mps"), (plp, "bodies.again.0"), (votes, "votes"))


def test_facts_from_the_future_are_refused_and_left() -> None:
    looked = look_up(written(), date(2016, 6, 28))
    assert [(fault.slug, fault.place.line, fault.place.path) for fault in looked.faults] == [
        ("fact-from-the-future", 4, "votes")
    ]
    assert looked.document.plain()["votes"] == {"fact": "uk-lab-2016/result.corbyn"}
    assert "2016-09-24" in looked.faults[0].found


def test_a_fact_may_be_used_on_the_very_day_it_is_known() -> None:
    fact = find_fact("uk-lab-2016/result.corbyn")
    assert fact
    assert look_up(written(), fact.known_from).faults == ()


def test_looking_up_again_changes_nothing() -> None:
    once = look_up(written(), None).document
    again = look_up(once, None)
    assert again.document.plain() == once.plain()
    assert again.uses == ()


def test_citations_list_sources_and_places_of_scenario_and_rule_book() -> None:
    citations = {citation.id: citation for citation in load("labour-2016").citations}
    rebels = citations["seed-article/confidence.against"]
    assert set(rebels.used_at) == {"blocs.rebels.size", "conduct.confidence.given.for"}
    assert rebels.sources
    assert all(source.title for source in rebels.sources)
    share = citations["uk-lab-2016/challenge.share"]
    assert share.used_at[0].startswith("rules.stages.challenge")


def test_citations_are_in_order() -> None:
    known = "seed-article/confidence.for"
    first, second = cite(((known, "b"), ("uk-lab-2016/plp", "a"), (known, "c")))
    assert (first.id, second.id) == (known, "uk-lab-2016/plp")
    assert first.used_at == ("b", "c")


def test_a_reference_may_name_a_source_or_a_fact() -> None:
    assert find_sources("uk-lab-2016/s5")
    assert find_sources("uk-lab-2016/plp")
    assert find_sources("uk-lab-2016/nothing") == find_sources("nothing/s5") == find_sources("") == ()


def test_what_follows_from_a_missing_fact_is_not_told() -> None:
    motion = CORPUS / "good" / "scenario-motion.yaml"
    with pytest.raises(InputError) as caught:
        load(str(motion), {"bodies.members": "{fact: uk-lab-2016/nothing}", "starts": "soon"})
    assert [fault.slug for fault in caught.value.faults] == ["unknown-fact", "not-a-date"]


def test_a_scenario_may_take_a_day_from_a_fact() -> None:
    contest = load(str(CORPUS / "good" / "scenario-motion.yaml"), {"as_seen": "{fact: uk-lab-2016/date.nec}"})
    assert contest.scenario.as_seen is not None
    assert contest.scenario.as_seen.date() == date(2016, 7, 12)
