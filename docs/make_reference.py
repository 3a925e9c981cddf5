"""Writes docs/reference/rule-books.md and docs/reference/scenarios.md from the models that read the files.

`python docs/make_reference.py` writes them; `--check` only says whether they are as they would be written.
"""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from option_uses import Example, Option, elsewhere, example_of, known_options, owner, scenario_documents, told_by
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from reference_texts import CONDUCT_INTRO, RULE_BOOK_INTRO, SCENARIO_INTRO

from rulesim.model import (
    ballot,
    conduct,
    figures,
    record,
    requirement,
    rough,
    rulebook,
    scenario,
    stage,
    stages,
    threshold,
)
from rulesim.model.document import word
from rulesim.model.quantities import (
    parse_day_or_moment,
    parse_duration,
    parse_moment,
    parse_people,
    parse_period,
    parse_printed,
    parse_share,
    show_duration,
    show_share,
)

HERE = Path(__file__).resolve().parent / "reference"
MADE = "<!-- Made by docs/make_reference.py from rulesim/model. Change the models, not this page. -->"

Model = type[BaseModel]

SCALARS = {str: "text", int: "a whole number", bool: "`true` or `false`"}
READERS = {
    parse_share: "a share",
    parse_duration: "a length of time",
    parse_moment: "a day or moment",
    parse_period: "a year, month or day",
    parse_printed: "a number as printed",
    conduct._parse_chance: "a chance",
    figures._parse_figure: "a number",
    parse_people: "a whole number",
    parse_day_or_moment: "a day or moment",
}

RULE_BOOKS: list[tuple[str, Model]] = [
    ("A rule book", rulebook.Rules),
    ("In force", rulebook.InForce),
    ("Body", rulebook.Body),
    ("Contested question", rulebook.Question),
    ("Reading", rulebook.Reading),
    ("Every stage", stage.Stage),
    ("Petition", stages.Petition),
    ("Motion", stages.Motion),
    ("Majority", stage.Majority),
    ("Majority for a motion", stages.Support),
    ("Ruling", stage.Ruling),
    ("Decision", stages.Decision),
    ("Nominations", stages.Nominations),
    ("Threshold", threshold.Threshold),
    ("Names", requirement.Names),
    ("Spread", requirement.Spread),
    ("All of", requirement.AllOf),
    ("Any of", requirement.AnyOf),
    ("Ballot", stages.Ballot),
    ("Section", ballot.Section),
    ("Seats", ballot.Seats),
    ("As many seats as people", ballot.AsManyAs),
    ("Points", ballot.Points),
    ("Votes of units", ballot.UnitVotes),
    ("Wins", ballot.Wins),
    ("Lead", ballot.Lead),
    ("Excludes", ballot.Excludes),
    ("Floor", ballot.Floor),
    ("Ending", rulebook.Ending),
]
SCENARIOS: list[tuple[str, Model]] = [
    ("A scenario", scenario.Scenario),
    ("Beginning", scenario.Beginning),
    ("Person", scenario.Person),
    ("Bloc", scenario.Bloc),
    ("Unknown", scenario.Unknown),
    ("Slot of the timetable", scenario.Slot),
    ("Boundary", scenario.Boundary),
    ("Claim", scenario.Claimed),
    ("Change", scenario.Change),
    ("Expects", scenario.Expected),
    ("Disputed", scenario.Disputed),
    ("Rough number", rough.Rough),
]
CONDUCT: list[tuple[str, Model]] = [
    ("Every case", conduct.Case),
    ("When", conduct.When),
    ("Delay", conduct.Delay),
    ("Conduct at a petition", conduct.PetitionConduct),
    ("Signing", conduct.Signing),
    ("Momentum", conduct.Momentum),
    ("Signatures on record", conduct.GivenSignatures),
    ("Conduct at a motion", conduct.MotionConduct),
    ("Voting", conduct.Voting),
    ("Votes on record", figures.Figures),
    ("Vote on record", conduct.GivenMotion),
    ("Conduct at a decision", conduct.DecisionConduct),
    ("Decision on record", conduct.GivenDecision),
    ("Conduct at nominations", conduct.NominationsConduct),
    ("Nominating", conduct.Nominating),
    ("Nominations on record", conduct.GivenNominations),
    ("Conduct at a ballot", conduct.BallotConduct),
    ("Preferring", conduct.Preferring),
    ("Ballot on record", record.GivenBallot),
    ("Round on record", record.GivenRound),
]
TITLES = {model: title for title, model in (*RULE_BOOKS, *SCENARIOS, *CONDUCT)}
INSTEAD: dict[Model, str] = {
    rulebook.Rules: "The keys of the file itself.",
    scenario.Scenario: "The keys of the file itself.",
}
OUTCOMES: dict[Model, tuple[str, ...]] = {
    stages.Petition: ("met", "lapsed"),
    stages.Motion: ("carried", "lost", "tied"),
    stages.Nominations: ("contested", "unopposed", "none"),
    stages.Ballot: ("elected", "shortlisted", "reopened", "tied", "no result", "held"),
}


