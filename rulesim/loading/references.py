"""What each word of a rule book or a scenario may name, and the faults of those that name nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rulesim.errors import nearest
from rulesim.loading.mentions import Mention, words
from rulesim.loading.path_fault import PathFault
from rulesim.model.conduct import CAUSE, GivenNominations
from rulesim.model.document import Path
from rulesim.model.named import Role
from rulesim.model.rulebook import END, NOBODY, Rules
from rulesim.model.scenario import Scenario
from rulesim.model.stages import AnyStage, Ballot, Motion, Petition, figures, outcomes

What = Literal[
    "body", "bloc", "person", "unknown", "column",
    "stage", "outcome", "option", "section", "ending", "question", "reading",
]  # fmt: skip
Known = tuple[What, Collection[str]]
"""A kind of thing, and the names there are of it."""
SPOILT = "spoilt"
SIDES = ("for", "against", SPOILT)


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that must be one of the `known` names of a kind of thing."""

    what: What
    word: str
    path: Path
    known: Collection[str]

    @property
    def missing(self) -> bool:
        return self.word not in self.known


def references(
    mentions: Iterable[Mention], books: Sequence[Rules], scenario: Scenario | None = None
) -> Iterator[Reference]:
    """What the mentions of a rule book or a scenario may name, under any of the variants of the book.

    Where that depends on another word that names nothing, such as the stage of an outcome, only the other is a fault.
    """
    anywhere = {**_in_book(books[0]), **(_in_scenario(scenario, books) if scenario else {})}
    people = scenario.people if scenario else ()
    for mention in mentions:
        known = anywhere.get(mention.role) or _here(mention, books, people)
        if known:
            yield Reference(known[0], mention.word, mention.path, known[1])


def unknown(found: Iterable[Reference]) -> Iterator[PathFault]:
    """A fault for every reference to something that does not exist."""
    for one in found:
        if one.missing:
            slug = "unknown-range" if one.what == "unknown" else f"unknown-{one.what}"
            yield PathFault(slug, one.path, f"unknown {noun(one.what)} '{one.word}'", nearest(one.word, one.known))


def noun(what: What) -> str:
    """What people call a kind of thing."""
    return {"unknown": "range", "column": "figure"}.get(what, what)


def _in_book(rules: Rules) -> dict[Role, Known]:
    """What words of some roles may name anywhere."""
    bodies: Known = ("body", rules.bodies)
    return {
        "body": bodies,
        "acting body": bodies,
        "counted body": bodies,
        "stage": ("stage", rules.stages),
        "next": ("stage", {*rules.stages, *(END + name for name in rules.endings)}),
        "ending": ("ending", rules.endings),
        "question": ("question", rules.contested),
    }


def _in_scenario(scenario: Scenario, books: Sequence[Rules]) -> dict[Role, Known]:
    return {
        "sized body": ("body", scenario.bodies),
        "bloc": ("bloc", scenario.blocs),
        "person": ("person", scenario.people),
        "leader": ("person", {*scenario.people, NOBODY}),
        "unknown": ("unknown", scenario.unknowns),
        "part": ("unknown", scenario.unknowns),
        "column": ("column", set(_columns(books, scenario.people))),
    }


def _here(mention: Mention, books: Sequence[Rules], people: Collection[str]) -> Known | None:
    """What a word may name, depending on the stage or question that it is about."""
    question = books[0].contested.get(mention.under.get("question", ""))
    if mention.role == "reading":
        return ("reading", question.readings) if question else None
    if mention.role == "nominee":
        return "person", mention.within.names if isinstance(mention.within, GivenNominations) else ()
    name = mention.under.get("stage", "")
    return _at_stage(mention.role, name, books, people) if name in books[0].stages else None


def _at_stage(role: Role, name: str, books: Sequence[Rules], people: Collection[str]) -> Known | None:
    stages = [rules.stages[name] for rules in books]
    match role:
        case "outcome" | "option":
            return role, dict.fromkeys(outcome for stage in stages for outcome in outcomes(stage))
        case "section":
            return role, {section for stage in stages if isinstance(stage, Ballot) for section in stage.sections}
        case "nominating body":
            return "body", words(stages, "acting body")
        case "earlier ballot":
            return "stage", [one for one, stage in books[0].stages.items() if isinstance(stage, Ballot) and one != name]
        case "challenger":
            return "person", people if has_lists(stages[0]) else (CAUSE,)
        case "alternative":
            return ("option", SIDES) if isinstance(stages[0], Motion) else ("person", people)
    return None


def has_lists(stage: AnyStage) -> bool:
    """Whether signatures are collected separately for each challenger at a stage."""
    return isinstance(stage, Petition) and stage.collects == "for each challenger"


def _columns(books: Sequence[Rules], people: Mapping[str, object]) -> Iterator[str]:
    """The figures of a run that a replay may expect: those of each stage, and the time at which it ended."""
    yield "decided"
    for name in books[0].stages:
        yield f"{name}.at"
        for rules in books:
            yield from (f"{name}.{figure}" for figure in figures(rules.stages[name], people))
