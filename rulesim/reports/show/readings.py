"""A stage as written, in words: what depends on a contested question is shown under each of its readings."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import groupby, product
from math import prod

from rulesim.loading.contested import contested_values, meeting
from rulesim.loading.rulebook import questions, settle
from rulesim.model.document import Node, Path, dotted
from rulesim.model.rulebook import END, Rules
from rulesim.model.stages import AnyStage
from rulesim.reports.show.stage import CLAUSE, Line, lines

Way = tuple[str, ...]
"""A reading for each of some questions, in their order."""
ABSENT = "no such rule"


@dataclass(frozen=True)
class _Shown:
    """A line, the questions it depends on, and what it says under their readings (nothing, if it depends on none)."""

    line: Line
    hangs_on: Way
    under: Mapping[str, str]


def stage_in_words(name: str, rules: Rules, document: Node) -> Iterator[str]:
    """The lines of a stage; one that some reading changes names the question and shows every reading."""
    known = questions(document)
    asked = _asked(name, document)
    ways = list(product(*(known[question] for question in asked)))
    books = {way: settle(document, dict(zip(asked, way, strict=True))) for way in ways}
    told = {way: _told(name, book) for way, book in books.items()}
    shown = [_shown(about, asked, told) for about in _abouts(told.values())]
    yield from _joined(shown)
    places = dict.fromkeys(place for book in books.values() for place in _places(name, book.stages[name]))
    yield from _untold(document, tuple(places), {question for one in shown for question in one.hangs_on})


def _asked(name: str, document: Node) -> Way:
    """The questions that a stage may depend on: its own, and those of the endings."""
    here = (on for place, on in meeting(document).items() if place == ("stages", name) or place[0] == "endings")
    return tuple(dict.fromkeys(question for on in here for question in on))


def _places(name: str, stage: AnyStage) -> Iterator[Path]:
    """The parts of the rule book that a settled stage describes: itself and the endings it leads to."""
    yield "stages", name
    for route in (stage.then, *stage.meanwhile.values()):
        yield from (("endings", target.removeprefix(END)) for target in route.values() if target.startswith(END))


def _told(name: str, rules: Rules) -> dict[str, Line]:
    return {line.about: line for line in lines(rules.stages[name], rules)}


def _abouts(told: Iterable[Mapping[str, Line]]) -> list[str]:
    """What the lines are about under any reading, each after what it follows where it first occurs."""
    found: list[str] = []
    for way in told:
        at = 0
        for about in way:
            if about not in found:
                found.insert(at, about)
            at = found.index(about) + 1
    return found


def _shown(about: str, asked: Way, told: Mapping[Way, Mapping[str, Line]]) -> _Shown:
    says = {way: one[about].says if about in one else ABSENT for way, one in told.items()}
    line = next(one[about] for one in told.values() if about in one)
    positions = [i for i in range(len(asked)) if _matters(i, says)]
    by_text: dict[str, list[Way]] = {}
    for way, text in says.items():
        by_text.setdefault(text, []).append(tuple(way[i] for i in positions))
    every = [{way[i] for way in says} for i in positions]
    under = {_readings(ways, every): text for text, ways in by_text.items()} if positions else {}
    return _Shown(line, tuple(asked[i] for i in positions), under)


def _readings(ways: list[Way], every: list[set[str]]) -> str:
    """`by-right or nominated`; questions that are open to any reading are left out where that says the same."""
    columns = [list(dict.fromkeys(column)) for column in zip(*ways, strict=True)]
    if len(set(ways)) == prod(map(len, columns)):
        parts = [column for column, whole in zip(columns, every, strict=True) if len(column) < len(whole)]
        return " with ".join(" or ".join(column) for column in parts)
    return " or ".join(dict.fromkeys(" with ".join(way) for way in ways))


def _matters(position: int, says: Mapping[Way, str]) -> bool:
    """Whether the reading at a position ever changes a text, the others being equal."""
    seen: dict[Way, str] = {}
    rest = ((way[:position] + way[position + 1 :], text) for way, text in says.items())
    return any(seen.setdefault(others, text) != text for others, text in rest)


def _joined(shown: list[_Shown]) -> Iterator[str]:
    """The lines as text; neighbours that no reading changes and that belong together in one."""
    for (listed, contested), group in groupby(shown, key=lambda one: (one.line.listed, bool(one.hangs_on))):
        here = list(group)
        if contested:
            yield from (text for one in here for text in _apart(one))
        elif listed:
            yield f"{listed} {'; '.join(f'{one.line.about} {one.line.says}' for one in here)}."
        else:
            yield from (str(one.line) for one in here)


def _apart(shown: _Shown) -> Iterator[str]:
    """What a line is about with the questions it depends on, then what it says under each reading."""
    about = "The clause says" if shown.line.about == CLAUSE else f"{shown.line.listed} {shown.line.about}"
    yield f"{about.strip().rstrip(':,')} ({', '.join(shown.hangs_on)}):"
    yield from (f"- {readings}: {text}." for readings, text in shown.under.items())


def _untold(document: Node, places: tuple[Path, ...], told: Set[str]) -> Iterator[str]:
    """The places of questions that change no line."""
    left: dict[str, list[str]] = {}
    for path, question, _ in contested_values(document):
        if question not in told and path[:2] in places:
            left.setdefault(question, []).append(dotted(path))
    for question, paths in left.items():
        yield f"Also in dispute here ({question}): {', '.join(paths)}."
