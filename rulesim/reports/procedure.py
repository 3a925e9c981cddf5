"""A rule book as a procedure that a party officer can read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rulesim.loading.check_contested import meeting
from rulesim.model.ballot import AsManyAs, Ballot, Points, Seats, Section, UnitVotes
from rulesim.model.document import Node
from rulesim.model.motion import Support
from rulesim.model.quantities import show_duration, show_share
from rulesim.model.rulebook import END, Rules
from rulesim.model.stage import Majority
from rulesim.model.stages import AnyStage, Decision, Motion, Nominations, Petition, outcomes
from rulesim.model.threshold import AllOf, AnyOf, Requirement, Spread, Threshold
from rulesim.studies.wording import listed


def procedure(rules: Rules, document: Node) -> RenderableType:
    """The stages in order, what each needs and where it leads, and the contested questions."""
    span = f"in force from {rules.in_force.since or 'an unknown date'} to {rules.in_force.until or 'today'}"
    parts: list[RenderableType] = [
        Text(rules.title, style="bold"),
        Text(f"{rules.party}; {span}; rests on: {rules.status}", style="dim"),
    ]
    contested = meeting(document)
    for number, (name, stage) in enumerate(rules.stages.items(), 1):
        parts += ["", _stage(number, name, stage, rules, contested.get(("stages", name), ()))]
    if rules.contested:
        parts += ["", Text("Contested questions", style="bold"), *_questions(rules)]
    if rules.departures:
        parts += ["", Text("Where this encoding departs from its source", style="bold")]
        parts += [Padding(f"- {departure}", (0, 2)) for departure in rules.departures]
    return Group(*parts)


def _stage(number: int, name: str, stage: AnyStage, rules: Rules, contested: tuple[str, ...]) -> RenderableType:
    head = Text.assemble((f"{number}. {stage.title} ", "bold"), (f"[{name}; {stage.clause}]", "dim"))
    return Group(head, *(Padding(line, (0, 3)) for line in _lines(stage, rules, contested)))


def stage_lines(name: str, rules: Rules, document: Node) -> list[str]:
    """A stage in words, line by line."""
    return [
        f"{rules.stages[name].title}.",
        *_lines(rules.stages[name], rules, meeting(document).get(("stages", name), ())),
    ]


def _lines(stage: AnyStage, rules: Rules, contested: tuple[str, ...]) -> list[str]:
    lines = [stage.says + ".", *_needs(stage, rules), *_ruling(stage), *_routes(stage, rules)]
    if contested:
        lines.append(f"Contested here: {', '.join(contested)}; told under the first reading of each.")
    return lines


def _needs(stage: AnyStage, rules: Rules) -> Iterator[str]:
    match stage:
        case Petition():
            yield f"Needs {threshold(stage.needs, rules)}, signed by {bodies(stage.by, rules)}."
        case Motion():
            yield f"Needs {majority(stage.needs)}; {bodies(stage.by, rules)} vote."
        case Decision():
            yield f"Options: {', '.join(stage.options)}; without a decision: {stage.default}."
        case Nominations():
            for kind, need in stage.needs.items():
                yield f"{_KINDS[kind]}: {requirement(need, rules)}."
            yield f"Open for {show_duration(stage.window)}."
        case Ballot():
            yield from _ballot(stage, rules)


def _ruling(stage: AnyStage) -> Iterator[str]:
    ruling = stage.rules_on if isinstance(stage, Motion | Decision) else None
    if ruling is not None:
        yield (
            f"It rules on '{ruling.on}': "
            + "; ".join(f"{outcome}: {reading}" for outcome, reading in ruling.gives.items())
            + "."
        )


_KINDS = {"incumbent": "The sitting leader", "challenger": "A challenger", "anyone": "Every candidate"}


def _ballot(stage: Ballot, rules: Rules) -> Iterator[str]:
    for name, section in stage.sections.items():
        weight = f", {show_share(section.weight)} of the result" if section.weight and len(stage.sections) > 1 else ""
        again = f", their papers of '{rules.stages[section.papers_of].title}'" if section.papers_of else ""
        yield f"{name}: {bodies(section.by, rules)}{again}{weight}{_becomes(section, rules)}."
    if stage.wins.majority:
        yield f"To win: {majority(stage.wins.majority)}."
    else:
        yield "To win: most votes."
    if stage.wins.lead:
        yield f"And a lead of {show_share(stage.wins.lead.share)} of those {_BASES[stage.wins.lead.of]}."
    yield from _excludes(stage)
    if stage.ties:
        yield f"Ties are broken by: {', then '.join(stage.ties)}."


def _becomes(section: Section, rules: Rules) -> str:
    match section.becomes:
        case Seats(seats=AsManyAs(as_many_as=body)):
            return f", turned into as many seats as there are {rules.bodies[body].name}, by highest averages"
        case Seats(seats=seats):
            return f", turned into {seats} seats by highest averages"
        case Points(units=units, points=points):
            return f", {units} units of {points} points each"
        case UnitVotes(units=units):
            return f", {units} units with one vote each"
        case _:
            return ""


def _excludes(stage: Ballot) -> Iterator[str]:
    papers = "papers move on" if stage.votes == "transfer" else "everybody votes again"
    rule = stage.excludes
    if rule.below:
        bar = rule.below.count if rule.below.count is not None else show_share(rule.below.share or Fraction(0))
        yield f"Who has not {rule.below.test} {bar} leaves; {papers}."
    if rule.all_but:
        yield f"Without a winner all but the first {rule.all_but} leave."
    elif rule.lowest:
        yield f"Without a winner the lowest leaves; {papers}."
    if stage.keeps > 1:
        yield f"It stops when {stage.keeps} are left."


def _routes(stage: AnyStage, rules: Rules) -> Iterator[str]:
    steps = [
        f"{outcome}: {_target(stage.then[outcome], rules)}" for outcome in outcomes(stage) if outcome in stage.then
    ]
    if steps:
        yield "Then " + "; ".join(steps) + "."
    for other, takes in stage.meanwhile.items():
        for outcome, target in takes.items():
            yield f"Meanwhile '{rules.stages[other].title}': if {outcome}, {_target(target, rules)}."


def _target(target: str, rules: Rules) -> str:
    if target.startswith(END):
        return f"the end ({rules.endings[target.removeprefix('end.')].says})"
    return f"to '{rules.stages[target].title}'"


_BASES = {
    "valid": "voting validly",
    "papers": "handing in a valid paper",
    "cast": "handing in a paper",
    "present": "present",
    "entitled": "entitled to vote",
}


def majority(needs: Majority) -> str:
    """`more than 50% of those voting validly`."""
    more = f", and {needs.and_more} more" if isinstance(needs, Support) and needs.and_more else ""
    return f"{needs.test} {show_share(needs.share)} of those {_BASES[needs.of]}{more}"


def threshold(needs: Threshold, rules: Rules) -> str:
    """`at least 20% of MPs and MEPs`."""
    if needs.count is not None:
        return f"{needs.test} {needs.count} names"
    assert needs.share is not None
    rounded = (
        ""
        if needs.rounding == "exact"
        else f", rounded {'to the nearest' if needs.rounding == 'nearest' else needs.rounding}"
    )
    return f"{needs.test} {show_share(needs.share)} of {bodies(needs.of, rules)}{rounded}"


def requirement(need: Requirement | None, rules: Rules) -> str:
    """What a candidate must show, in words."""
    if need is None:
        return "on the ballot by right"
    if isinstance(need, Spread):
        return f"names from at least {need.branches} {need.called}"
    if isinstance(need, AllOf):
        return " and ".join(requirement(part, rules) for part in need.all)
    if isinstance(need, AnyOf):
        return "either " + " or ".join(requirement(part, rules) for part in need.any)
    by = f" from {bodies(need.by, rules)}" if need.by else ""
    return threshold(need, rules) + by


def bodies(names: tuple[str, ...], rules: Rules) -> str:
    """Bodies in words."""
    return listed([rules.bodies[name].name for name in names])


def _questions(rules: Rules) -> Iterator[RenderableType]:
    for name, question in rules.contested.items():
        yield Padding(Text.assemble((f"{name}. ", "bold"), question.asks, (f" ({question.clause})", "dim")), (0, 2))
        for reading, value in question.readings.items():
            by = f" Held by {', '.join(value.held_by)}." if value.held_by else ""
            yield Padding(f"{reading}: {value.says}.{by}", (0, 5))
        if question.decided_by:
            yield Padding(f"Decided by {question.decided_by}.", (0, 5))
