"""Complete small rule books.

Stages stand in a row and lead onwards, so that every one is reached and every contest ends; only a decision
may lead back. A stage that rules on a question is passed by every path, and only what comes after it depends on
the question.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from strategies.contested import RULING, contest_values
from strategies.quantities import durations, subsets
from strategies.stages import AGAIN, Document, outcomes_of, stage_documents
from strategies.thresholds import Groups, groups

ENDINGS = {
    "stays": {"says": "the leader stays", "leads": "incumbent"},
    "won": {"says": "somebody has won", "leads": "winner"},
    "vacant": {"says": "the office is vacant", "leads": "nobody"},
}
USUAL = (
    ["nominations", "ballot"],
    ["petition", "nominations", "ballot"],
    ["nominations", "ballot", "ballot"],
    ["motion", "decision", "nominations", "ballot"],
    ["petition", "motion", "nominations", "ballot"],
    ["decision", "nominations", "ballot", "motion"],
    ["nominations", "ballot", "nominations", "ballot"],
    ["motion", "petition", "nominations", "ballot"],
)
"""Stages in the order in which real contests have them."""
WINNING = ("unopposed", "elected")


@dataclass(frozen=True)
class Book:
    """A rule book as written, and how many people are in its bodies."""

    document: Document
    sizes: dict[str, int]


@dataclass
class Row:
    """The stages of a book being drawn, in their order."""

    kinds: list[str]
    names: list[str]
    rulings: dict[str, int] = field(default_factory=dict)
    """For each question that a stage of the row rules on, the place of that stage."""

    def onwards(self, place: int) -> list[str]:
        """Where a stage may lead: not past the next one that rules."""
        barrier = min((at for at in self.rulings.values() if at > place), default=len(self.names))
        return self.names[place + 1 : barrier + 1]


@st.composite
def _any_kinds(draw: st.DrawFn, most: int) -> list[str]:
    """Stages in any order, but for ballots, which come after nominations."""
    kinds: list[str] = []
    for _ in range(draw(st.integers(1, most))):
        early = ["petition", "motion", "decision", "nominations"]
        kinds.append(draw(st.sampled_from([*early, *(["ballot"] * 2 if "nominations" in kinds else [])])))
    return kinds


@st.composite
def _rows(draw: st.DrawFn, most: int) -> Row:
    usual = st.sampled_from([kinds for kinds in USUAL if len(kinds) <= most])
    kinds = draw(st.one_of(usual, usual, _any_kinds(most)))
    row = Row(kinds, [f"{kind}-{i}" for i, kind in enumerate(kinds, start=1)])
    able = [i for i, kind in enumerate(kinds[:-1]) if kind in RULING]
    for i, place in enumerate(sorted(draw(subsets(able, 0)))[:2] if able else []):
        row.rulings[f"question-{i + 1}"] = place
    return row


@st.composite
def rulebooks(draw: st.DrawFn, most: int = 5) -> Book:
    """A rule book of up to `most` stages in a row, contested values and all."""
    bodies = draw(groups(largest=24, crowds=True))
    row = draw(_rows(most))
    stages: dict[str, Document] = {}
    for place, (kind, name) in enumerate(zip(row.kinds, row.names, strict=True)):
        stages[name] = draw(stage_documents(kind, name, bodies, may_repeat=place > 0))
        stages[name]["then"] = draw(_routes(stages[name], row, place))
    _add_side_stages(draw, row, stages, bodies)
    for stage in stages.values():
        if draw(st.integers(0, 3)) == 0:
            stage["vacates"] = draw(subsets(list(outcomes_of(stage))))
        if draw(st.integers(0, 3)) == 0:
            stage["immunity"] = {outcome: draw(durations(1)) for outcome in draw(subsets(list(outcomes_of(stage))))}
    questions = draw(contest_values(row.rulings, row.names, stages, bodies))
    _count_again(draw, row, stages)
    _say_who_stands(draw, row, stages)
    document = {
        "rulebook": "drawn",
        "title": "a drawn rule book",
        "party": "the party",
        "country": draw(st.sampled_from(["GB", "INT"])),
        "in_force": draw(st.sampled_from([{"from": 2000}, {"from": "2000-02", "to": "2001-03-04"}])),
        "status": draw(st.sampled_from(["official text", "press reports", "illustrative"])),
        "bodies": bodies.documents(),
        "contested": questions,
        "opens_with": row.names[0],
        "stages": stages,
        "endings": {name: ending for name, ending in ENDINGS.items() if f"end.{name}" in _scalars(stages)},
    }
    return Book(document, bodies.sizes)


@st.composite
def _routes(draw: st.DrawFn, stage: Document, row: Row, place: int) -> dict[str, str]:
    """What follows each outcome; one of them leads to the next stage of the row."""
    onwards = row.onwards(place)
    then = {}
    for outcome in outcomes_of(stage):
        if outcome == AGAIN:
            then[outcome] = draw(st.sampled_from(row.names[:place]))
            continue
        endings = ["end.won"] * 2 if outcome in WINNING else ["end.stays", "end.vacant"]
        then[outcome] = draw(st.sampled_from([*onwards[:1] * 3, *onwards, *endings]))
    if onwards:
        usual = {"nominations": "contested", "petition": "met"}.get(stage["kind"])
        others = st.sampled_from([outcome for outcome in then if outcome != AGAIN])
        then[usual or draw(others)] = onwards[0]
    return then


def _count_again(draw: st.DrawFn, row: Row, stages: dict[str, Document]) -> None:
    """Lets a second ballot count the papers of the first again, where the same bodies vote in both."""
    ballots = [name for name in row.names if stages[name]["kind"] == "ballot"]
    for earlier, later in pairwise(ballots):
        voters = [section["by"] for section in stages[earlier]["sections"].values()]
        for section in stages[later]["sections"].values():
            fixed = all(isinstance(by, list) for by in (*voters, section["by"]))
            cast = fixed and {*section["by"]} <= {body for by in voters for body in by}
            if cast and _in_the_same_units(section, stages[earlier]) and draw(st.booleans()):
                section["papers_of"] = earlier


def _say_who_stands(draw: st.DrawFn, row: Row, stages: dict[str, Document]) -> None:
    """Lets every ballot say who stands: those left, or those of a ballot that can lead to it."""
    ballots = [name for name in row.names if stages[name]["kind"] == "ballot"]
    for name in ballots:
        before = [f"as in {other}" for other in ballots if name in _ahead(other, stages)]
        stages[name]["candidates"] = draw(st.sampled_from(["those left", *before * 2]))


def _ahead(name: str, stages: dict[str, Document]) -> set[str]:
    """Every stage that can come after one."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        stage = stages[waiting.pop()]
        new = ((_scalars(stage["then"]) | _scalars(stage.get("meanwhile", {}))) & stages.keys()) - found
        found |= new
        waiting += new
    return found


