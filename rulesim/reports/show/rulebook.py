"""A rule book as a procedure that a party officer can read."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rulesim.model.document import Node
from rulesim.model.rulebook import Rules
from rulesim.reports.show.readings import stage_in_words
from rulesim.reports.words.thresholds import in_force

_BASED_ON = {"illustrative": "an illustration"}


def procedure(rules: Rules, document: Node, held: Mapping[str, str]) -> RenderableType:
    """The stages in order, what each needs and where it leads, and the contested questions.

    Questions that are `held` at one reading are already settled in `rules` and `document`.
    """
    parts: list[RenderableType] = [
        Text(rules.title, style="bold"),
        Text(
            f"{rules.party}; {in_force(rules.in_force)}; based on: {_BASED_ON.get(rules.status, rules.status)}",
            style="dim",
        ),
    ]
    for number, name in enumerate(rules.stages, 1):
        parts += ["", _stage(number, name, rules, document)]
    if rules.contested:
        parts += ["", Text("Contested questions", style="bold"), *_questions(rules, held)]
    if rules.departures:
        parts += ["", Text("Where this encoding departs from its source", style="bold")]
        parts += [_indented(f"- {departure}", 2) for departure in rules.departures]
    return Group(*parts)


def stage_lines(name: str, rules: Rules, document: Node) -> list[str]:
    """A stage in words, line by line."""
    title = rules.stages[name].title
    return [title if title.endswith("?") else f"{title}.", *stage_in_words(name, rules, document)]


def _stage(number: int, name: str, rules: Rules, document: Node) -> RenderableType:
    stage = rules.stages[name]
    head = Text.assemble((f"{number}. {stage.title} ", "bold"), (f"[{name}; {stage.clause}]", "dim"))
    return Group(head, *(_indented(line, 3) for line in stage_in_words(name, rules, document)))


def _questions(rules: Rules, held: Mapping[str, str]) -> Iterator[RenderableType]:
    for name, question in rules.contested.items():
        yield Padding(Text.assemble((f"{name}. ", "bold"), question.asks, (f" ({question.clause})", "dim")), (0, 2))
        for reading, value in question.readings.items():
            by = f" Argued by {', '.join(value.held_by)}." if value.held_by else ""
            yield _indented(f"{reading}: {value.says}.{by}", 5)
        if name in held:
            yield _indented(f"Shown above under '{held[name]}' only.", 5)
        if question.decided_by:
            yield _indented(f"In the event, settled by {question.decided_by}.", 5)


def _indented(line: str, by: int) -> Padding:
    return Padding(Text(line), (0, by))
