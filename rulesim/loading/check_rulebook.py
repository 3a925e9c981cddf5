"""What types cannot say about a settled rule book: names that must exist, outcomes that must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from rulesim.errors import Fault
from rulesim.loading.mention import Mention, odd_names, unknown
from rulesim.model.ballot import AsManyAs, Points, Seats, Section, UnitVotes
from rulesim.model.document import Node, Path, locate
from rulesim.model.requirement import Names, Single, singles
from rulesim.model.rulebook import END, Rules
from rulesim.model.stages import AnyStage, Ballot, Decision, Motion, Nominations, Petition, outcomes
from rulesim.model.threshold import Threshold


def check_rules(rules: Rules, document: Node, entered: set[str]) -> Iterator[Fault]:
    """Every fault of a settled rule book that its types do not catch. Stages not `entered` only run beside others."""
    yield from _names(rules, document)
    yield from unknown(_mentions(rules), document)
    yield from _bodies_within(rules, document)
    for name, stage in rules.stages.items():
        yield from _counting_bodies(rules, document, name, stage)
        yield from _papers_again(rules, document, name, stage)
        if name in entered:
            yield from _open_outcomes(document, name, stage)


def _names(rules: Rules, document: Node) -> Iterator[Fault]:
    yield from odd_names(document, ("bodies",), rules.bodies)
    yield from odd_names(document, ("stages",), rules.stages)
    yield from odd_names(document, ("endings",), rules.endings)
    yield from odd_names(document, ("contested",), rules.contested)
    for name, question in rules.contested.items():
        yield from odd_names(document, ("contested", name, "readings"), question.readings, reserved=("question",))


def _mentions(rules: Rules) -> Iterator[Mention]:
    yield Mention("stage", rules.opens_with, ("opens_with",), rules.stages)
    for name, body in rules.bodies.items():
        if body.within:
            yield Mention("body", body.within, ("bodies", name, "within"), rules.bodies)
    for name, stage in rules.stages.items():
        at: Path = ("stages", name)
        yield from _routes(rules, at, stage)
        for path, word in (*acting_bodies(stage), *base_bodies(stage)):
            yield Mention("body", word, (*at, *path), rules.bodies)
        if isinstance(stage, Motion | Decision) and stage.rules_on:
            yield from _ruling(rules, (*at, "rules_on"), stage)
        for section, earlier in papers_again(stage).items():
            ballots = [other for other, found in rules.stages.items() if isinstance(found, Ballot) and other != name]
            yield Mention("stage", earlier, (*at, "sections", section, "papers_of"), ballots)


def _routes(rules: Rules, at: Path, stage: AnyStage) -> Iterator[Mention]:
    places = {*rules.stages, *(END + name for name in rules.endings)}
    for outcome, target in stage.then.items():
        yield Mention("outcome", outcome, (*at, "then", outcome), outcomes(stage))
        yield Mention("stage", target, (*at, "then", outcome), places)
    for i, outcome in enumerate(stage.vacates):
        yield Mention("outcome", outcome, (*at, "vacates", i), outcomes(stage))
    for name, takeovers in stage.meanwhile.items():
        path = (*at, "meanwhile", name)
        yield Mention("stage", name, path, rules.stages)
        for outcome, target in takeovers.items():
            if name in rules.stages:
                yield Mention("outcome", outcome, (*path, outcome), outcomes(rules.stages[name]))
            yield Mention("stage", target, (*path, outcome), places)


def _ruling(rules: Rules, at: Path, stage: Motion | Decision) -> Iterator[Mention]:
    ruling = stage.rules_on
    assert ruling is not None
    yield Mention("question", ruling.on, (*at, "on"), rules.contested)
    for outcome, reading in ruling.gives.items():
        yield Mention("outcome", outcome, (*at, "gives", outcome), outcomes(stage))
        if ruling.on in rules.contested:
            yield Mention("reading", reading, (*at, "gives", outcome), rules.contested[ruling.on].readings)


def _open_outcomes(document: Node, name: str, stage: AnyStage) -> Iterator[Fault]:
    """Outcomes of a stage that a contest comes to from which nothing follows."""
    ruling = stage.rules_on if isinstance(stage, Motion | Decision) else None
    for outcome in outcomes(stage):
        if outcome not in stage.then:
            place = locate(document, ("stages", name, "then"))
            found = f"nothing follows when the outcome is '{outcome}'"
            yield Fault("outcome-without-next", place, found, f"expected '{outcome}: <stage or end.ending>'")
        if ruling and outcome not in ruling.gives:
            place = locate(document, ("stages", name, "rules_on", "gives"))
            found = f"no reading follows from the outcome '{outcome}'"
            yield Fault("ruling-incomplete", place, found, f"expected '{outcome}: <reading>'")


def _bodies_within(rules: Rules, document: Node) -> Iterator[Fault]:
    for name in rules.bodies:
        above, seen = rules.bodies[name].within, {name}
        while above in rules.bodies and above not in seen:
            seen.add(above)
            above = rules.bodies[above].within
        if above == name:
            place = locate(document, ("bodies", name, "within"))
            yield Fault("body-within-itself", place, f"'{name}' lies within itself", "expected a larger body")


def _counting_bodies(rules: Rules, document: Node, name: str, stage: AnyStage) -> Iterator[Fault]:
    for path, body in acting_bodies(stage):
        if body in rules.bodies and rules.bodies[body].counts_only:
            place = locate(document, ("stages", name, *path))
            yield Fault("body-counts-only", place, f"'{body}' only counts and cannot act", "expected a body that acts")


def papers_again(stage: AnyStage) -> dict[str, str]:
    """The sections of a ballot that count the papers of an earlier one again, and which."""
    sections = stage.sections.items() if isinstance(stage, Ballot) else ()
    return {name: section.papers_of for name, section in sections if section.papers_of}


def _papers_again(rules: Rules, document: Node, name: str, stage: AnyStage) -> Iterator[Fault]:
    """Papers counted again must have been cast by the same people, and in the same units."""
    for section, ballot in papers_again(stage).items():
        earlier = rules.stages.get(ballot)
        if not isinstance(earlier, Ballot) or not isinstance(stage, Ballot):
            continue
        ours, place = stage.sections[section], locate(document, ("stages", name, "sections", section, "papers_of"))
        theirs = [other for other in earlier.sections.values() if set(other.by) & set(ours.by)]
        missing = set(ours.by) - {body for other in theirs for body in other.by}
        if missing:
            expected = "expected a ballot in which they vote"
            yield Fault("papers-never-cast", place, f"'{min(missing)}' has no vote in '{ballot}'", expected)
        for other in theirs:
            if _units(ours) and _units(other) not in (None, _units(ours)):
                found = f"{_units(ours)} units, and {_units(other)} in '{ballot}'"
                yield Fault("papers-never-cast", place, found, "expected as many units")


def _units(section: Section) -> int | None:
    return section.becomes.units if isinstance(section.becomes, Points | UnitVotes) else None


def acting_bodies(stage: AnyStage) -> Iterator[tuple[Path, str]]:
    """The bodies whose members act at a stage, and where the stage names them."""
    if isinstance(stage, Ballot):
        for name, section in stage.sections.items():
            yield from ((("sections", name, "by", i), body) for i, body in enumerate(section.by))
    elif not isinstance(stage, Decision):
        yield from ((("by", i), body) for i, body in enumerate(stage.by))


def base_bodies(stage: AnyStage) -> Iterator[tuple[Path, str]]:
    """The bodies that a stage's thresholds are shares of, or whose people its seats are as many as."""
    if isinstance(stage, Petition):
        yield from _bases(("needs",), stage.needs)
    elif isinstance(stage, Nominations):
        for kind, need in stage.needs.items():
            for at, one in singles(need) if need else ():
                yield from _bases(("needs", kind, *at), one)
    elif isinstance(stage, Ballot):
        for name, section in stage.sections.items():
            seats = section.becomes.seats if isinstance(section.becomes, Seats) else None
            if isinstance(seats, AsManyAs):
                yield ("sections", name, "becomes", "seats", "as_many_as"), seats.as_many_as


def _bases(path: Path, need: Single | Threshold) -> Iterator[tuple[Path, str]]:
    if isinstance(need, Threshold):
        yield from (((*path, "of", i), body) for i, body in enumerate(need.of))
    if isinstance(need, Names):
        yield from (((*path, "by", i), body) for i, body in enumerate(need.by))