def _in_the_same_units(section: Document, earlier: Document) -> bool:
    """Whether papers of an earlier ballot lie in as many units as a section counts them in."""
    units = section.get("becomes", {}).get("units")
    theirs = (other for other in earlier["sections"].values() if {*other["by"]} & {*section["by"]})
    return units is None or all(other.get("becomes", {}).get("units", units) == units for other in theirs)


def _add_side_stages(draw: st.DrawFn, row: Row, stages: dict[str, Document], bodies: Groups) -> None:
    """Sets one or two stages beside some of the row."""
    count = draw(st.sampled_from([0, 0, 1, 1, 2]))
    for i in range(count):
        kind = draw(st.sampled_from(["decision", "decision", "motion", "petition"]))
        name = f"side-{kind}-{i + 1}"
        side = draw(stage_documents(kind, name, bodies))
        for main in draw(subsets(row.names[:3])):
            targets = [*row.onwards(row.names.index(main)), "end.stays", "end.vacant"]
            takes = draw(subsets(list(outcomes_of(side))))
            beside = stages[main].setdefault("meanwhile", {})
            beside[name] = {outcome: draw(st.sampled_from(targets)) for outcome in takes}
        stages[name] = side | {"then": {}}


def _scalars(value: Any) -> set[Any]:
    """Every single value within a document."""
    if isinstance(value, dict):
        return set().union(*(_scalars(part) for part in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(_scalars(part) for part in value)) if value else set()
    return {value}
