"""What types cannot say about a scenario: names that must exist, people who must fit, entries that must be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rulesim.errors import Fault
from rulesim.loading.check_conduct import check_conduct, condition_mentions, conduct_mentions
from rulesim.loading.check_paths import without_winner
from rulesim.loading.check_records import not_negative
from rulesim.loading.mention import UNKNOWN, Mention, odd_names, unknown
from rulesim.loading.scene import Cases, Scene
from rulesim.model.document import Node, Path, locate
from rulesim.model.rulebook import NOBODY, Rules
from rulesim.model.scenario import Scenario
from rulesim.model.stages import Ballot, Petition


def check_scenario(
    scenario: Scenario, conduct: Cases, variants: tuple[Rules, ...], document: Node, whole: bool = True
) -> list[Fault]:
    """Every fault of a scenario that its types do not catch.

    If some of its conduct could not be read, it is not `whole`, and what seems to be missing or unused may not be.
    """
    scene = Scene(scenario, conduct, variants, document)
    doings = tuple(conduct_mentions(scene))
    expected = tuple(_expected(scene))
    mentions = (*_mentions(scene), *expected, *condition_mentions(scene), *doings)
    faults = [*unknown(mentions, document), *_names(scene), *_begins(scene), *_timetable(scene), *_sizes(scene)]
    faults += [*check_conduct(scene), *_boundary(scene), *_claim(scene), *_colleges(scene)]
    faults += _missing(scene)
    misspelt = {mention.what for mention in mentions if mention.word not in mention.known}
    return [*faults, *_unused(scene, (*doings, *expected), misspelt)] if whole else faults


def _names(scene: Scene) -> Iterator[Fault]:
    scenario = scene.scenario
    yield from odd_names(scene.document, ("people",), scenario.people, reserved=(NOBODY,))
    yield from odd_names(scene.document, ("blocs",), scenario.blocs)


def _mentions(scene: Scene) -> Iterator[Mention]:
    """What a scenario names outside its conduct and its expectations."""
    scenario, rules = scene.scenario, scene.rules
    yield Mention("person", scenario.leader, ("leader",), scenario.people)
    if scenario.begins.stage:
        yield Mention("stage", scenario.begins.stage, ("begins", "stage"), rules.stages)
    yield from (Mention("stage", stage, ("timetable", stage), rules.stages) for stage in scenario.timetable)
    yield from (Mention("body", body, ("bodies", body), rules.bodies) for body in scenario.bodies)
    yield from (Mention("body", bloc.of, ("blocs", name, "of"), rules.bodies) for name, bloc in scenario.blocs.items())
    begun = enumerate(scenario.begins.candidates)
    yield from (Mention("person", who, ("begins", "candidates", i), scenario.people) for i, who in begun)
    changes = enumerate(scenario.changes)
    yield from (Mention("body", change.body, ("changes", i, "body"), scenario.bodies) for i, change in changes)
    for path, readings in ((("readings",), scenario.readings), (("begins", "ruled"), scenario.begins.ruled)):
        for question, reading in readings.items():
            yield Mention("question", question, (*path, question), rules.contested)
            if question in rules.contested:
                yield Mention("reading", reading, (*path, question), rules.contested[question].readings)
    if scenario.boundary:
        boundary = scenario.boundary
        yield Mention("question", boundary.question, ("boundary", "question"), rules.contested)
        yield Mention("bloc", boundary.bloc, ("boundary", "bloc"), scenario.blocs)
        yield Mention("bloc", boundary.taken_from, ("boundary", "taken_from"), scenario.blocs)
    if scenario.claim:
        yield Mention("person", scenario.claim.candidate, ("claim", "candidate"), scenario.people)
        yield Mention("question", scenario.claim.question, ("claim", "question"), rules.contested)


def _expected(scene: Scene) -> Iterator[Mention]:
    """What a scenario names in what it expects."""
    expects, rules, people = scene.scenario.expects, scene.rules, scene.scenario.people
    if expects is None:
        return
    for i, step in enumerate(expects.path):
        stage, _, outcome = step.partition(".")
        yield Mention("stage", stage, ("expects", "path", i), rules.stages)
        if stage in rules.stages:
            yield Mention("outcome", outcome, ("expects", "path", i), scene.outcomes(stage))
    if expects.ending:
        yield Mention("ending", expects.ending, ("expects", "ending"), rules.endings)
    if expects.leads:
        yield Mention("person", expects.leads, ("expects", "leads"), (*people, NOBODY))
    yield from (Mention("person", who, ("expects", "ballot", i), people) for i, who in enumerate(expects.ballot))
    known = set(scene.columns())
    yield from (Mention("column", name, ("expects", "figures", name), known) for name in expects.figures)
    for name, shares in expects.shares.items():
        yield Mention("stage", name, ("expects", "shares", name), rules.stages)
        yield from (Mention("person", who, ("expects", "shares", name, who), people) for who in shares)
    for name, rounds in expects.excluded.items():
        yield Mention("stage", name, ("expects", "excluded", name), rules.stages)
        for i, left in enumerate(rounds):
            path: Path = ("expects", "excluded", name, i)
            yield from (Mention("person", who, (*path, j), people) for j, who in enumerate(left))


def _colleges(scene: Scene) -> Iterator[Fault]:
    """Only ballots whose sections have weights have shares of the whole."""
    for name in scene.scenario.expects.shares if scene.scenario.expects else ():
        stages = scene.stages(name) if name in scene.rules.stages else []
        if stages and not any(isinstance(stage, Ballot) and stage.is_college for stage in stages):
            place = locate(scene.document, ("expects", "shares", name))
            found = f"'{name}' is no ballot with weighted sections"
            yield Fault("not-a-college", place, found, "only such ballots have shares; expected 'figures' instead")


def _begins(scene: Scene) -> Iterator[Fault]:
    """A contest that starts in the middle may contradict itself, or come to a winner's ending without a winner."""
    for question, reading in scene.scenario.begins.ruled.items():
        held = scene.scenario.readings.get(question, reading)
        if held != reading:
            place = locate(scene.document, ("begins", "ruled", question))
            yield Fault("two-readings", place, f"'{reading}', and '{held}' under 'readings'", "expected one reading")
    stage = scene.scenario.begins.stage
    if isinstance(scene.rules.stages.get(scene.start), Ballot) and not scene.scenario.begins.candidates:
        place = locate(scene.document, ("begins",))
        found = f"it begins with the ballot '{scene.start}', and nobody is a candidate"
        yield Fault("nobody-to-elect", place, found, "expected 'begins: {candidates: [...]}'")
    if stage in scene.rules.stages:
        for ending in dict.fromkeys(without_winner(scene.variants, stage).values()):
            found = f"from here the ending '{ending}' can be reached, and nobody has won"
            place = locate(scene.document, ("begins", "stage"))
            yield Fault("ending-without-winner", place, found, "expected an earlier stage")