def anchor(model: Model) -> str:
    return f"[{TITLES[model]}](#{TITLES[model].lower().replace(' ', '-')})"


def anchor_from(here: Model, there: Model) -> str:
    """A link to a model, which may be on the other page."""
    books = {model for _, model in RULE_BOOKS}
    page = "" if (here in books) == (there in books) else "rule-books.md" if there in books else "scenarios.md"
    return anchor(there).replace("(#", f"({page}#")


PLURALS = {
    "text": "texts",
    "a whole number": "whole numbers",
    "a share": "shares",
    "a chance": "chances",
    "a number": "numbers",
    "a length of time": "lengths of time",
    "a day or moment": "days or moments",
}


def plural(words: str) -> str:
    if words.startswith("a list of "):
        return "lists of " + words.removeprefix("a list of ")
    return PLURALS.get(words, words.removeprefix("one of "))


def in_words(kind: Any, metadata: tuple[Any, ...] = ()) -> str:
    """A type in plain words."""
    for mark in metadata:
        if getattr(mark, "func", None) in READERS:
            return READERS[mark.func]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return in_words(arguments[0], arguments[1:])
    if origin is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in arguments)
    if origin in (Union, types.UnionType):
        members = [in_words(part, metadata) for part in arguments if part is not type(None)]
        return " or ".join(dict.fromkeys(members))
    if origin is tuple:
        parts = [part for part in arguments if part is not Ellipsis]
        how_many = "a list of" if len(parts) == 1 else f"a list of {len(parts)}"
        return f"{how_many} {plural(in_words(parts[0]))}"
    if origin is Mapping or (isinstance(origin, type) and issubclass(origin, Mapping)):
        inner = in_words(arguments[1])
        single, _, several = inner.partition(" or by id: ")
        if single == several:
            return f"by id: {single}, or one for each of several ids"
        return f"by id and {inner}" if inner.startswith("by id") else f"by id: {inner}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return anchor(kind)
    return SCALARS.get(kind, "as under [Conduct](#conduct)" if kind is Any else str(kind))


def default(field: FieldInfo) -> str:
    """What holds if the option is left out."""
    value = field.default
    if isinstance(value, int) and any(getattr(mark, "func", None) is parse_duration for mark in field.metadata):
        return f"`{show_duration(value)}`"
    if field.is_required() or value is PydanticUndefined:
        return "**required**"
    if value is None or value == "" or value == () or value == {}:
        return "–"
    if isinstance(value, BaseModel):
        return ", ".join(f"`{name}: {_shown_in(value, name)}`" for name in sorted(value.model_fields_set)) or "–"
    return f"`{_show(value)}`"


def _shown_in(model: BaseModel, name: str) -> str:
    return str(model.model_dump(mode="json")[name])


def _show(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction):
        return show_share(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_show, value))}]"
    return str(value)


