"""What types cannot say about a settled rule book: names that must exist, outcomes that must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rulesim.errors import Fault, nearest
from rulesim.loading.graph import END, reachable
from rulesim.model.document import Node, Path, locate
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, Ballot, Decision, Motion, Nominations, Petition, outcomes
from rulesim.model.threshold import AllOf, AnyOf, Names, Requirement, Spread, Threshold


def check_rules(rules: Rules, document: Node, entered: set[str]) -> Iterator[Fault]:
    """Every fault of a settled rule book that its types do not catch. Stages not `entered` only run beside others."""
    yield from _opening(rules, document)
    for name, body in rules.bodies.items():
        if body.within:
            yield from _known(
                document, ("bodies", name, "within"), body.within, rules.bodies, "unknown-body", "the body"
            )
    for name, stage in rules.stages.items():
        at: Path = ("stages", name)
        yield from _routes(rules, document, at, stage, name not in entered)
        yield from _meanwhile(rules, document, at, stage)
        yield from _bodies(rules, document, at, stage)
        if isinstance(stage, Motion | Decision) and stage.rules_on:
            yield from _ruling(rules, document, at, stage, name not in entered)


def _known(document: Node, path: Path, word: str, known: Iterable[str], slug: str, what: str) -> Iterator[Fault]:
    names = set(known)
    if word not in names:
        yield Fault(slug, locate(document, path), f"{what} '{word}'", nearest(word, names))


def _opening(rules: Rules, document: Node) -> Iterator[Fault]:
    yield from _known(document, ("opens_with",), rules.opens_with, rules.stages, "unknown-stage", "the stage")


def unreachable(variants: Iterable[Rules], document: Node) -> Iterator[Fault]:
    """Stages and endings that no contest under these books can reach."""
    books = tuple(variants)
    found = reachable(books, books[0].opens_with)
    for name in books[0].stages:
        if name not in found:
            yield Fault(
                "stage-unused",
                locate(document, ("stages", name)),
                f"no path leads to the stage '{name}'",
                "expected one",
            )
    for name in books[0].endings:
        if END + name not in found:
            yield Fault(
                "ending-unused",
                locate(document, ("endings", name)),
                f"no path leads to the ending '{name}'",
                "expected one",
            )


def _routes(rules: Rules, document: Node, at: Path, stage: AnyStage, beside: bool) -> Iterator[Fault]:
    possible = outcomes(stage)
    places = {*rules.stages, *(END + name for name in rules.endings)}
    for outcome, target in stage.then.items():
        path = (*at, "then", outcome)
        yield from _known(document, path, outcome, possible, "unknown-outcome", "the outcome")
        yield from _known(document, path, target, places, "unknown-stage", "the next stage")
    for i, outcome in enumerate(stage.vacates):
        yield from _known(document, (*at, "vacates", i), outcome, possible, "unknown-outcome", "the outcome")
    if not beside:
        for outcome in possible:
            if outcome not in stage.then:
                place = locate(document, (*at, "then"))
                yield Fault(
                    "outcome-without-next",
                    place,
                    f"nothing follows when the outcome is '{outcome}'",
                    f"expected '{outcome}: <stage or end.ending>'",
                )


def _meanwhile(rules: Rules, document: Node, at: Path, stage: AnyStage) -> Iterator[Fault]:
    places = {*rules.stages, *(END + name for name in rules.endings)}
    for name, takeovers in stage.meanwhile.items():
        path = (*at, "meanwhile", name)
        if name not in rules.stages:
            yield from _known(document, path, name, rules.stages, "unknown-stage", "the stage")
            continue
        for outcome, target in takeovers.items():
            yield from _known(
                document,
                (*path, outcome),
                outcome,
                outcomes(rules.stages[name]),
                "unknown-outcome",
                "the outcome",
            )
            yield from _known(document, (*path, outcome), target, places, "unknown-stage", "the next stage")


def _bodies(rules: Rules, document: Node, at: Path, stage: AnyStage) -> Iterator[Fault]:
    for path, name in acting_bodies(stage):
        yield from _known(document, (*at, *path), name, rules.bodies, "unknown-body", "the body")
        if name in rules.bodies and rules.bodies[name].counts_only:
            yield Fault(
                "body-counts-only",
                locate(document, (*at, *path)),
                f"'{name}' only counts and cannot act",
                "expected a body that acts",
            )
    for path, name in base_bodies(stage):
        yield from _known(document, (*at, *path), name, rules.bodies, "unknown-body", "the body")


def _ruling(rules: Rules, document: Node, at: Path, stage: Motion | Decision, beside: bool) -> Iterator[Fault]:
    ruling = stage.rules_on
    assert ruling is not None
    path = (*at, "rules_on")
    yield from _known(document, (*path, "on"), ruling.on, rules.contested, "unknown-question", "the question")
    readings = rules.contested[ruling.on].readings if ruling.on in rules.contested else None
    for outcome, reading in ruling.gives.items():
        yield from _known(
            document, (*path, "gives", outcome), outcome, outcomes(stage), "unknown-outcome", "the outcome"
        )
        if readings is not None:
            yield from _known(document, (*path, "gives", outcome), reading, readings, "unknown-reading", "the reading")
    for outcome in outcomes(stage):
        if outcome not in ruling.gives and not beside:
            place = locate(document, (*path, "gives"))
            found = f"no reading follows from the outcome '{outcome}'"
            yield Fault("ruling-incomplete", place, found, f"expected '{outcome}: <reading>'")


def acting_bodies(stage: AnyStage) -> Iterator[tuple[Path, str]]:
    """The bodies whose members act at a stage, and where the stage names them."""
    if isinstance(stage, Ballot):
        for name, section in stage.sections.items():
            yield from ((("sections", name, "by", i), body) for i, body in enumerate(section.by))
    elif not isinstance(stage, Decision):
        yield from ((("by", i), body) for i, body in enumerate(stage.by))


def base_bodies(stage: AnyStage) -> Iterator[tuple[Path, str]]:
    """The bodies that a stage's thresholds are shares of."""
    if isinstance(stage, Petition):
        yield from _bases(("needs",), stage.needs)
    elif isinstance(stage, Nominations):
        for kind, need in stage.needs.items():
            if need is not None:
                yield from _bases(("needs", kind), need)


def _bases(path: Path, need: Requirement | Threshold) -> Iterator[tuple[Path, str]]:
    if isinstance(need, Spread):
        return
    if isinstance(need, AllOf | AnyOf):
        word, parts = ("all", need.all) if isinstance(need, AllOf) else ("any", need.any)
        for i, part in enumerate(parts):
            yield from _bases((*path, word, i), part)
        return
    yield from (((*path, "of", i), body) for i, body in enumerate(need.of))
    if isinstance(need, Names):
        yield from (((*path, "by", i), body) for i, body in enumerate(need.by))