def _timetable(scene: Scene) -> Iterator[Fault]:
    for name in scene.scenario.timetable:
        if name in scene.rules.stages and name not in scene.reached:
            place = locate(scene.document, ("timetable", name))
            found = f"this contest never comes to the stage '{name}'"
            yield Fault("conduct-unused", place, found, "expected a stage that it can reach")
    yield from _rounds(scene)
    played = scene.reached & scene.written if scene.scenario.expects else scene.reached
    for name in sorted(played):
        slot = scene.scenario.timetable.get(name)
        closes = slot and (slot.lasts is not None or slot.closes is not None)
        if not closes and any(isinstance(stage, Petition) and stage.window is None for stage in scene.stages(name)):
            place = locate(scene.document, ("timetable", name))
            found = f"the rule book sets no end to '{name}'"
            yield Fault("petition-without-end", place, found, f"expected 'timetable: {{{name}: {{lasts: …}}}}'")


def _rounds(scene: Scene) -> Iterator[Fault]:
    """Times of rounds belong to ballots where everybody votes again; where papers move on, all are counted at once."""
    for name, slot in scene.scenario.timetable.items():
        stages = scene.stages(name) if slot.rounds and name in scene.rules.stages else []
        if stages and not any(isinstance(stage, Ballot) and stage.votes == "fresh" for stage in stages):
            place = locate(scene.document, ("timetable", name, "rounds"))
            found = f"times of rounds, and in '{name}' nobody votes again"
            yield Fault("rounds-times", place, found, "expected 'closes'")


