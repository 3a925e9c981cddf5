"""Every word in the models either names something, and is looked up, or is text; a new option has to say which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import pytest

from loading.corpus import CORPUS
from rulesim.loading.mentions import mentions
from rulesim.loading.references import references
from rulesim.loading.rulebook import settle
from rulesim.loading.scenario import load
from rulesim.model.conduct import CONDUCT
from rulesim.model.file_value import FileValue
from rulesim.model.named import Refers, Role
from rulesim.model.quantities import parse_period, parse_printed
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario

TEXTS = {
    "Ballot": {"sections"}, "Bloc": {"title"},
    "Body": {"name"}, "Claimed": {"bases", "numbers", "shares"}, "Decision": {"by", "default", "options"},
    "Disputed": {"record", "says", "sources", "what"}, "Ending": {"says"}, "GivenRound": {"by_unit"},
    "Motion": {"asks"}, "Person": {"name"},
    "Question": {"asks", "clause", "decided_by", "readings", "sources"}, "Reading": {"held_by", "says", "sources"},
    "Rules": {"bodies", "changed", "contested", "country", "departures", "endings", "follows", "party", "rulebook",
              "sources", "title"},
    "Scenario": {"about", "assumptions", "blocs", "conduct", "people", "rulebook", "scenario", "sources",
                 "title", "unknowns"},
    "Spread": {"called"}, "Stage": {"clause", "says", "sources", "title"}, "Unknown": {"note"},
}  # fmt: skip
"""Words that name nothing: text for people, ids that are given here, ids of seeds, and what its own model checks."""
SPELT_OUT = {"ranking", "step"}


def models(kind: Any, seen: set[type[FileValue]]) -> set[type[FileValue]]:
    """The models that a type holds, and those below them."""
    if isinstance(kind, type) and issubclass(kind, FileValue):
        if kind not in seen:
            seen.add(kind)
            for field in kind.model_fields.values():
                models(field.annotation, seen)
    else:
        for part in get_args(kind):
            models(part, seen)
    return seen


def free(kind: Any) -> bool:
    """Whether a type holds a word, or a key, that names nothing."""
    if get_origin(kind) is Annotated:
        marks = get_args(kind)[1:]
        read = {getattr(mark, "func", None) for mark in marks}
        named = any(isinstance(mark, Refers) for mark in marks) or read & {parse_period, parse_printed}
        return not named and free(get_args(kind)[0])
    return kind is str or (get_origin(kind) is not None and any(free(part) for part in get_args(kind)))


def texts(model: type[FileValue]) -> set[str]:
    return {name for name, field in model.model_fields.items() if free(field.rebuild_annotation())}


MODELS = sorted({one for top in (Rules, Scenario, *CONDUCT.values()) for one in models(top, set())}, key=str)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_word_says_what_it_names_or_is_known_to_be_text(model: type[FileValue]) -> None:
    known = {name for one in model.__mro__ for name in TEXTS.get(one.__name__, ())}
    assert texts(model) == known & set(model.model_fields)


def roles(scenario: str) -> Iterator[tuple[Role, str]]:
    """The roles that are looked up in a scenario and its rule book, and what kind of thing is named."""
    contest = load(scenario)
    books = (settle(contest.book, {}),)
    found = [*mentions(contest.scenario), *mentions(contest.rules)]
    found += [
        one
        for name, cases in contest.conduct.items()
        for i, case in enumerate(cases)
        for one in mentions(case, ("conduct", name, i), {"stage": name})
    ]
    for one in found:
        for reference in references([one], books, contest.scenario):
            assert not reference.missing
            yield one.role, reference.what


def test_the_surroundings_of_a_word_are_carried_to_it() -> None:
    contest = load(str(CORPUS / "good" / "scenario-race.yaml"))
    steps = [one for one in mentions(contest.rules) if one.role == "outcome"]
    assert steps
    assert all(one.under["stage"] == one.path[1] for one in steps if "meanwhile" not in one.path)


def test_every_role_is_looked_up() -> None:
    bundled = (
        "labour-2016",
        "what-happened",
        "history/uk-con-2022-jul",
        "history/uk-lab-2020",
        "history/au-lib-2009",
        "history/jp-ldp-2020",
    )
    scenarios = [*bundled, *(str(path) for path in (CORPUS / "good").glob("scenario-*"))]
    seen = {role for name in scenarios for role, _ in roles(name)}
    assert seen == set(get_args(Role)) - SPELT_OUT
