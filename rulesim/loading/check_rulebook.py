"""What types cannot check in a settled rule book: names that must exist, outcomes that must lead somewhere."""

from collections.abc import Iterator

from rulesim.errors import meant
from rulesim.loading.check_ballots import check_ballot
from rulesim.loading.mentions import mentions
from rulesim.loading.part import Part
from rulesim.loading.path_fault import PathFault, odd_names
from rulesim.loading.references import references, unknown
from rulesim.model.rulebook import Rules
from rulesim.model.section import Points, Section, UnitVotes
from rulesim.model.stages import AnyStage, Ballot, Decision, Motion, can_occur, outcomes


def check_rules(rules: Rules, entered: set[str], part: Rules | Part) -> Iterator[PathFault]:
    """Every fault in a part of a settled rule book, or in all of it, that its types do not catch.

    Stages not `entered` only run beside others.
    """
    found = tuple(mentions(part))
    yield from _names(part)
    yield from unknown(references(found, (rules,)))
    yield from _bodies_within(rules) if part is rules else ()
    for mention in found:
        body = rules.bodies.get(mention.word) if mention.role == "acting body" else None
        if body and body.counts_only:
            what = f"'{mention.word}' serves only as a base for shares and cannot act"
            yield PathFault("body-counts-only", mention.path, what, "expected a body that acts")
    for name, stage in part.stages.items():
        yield from _papers_again(rules, name, stage)
        if isinstance(stage, Ballot):
            yield from check_ballot(("stages", name), stage)
        if name in entered:
            yield from _open_outcomes(name, stage)


def _names(part: Rules | Part) -> Iterator[PathFault]:
    for kind in ("bodies", "stages", "endings", "contested"):
        yield from odd_names((kind,), getattr(part, kind, ()))
    for name, question in part.contested.items() if isinstance(part, Rules) else ():
        yield from odd_names(("contested", name, "readings"), question.readings, reserved=("question",))
    for name, stage in part.stages.items():
        yield from odd_names(("stages", name, "sections"), stage.sections if isinstance(stage, Ballot) else ())


def _open_outcomes(name: str, stage: AnyStage) -> Iterator[PathFault]:
    """Outcomes that lead nowhere, of a stage that a contest can reach."""
    at = ("stages", name)
    ruling = stage.rules_on if isinstance(stage, Motion | Decision) else None
    strange = set(stage.then) - set(outcomes(stage))
    missing = [outcome for outcome in can_occur(stage) if outcome not in stage.then]
    for outcome in can_occur(stage):
        if outcome in missing and len(strange) < len(missing) and not any(meant(one, [outcome]) for one in strange):
            found, expected = f"the outcome '{outcome}' leads nowhere", f"expected '{outcome}: <stage or end.ending>'"
            yield PathFault("outcome-without-next", (*at, "then"), found, expected)
        if ruling and outcome not in ruling.gives:
            found, expected = f"the outcome '{outcome}' gives no reading", f"expected '{outcome}: <reading>'"
            yield PathFault("ruling-incomplete", (*at, "rules_on", "gives"), found, expected)


def _bodies_within(rules: Rules) -> Iterator[PathFault]:
    for name in rules.bodies:
        above, seen = rules.bodies[name].within, {name}
        while above in rules.bodies and above not in seen:
            seen.add(above)
            above = rules.bodies[above].within
        if above == name:
            found = f"'{name}' is within itself"
            yield PathFault("body-within-itself", ("bodies", name, "within"), found, "expected a larger body")


def papers_again(stage: AnyStage) -> dict[str, str]:
    """The sections of a ballot that count the papers of an earlier ballot again, each with that ballot."""
    sections = stage.sections.items() if isinstance(stage, Ballot) else ()
    return {name: section.papers_of for name, section in sections if section.papers_of}


def _papers_again(rules: Rules, name: str, stage: AnyStage) -> Iterator[PathFault]:
    """Papers counted again must have been cast by the same people, and in the same units."""
    for section, ballot in papers_again(stage).items():
        earlier = rules.stages.get(ballot)
        if not isinstance(earlier, Ballot) or not isinstance(stage, Ballot):
            continue
        ours, path = stage.sections[section], ("stages", name, "sections", section, "papers_of")
        theirs = [other for other in earlier.sections.values() if set(other.by) & set(ours.by)]
        missing = set(ours.by) - {body for other in theirs for body in other.by}
        if missing:
            found = f"'{min(missing)}' has no vote in '{ballot}'"
            yield PathFault("papers-never-cast", path, found, "expected a ballot in which they vote")
        for other in theirs:
            if _units(ours) and _units(other) not in (None, _units(ours)):
                found = f"{_units(ours)} units here but {_units(other)} in '{ballot}'"
                yield PathFault("papers-never-cast", path, found, "expected the same number")


def _units(section: Section) -> int | None:
    return section.becomes.units if isinstance(section.becomes, Points | UnitVotes) else None