def _sizes(scene: Scene) -> Iterator[Fault]:
    bodies, rules, document = scene.scenario.bodies, scene.rules, scene.document
    yield from not_negative(document, ("bodies",), bodies)
    for body, people in bodies.items():
        whole = rules.bodies[body].within if body in rules.bodies else ""
        if people > bodies.get(whole, people):
            found = f"'{body}' has {people} people, and '{whole}', which holds it, {bodies[whole]}"
            place = locate(document, ("bodies", body))
            yield Fault("body-larger-than-its-whole", place, found, "expected at most as many")
    for body in sorted({body for name in scene.reached for body in scene.needed(name)} - set(bodies)):
        place = locate(document, ("bodies",))
        yield Fault("body-without-size", place, f"no size for '{body}'", f"expected '{body}: <number of people>'")
    yield from _blocs_fit(scene)


def _blocs_fit(scene: Scene) -> Iterator[Fault]:
    totals: dict[str, int] = {}
    for name, bloc in scene.scenario.blocs.items():
        before = totals.get(bloc.of, 0)
        totals[bloc.of] = before + bloc.size
        whole = scene.scenario.bodies.get(bloc.of)
        if whole is not None and before <= whole < totals[bloc.of]:
            place = locate(scene.document, ("blocs", name, "size"))
            found = f"with '{name}' the blocs of '{bloc.of}' have {totals[bloc.of]} people"
            yield Fault("blocs-larger-than-body", place, found, f"expected at most {whole}, the size of the body")


def _boundary(scene: Scene) -> Iterator[Fault]:
    boundary, blocs = scene.scenario.boundary, scene.scenario.blocs
    if boundary is None or not {boundary.bloc, boundary.taken_from} <= set(blocs):
        return
    if boundary.bloc == boundary.taken_from or blocs[boundary.bloc].of != blocs[boundary.taken_from].of:
        place = locate(scene.document, ("boundary", "taken_from"))
        found = f"people of '{boundary.taken_from}' cannot go over to '{boundary.bloc}'"
        yield Fault("boundary-blocs", place, found, "expected two blocs of one body")


def _claim(scene: Scene) -> Iterator[Fault]:
    claim, document = scene.scenario.claim, scene.document
    if claim is None:
        return
    yield from not_negative(document, ("claim", "numbers"), claim.numbers)
    yield from not_negative(document, ("claim", "bases"), claim.bases)
    for bar in sorted({*claim.shares, *claim.numbers}):
        if not claim.shares.get(bar) or bar not in claim.numbers:
            place = locate(document, ("claim", "shares", bar))
            found = f"the bar '{bar}' lacks its number or a share above 0%"
            yield Fault("claim-bar", place, found, "expected it under 'shares' and under 'numbers'")


def _missing(scene: Scene) -> Iterator[Fault]:
    """Stages that the contest can come to and about which nothing is said, unless some stage is misspelt."""
    said = {*scene.conduct, *scene.written}
    for name in scene.rules.stages if said <= set(scene.rules.stages) else ():
        if name in scene.reached and name not in said:
            place = locate(scene.document, ("conduct",))
            found = f"nothing says what people do at the stage '{name}'"
            yield Fault("conduct-missing", place, found, f"expected '{name}: …' under 'conduct'")


def _standing(scene: Scene) -> Iterator[str]:
    """Who stands without anything being said of it: the leader, who is on the ballot already, a choice to re-open."""
    scenario = scene.scenario
    yield from (scenario.leader, *scenario.begins.candidates)
    ballots = [stage for name in scene.reached for stage in scene.stages(name) if isinstance(stage, Ballot)]
    if any(ballot.reopen_nominations for ballot in ballots):
        yield from (who for who, person in scenario.people.items() if person.reopens)


def _unused(scene: Scene, mentions: Iterable[Mention], misspelt: set[str]) -> Iterator[Fault]:
    """Entries that nothing depends on, but for kinds of which one is misspelt: it may be the one."""
    used = {(mention.what, mention.word) for mention in mentions} | {("person", who) for who in _standing(scene)}
    for key, what in (("unknowns", UNKNOWN), ("blocs", "bloc"), ("people", "person")):
        for name in getattr(scene.scenario, key):
            if (what, name) not in used and what not in misspelt:
                place = locate(scene.document, (key, name))
                found = f"nothing depends on the {what} '{name}'"
                yield Fault(f"{what}-unused", place, found, "expected it to be used, or left out")