def options(model: Model) -> Iterator[tuple[str, FieldInfo]]:
    """The options of a model that are its own to tell: those it shares with others, and `kind`, are told once."""
    for name, field in model.model_fields.items():
        if owner(model, name) is model and name != "kind":
            yield field.alias or name, field


def meaning(model: Model) -> str:
    """The text of a class, as one paragraph for each of its own."""
    if model in INSTEAD:
        return INSTEAD[model]
    text = inspect.cleandoc(model.__doc__ or "")
    return "\n".join(" ".join(part.split()) + "\n" for part in text.split("\n\n"))


def table(model: Model) -> str:
    rows = ["| option | meaning | written as | if left out |", "| --- | --- | --- | --- |"]
    for name, field in options(model):
        said = (field.description or "").replace("|", "\\|")
        kind = in_words(field.annotation, tuple(field.metadata))
        rows.append(f"| `{name}` | {said} | {kind} | {default(field)} |")
    return "\n".join(rows)


def in_use(model: Model) -> str:
    """The real contests that use the options of a model and the words of its closed lists, each contest once."""
    by_contest: dict[str, list[str]] = {}
    for option in known_options(model):
        if option.name != "kind":
            contest, told = _use(option)
            by_contest.setdefault(contest, []).append(told)
    listed = [f"- {contest}: {', '.join(told)}." for contest, told in by_contest.items()]
    return "\n".join(["In use:", "", *listed])


def _use(option: Option) -> tuple[str, str]:
    """Where an option is used, and what is to be looked for there."""
    told = f"`{option.name}: {option.word}`" if option.word else f"`{option.name}`"
    found = example_of(option)
    if found is not None:
        return _contest(found), told if found.use.written else f"{told} (left out)"
    other = elsewhere(option)
    if other is None:
        return "not yet used", told
    return "not yet used here", f"{told} (but of {anchor_from(option.model, other.model)})"


def _contest(found: Example) -> str:
    """A link to a scenario, and where an option stands in it to its rule book."""
    document = scenario_documents()[found.scenario]
    title = word(document.fields["title"]) if document.fields else found.scenario
    told = f"[{title}](../../scenarios/{found.scenario}.yaml)"
    return (
        f"{told}, under [{found.rulebook}](../../rulesim/rulebooks/{found.rulebook}.yaml)" if found.in_rules else told
    )


def section(title: str, model: Model) -> str:
    parts = [f"### {title}", meaning(model).strip()]
    shared = told_by(model)
    if shared is not None:
        start = f"Written `kind: {title.lower()}`, with" if shared is stage.Stage else "With"
        parts.append(f"{start} the options of {anchor(shared)} and:")
    parts.append(table(model))
    if model in OUTCOMES:
        words = ", ".join(f"`{word}`" for word in OUTCOMES[model])
        parts.append(f"Outcomes: {words}.")
    if model is stages.Ballot:
        parts.append("A ballot with `keeps: 1` never ends with `shortlisted`.")
    if model is stages.Decision:
        parts.append("Outcomes: its `options`.")
    parts.append(in_use(model))
    return "\n\n".join(parts)


def rule_books() -> str:
    sections = [section(title, model) for title, model in RULE_BOOKS]
    return "\n\n".join([MADE, RULE_BOOK_INTRO.strip(), "## What stands in one", *sections]) + "\n"


def scenarios() -> str:
    first = [section(title, model) for title, model in SCENARIOS]
    second = [section(title, model) for title, model in CONDUCT]
    return (
        "\n\n".join([MADE, SCENARIO_INTRO.strip(), "## What stands in one", *first, CONDUCT_INTRO.strip(), *second])
        + "\n"
    )


PAGES = {"rule-books.md": rule_books, "scenarios.md": scenarios}


def main(words: list[str]) -> int:
    """Writes the pages, or with `--check` compares them."""
    stale = [name for name, make in PAGES.items() if not _is_current(HERE / name, make())]
    if "--check" in words:
        for name in stale:
            print(f"docs/reference/{name} is out of date: run python docs/make_reference.py")
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(PAGES[name](), "utf-8")
        print(f"wrote docs/reference/{name}")
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
