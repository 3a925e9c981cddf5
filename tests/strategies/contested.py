"""Contested questions: values of a rule book that hang on a reading, and the stages that rule on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from strategies.ballots import (
    excludes_documents,
    is_college,
    last_documents,
    rounds_documents,
    support_documents,
    ties_documents,
)
from strategies.quantities import durations, subsets
from strategies.stages import Document, outcomes_of
from strategies.thresholds import Groups, requirement_documents, threshold_documents

RULING = ("motion", "decision")
"""The kinds of stage that may rule on a question."""
READINGS = ("narrow", "wide", "third")
Spot = tuple[str, ...]
"""Where a value stands within a stage."""


@st.composite
def contest_values(
    draw: st.DrawFn, rulings: Mapping[str, int], names: list[str], stages: dict[str, Document], bodies: Groups
) -> dict[str, Any]:
    """Makes values of the stages contested, in place; returns the questions as a rule book lists them.

    A question that a stage of the row rules on is consulted only by what follows; stages after it and stages beside
    may rule on it again.
    """
    questions: dict[str, Any] = {}
    free = [f"open-{i + 1}" for i in range(draw(st.sampled_from([0, 0, 1, 1, 2])))]
    for question in [*rulings, *free]:
        readings = list(READINGS[: draw(st.integers(2, 3))])
        place = rulings.get(question)
        later = names[place + 1 :] if place is not None else list(stages)
        spots = [(stage, spot) for stage in later for spot in _spots(stages[stage], bodies)]
        if place is not None:
            spots += [(names[place], ("then", outcome)) for outcome in outcomes_of(stages[names[place]])]
        spots = [spot for spot in spots if not _is_contested(stages[spot[0]], spot[1])]
        if not spots:
            continue
        if place is not None:
            _let_rule(draw, stages[names[place]], question, readings, full=True)
            others = [stage for name, stage in stages.items() if name in later or name not in names]
            for stage in others:
                if stage["kind"] in RULING and "rules_on" not in stage and draw(st.integers(0, 3)) == 0:
                    _let_rule(draw, stage, question, readings, full=bool(stage["then"]))
        for stage, spot in draw(st.lists(st.sampled_from(spots), min_size=1, max_size=3, unique=True)):
            _contest(draw, stages[stage], spot, question, readings, bodies)
        questions[question] = {
            "asks": "how is it to be read?",
            "clause": "1",
            "readings": {reading: {"says": reading} for reading in readings},
        }
    return questions


def _let_rule(draw: st.DrawFn, stage: Document, question: str, readings: list[str], full: bool) -> None:
    """Lets a stage rule on a question; one that only runs beside others may leave outcomes out."""
    outcomes = list(outcomes_of(stage))
    told = outcomes if full else draw(subsets(outcomes))
    stage["rules_on"] = {"on": question, "gives": {outcome: draw(st.sampled_from(readings)) for outcome in told}}


def _spots(stage: Document, bodies: Groups) -> list[Spot]:
    """The values of a stage that may be contested."""
    spots: list[Spot] = [("then", outcome) for outcome in stage["then"]]
    spots.append(("vacates",))
    match stage["kind"]:
        case "petition":
            spots += [("needs",), ("window",)]
        case "motion":
            spots += [("needs",)]
        case "nominations":
            spots += [("former_leader",), *(("needs", kind) for kind in stage["needs"])]
        case "ballot":
            spots += [("ties",), ("excludes",)]
            spots += [("sections", name, "by") for name in stage["sections"]] if len(bodies.names) > 1 else []
    return spots


def _is_contested(stage: Document, spot: Spot) -> bool:
    value: Any = stage
    for key in spot:
        value = value.get(key, {}) if isinstance(value, dict) else {}
        if isinstance(value, dict) and "question" in value:
            return True
    return False


def _contest(draw: st.DrawFn, stage: Document, spot: Spot, question: str, readings: list[str], bodies: Groups) -> None:
    """Puts a contested value at a spot: the first reading keeps what stands there, if anything does."""
    holder = stage
    for key in spot[:-1]:
        holder = holder[key]
    other = _others(stage, spot, bodies)
    first = holder[spot[-1]] if spot[-1] in holder else draw(other)
    holder[spot[-1]] = {"question": question, readings[0]: first, **{name: draw(other) for name in readings[1:]}}
    if spot in (("ties",), ("excludes",)):
        stage.setdefault("rounds", draw(rounds_documents()))
        stage.setdefault("last_standing", draw(last_documents()))


def _counts_votes(excludes: Any) -> bool:
    """Whether a number of votes is needed to stay, which has no meaning in a college."""
    return isinstance(excludes, dict) and "count" in excludes.get("below", {})


def _others(stage: Document, spot: Spot, bodies: Groups) -> st.SearchStrategy[Any]:
    """What else might stand at a spot."""
    names = bodies.names
    match (stage["kind"], *spot):
        case (_, "then", outcome):
            return st.sampled_from(_targets(stage, outcome))
        case (_, "vacates"):
            return subsets(list(outcomes_of(stage)), least=0)
        case ("petition", "needs"):
            return threshold_documents(names, largest=12)
        case ("petition", "window"):
            return durations()
        case ("motion", "needs"):
            return support_documents()
        case ("nominations", "needs", _):
            return st.just("none") | requirement_documents(names, stage["by"])
        case ("nominations", "former_leader"):
            return st.sampled_from(["may stand", "barred"])
        case ("ballot", "ties"):
            return ties_documents()
        case ("ballot", "excludes"):
            return excludes_documents().filter(lambda one: not (is_college(stage) and _counts_votes(one)))
        case _:
            return subsets(bodies.acting)


def _targets(stage: Document, outcome: str) -> list[str]:
    """Where an outcome may lead under another reading: where it leads now, or where the others do."""
    now = stage["then"]
    plain = [target for name, target in now.items() if isinstance(target, str) and name != "again"]
    endings = ["end.won"] if outcome in ("unopposed", "elected") else ["end.stays", "end.vacant"]
    here = [now[outcome]] if isinstance(now[outcome], str) else []
    return [*here, *endings, *(target for target in plain if not target.startswith("end."))]
