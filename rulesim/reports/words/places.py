"""Where in a scenario stands what a difference is about: a record, a vote, an act, or the place for a record."""

from pathlib import Path as FilePath

from rulesim.model.contest import Contest
from rulesim.model.document import Node, Path, children, locate
from rulesim.studies.difference import Difference
from rulesim.studies.untimely import CLOSE, DECISION, ROUND, SIGNATURES


def on_line(one: Difference, contest: Contest) -> str:
    """` (oak.yaml:12)`, or nothing if there is no such line, as where `--set` has given the value."""
    path = _path(one)
    place = locate(contest.document, _through_lists(contest.document, path)) if path else None
    return f" ({FilePath(place.file).name}:{place.line})" if place and place.line else ""


def _path(one: Difference) -> Path:
    """The keys above what is on record, as far as the difference tells them; none if it is about what is expected."""
    given: Path = ("conduct", one.stage, "given")
    match one.about, one.subject:
        case ("silence", _):
            return given
        case ("rounds" | "recount" | "record ends", _):
            return (*given, "rounds")
        case ("votes missing" | "lot missing" | "stray names", _):
            return (*given, "rounds", one.round - 1)
        case ("stray lot", _):
            return (*given, "rounds", one.round - 1, "lot")
        case ("stray votes", person):
            return (*given, "rounds", one.round - 1, "votes", person)
        case ("late" | "early", what):
            return _of_an_act(one.stage, given, what)
    return ()


def _of_an_act(stage: str, given: Path, what: str) -> Path:
    if what in (DECISION, SIGNATURES):
        return (*given, "at")
    if what in (CLOSE, ROUND):
        return ("timetable", stage, "closes" if what == CLOSE else "rounds")
    return (*given, "withdrawn", what)


def _through_lists(document: Node, path: Path) -> Path:
    """The path with the number of each item on its way: of the first that has the next key."""
    found: list[str | int] = []
    node: Node | None = document
    for part in path:
        if node is not None and node.items is not None and isinstance(part, str):
            found.append(next((i for i, item in enumerate(node.items) if item.get(part)), 0))
            node = dict(children(node)).get(found[-1])
        found.append(part)
        node = dict(children(node)).get(part) if node is not None else None
    return tuple(found)
