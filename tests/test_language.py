"""The strategies draw the whole language: every option of the models, and every word of their closed lists."""

from __future__ import annotations

from collections import Counter

from strategies import Drawn, ballots, drawn_contests
from strategies.language import options, used
from strategies.lots import look_at_lots

from rulesim.model.ballot import Ballot
from rulesim.model.conduct import CONDUCT, MotionConduct
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario

NEVER_DRAWN = {
    **dict.fromkeys(
        ("Petition.sources", "Motion.sources", "Decision.sources", "Nominations.sources", "Ballot.sources"),
        "where a clause was read: for people",
    ),
    **dict.fromkeys(("Rules.sources", "Scenario.sources"), "where a file was read: for people"),
    **dict.fromkeys(("Question.sources", "Reading.sources", "Reading.held_by"), "who argued what, and where"),
    "Question.decided_by": "how a dispute ended: for people",
    "Rules.follows": "the book before: for people",
    "Rules.changed": "what changed since: for people",
    "Rules.departures": "what the encoding leaves out: for people",
    "Scenario.about": "what it asks, in words",
    "Scenario.assumptions": "what is ours, in words",
    "Spread.called": "what places are called in print",
}
"""What is written for people alone, and why no engine can be mistaken about it."""


def test_every_option_and_every_word_is_drawn() -> None:
    seen: Counter[str] = Counter()

    def look(drawn: Drawn) -> None:
        found = drawn.load()
        cases = tuple(case for stage in found.conduct.values() for case in stage)
        seen.update(told for value in (found.rules, found.scenario, cases) for told in used(value))

    def look_deeper(ballot: Ballot) -> None:
        seen.update(used(ballot))

    look_at_lots(drawn_contests(), 20, look)
    look_at_lots(ballots(), 15, look_deeper)
    language = options((Rules, Scenario, *CONDUCT.values()))
    assert NEVER_DRAWN.keys() <= language, "no reason is given for what does not exist"
    missing = sorted(language - seen.keys() - NEVER_DRAWN.keys())
    assert not missing, "not drawn: let the strategies draw them, or say in NEVER_DRAWN why not"


def test_the_language_is_read_from_the_models_to_the_last_word() -> None:
    language = options((Rules, Scenario, *CONDUCT.values()))
    assert {"Names.less", "Slot.rounds", "Motion.kind: motion", "Floor.of: entitled", "GivenMotion.for"} <= language
    assert {
        "Nominations.needs: challenger",
        "Ballot.ties: nobody leaves",
        "AllOf.all",
        "AsManyAs.as_many_as",
    } <= language
    assert len(language) > 350


def test_an_option_is_used_where_it_differs_from_what_goes_without_saying() -> None:
    plain = MotionConduct.model_validate({"given": {"for": 3, "against": 2, "spoilt": 0}})
    said = {"MotionConduct.given", "GivenMotion.in: numbers", "GivenMotion.for", "GivenMotion.against"}
    assert set(used(plain)) == said
    spoilt = MotionConduct.model_validate({"given": {"for": 3, "against": 2, "spoilt": 1}})
    assert "GivenMotion.spoilt" in set(used(spoilt))
