"""What types cannot check in a scenario: names that must exist, people who must fit, entries that must be used."""

from collections.abc import Collection, Iterator

from rulesim.errors import meant
from rulesim.loading.check_conduct import check_conduct
from rulesim.loading.check_crowds import check_crowds
from rulesim.loading.check_times import check_times
from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.mentions import mentions
from rulesim.loading.path_fault import PathFault, not_negative, odd_names
from rulesim.loading.paths import without_winner
from rulesim.loading.references import SPOILT, Reference, What, noun, references, unknown
from rulesim.loading.standing import shut_out
from rulesim.model.document import Path
from rulesim.model.rulebook import NOBODY, NOT_KNOWN
from rulesim.model.stages import Ballot, Decision, Motion, Nominations, Petition


def check_scenario(draft: DraftContest, whole: bool = True) -> Iterator[PathFault]:
    """Every fault in a scenario that its types do not catch.

    If some of its conduct could not be read, it is not `whole`, and entries that seem missing or unused may not be.
    """
    done = (mention for path, name, case in draft.cases() for mention in mentions(case, path, {"stage": name}))
    found = tuple(references((*mentions(draft.scenario), *done), draft.variants, draft.scenario))
    yield from unknown(found)
    yield from odd_names(("people",), draft.scenario.people, reserved=(NOBODY, NOT_KNOWN))
    yield from odd_names(("blocs",), draft.scenario.blocs)
    yield from _begins(draft)
    yield from _timetable(draft)
    yield from _sizes(draft)
    yield from check_conduct(draft)
    yield from check_times(draft)
    yield from check_crowds(draft)
    yield from _claim(draft)
    yield from _shares(draft)
    yield from _missing(draft)
    if whole:
        yield from _unused(draft, found)


def _begins(draft: DraftContest) -> Iterator[PathFault]:
    """A contest that starts in the middle may contradict itself, or reach an ending for winners without a winner."""
    begins = draft.scenario.begins
    for question, reading in begins.ruled.items():
        held = draft.scenario.readings.get(question, reading)
        if held != reading:
            found = f"'{reading}' here but '{held}' under 'readings'"
            yield PathFault("two-readings", ("begins", "ruled", question), found, "expected one reading")
    opening = draft.scenario.opening(draft.rules.opens_with)
    if isinstance(draft.rules.stages.get(opening), Ballot) and not begins.candidates:
        found = f"the contest begins with the ballot '{opening}' but has no candidate"
        yield PathFault("nobody-to-elect", ("begins",), found, "expected 'begins: {candidates: [...]}'")
    if draft.scenario.is_vacant and opening in draft.rules.stages:
        for name in shut_out(draft.variants, opening, vacant=True):
            found = f"the office is vacant at '{name}', and then the rule book lets nobody stand"
            at: Path = ("begins", "vacant") if begins.vacant else ("leader",)
            yield PathFault("nobody-may-stand", at, found, "expected another first stage, or a leader")
    if draft.scenario.leader == NOBODY:
        yield from _leaderless(draft)
    if begins.stage in draft.rules.stages:
        for ending in dict.fromkeys(without_winner(draft.variants, begins.stage).values()):
            found = f"from this stage the ending '{ending}' can be reached with no winner"
            yield PathFault("ending-without-winner", ("begins", "stage"), found, "expected an earlier first stage")


def _leaderless(draft: DraftContest) -> Iterator[PathFault]:
    """Stages that take people where nobody is listed, and decisions that only a leader can make where there is none."""
    reached = [name for name in draft.rules.stages if name in draft.reached]
    stands = [name for name in reached if isinstance(draft.rules.stages[name], Ballot | Nominations)]
    if stands and not draft.scenario.people:
        found = f"nobody is listed, and at '{stands[0]}' somebody has to stand"
        yield PathFault("nobody-to-elect", ("people",), found, "expected everybody who may stand")
    for name in reached:
        if any(isinstance(stage, Decision) and stage.by == "leader" for stage in draft.stages(name)):
            found = f"nobody is in office, and at '{name}' the leader decides"
            yield PathFault("nobody-decides", ("leader",), found, "expected a leader, or another first stage")


def _timetable(draft: DraftContest) -> Iterator[PathFault]:
    """Every fault in the times of stages, except stages that do not exist."""
    for name, slot in draft.scenario.timetable.items():
        path: Path = ("timetable", name)
        if name in draft.rules.stages and name not in draft.reached:
            found = f"this contest never reaches the stage '{name}'"
            yield PathFault("conduct-unused", path, found, "expected a stage that it can reach, or no such entry")
        stages = draft.stages(name) if slot.rounds else []
        if stages and not any(isinstance(stage, Ballot) and stage.votes == "fresh" for stage in stages):
            # Where papers transfer, all rounds are counted at once.
            found = f"times for rounds, but in '{name}' nobody votes again"
            yield PathFault("rounds-times", (*path, "rounds"), found, "expected 'closes'")
    yield from _endless_petitions(draft)


def _endless_petitions(draft: DraftContest) -> Iterator[PathFault]:
    """Petitions that are played without a deadline in the rule book or the timetable."""
    for name in sorted(draft.reached & draft.written if draft.scenario.expects else draft.reached):
        slot = draft.scenario.timetable.get(name)
        closes = slot and (slot.lasts is not None or slot.closes is not None)
        if not closes and any(isinstance(stage, Petition) and stage.window is None for stage in draft.stages(name)):
            found = f"the rule book sets no deadline for '{name}'"
            expected = f"expected 'timetable: {{{name}: {{lasts: …}}}}'"
            yield PathFault("petition-without-end", ("timetable", name), found, expected)


def _sizes(draft: DraftContest) -> Iterator[PathFault]:
    """Every fault in the sizes of bodies and blocs, and in the blocs between which a study moves people."""
    bodies, known = draft.scenario.bodies, draft.rules.bodies
    yield from not_negative(("bodies",), bodies)
    for body, people in bodies.items():
        whole = known[body].within if body in known else ""
        if people > bodies.get(whole, people):
            found = f"'{body}' has {people} people, but '{whole}', of which it is a part, has {bodies[whole]}"
            yield PathFault("body-larger-than-its-whole", ("bodies", body), found, "expected no more than that")
    needed = {body for name in draft.reached for body in draft.needed(name)}
    needed |= {bloc.of for bloc in draft.scenario.blocs.values() if bloc.of in known}
    strange = set(bodies) - set(known)
    for body in sorted(body for body in needed - set(bodies) if not any(meant(one, [body]) for one in strange)):
        found = f"the size of '{body}' is missing"
        yield PathFault("body-without-size", ("bodies",), found, f"expected '{body}: <number of people>'")
    yield from _blocs_fit(draft)
    yield from _boundary(draft)


def _blocs_fit(draft: DraftContest) -> Iterator[PathFault]:
    totals: dict[str, int] = {}
    for name, bloc in draft.scenario.blocs.items():
        before = totals.get(bloc.of, 0)
        totals[bloc.of] = before + bloc.size
        whole = draft.scenario.bodies.get(bloc.of)
        if whole is not None and before <= whole < totals[bloc.of]:
            found = f"including '{name}', the blocs of '{bloc.of}' have {totals[bloc.of]} people"
            expected = f"expected at most {whole}, the size of the body"
            yield PathFault("blocs-larger-than-body", ("blocs", name, "size"), found, expected)


def _boundary(draft: DraftContest) -> Iterator[PathFault]:
    boundary, blocs = draft.scenario.boundary, draft.scenario.blocs
    if boundary is None or not {boundary.bloc, boundary.taken_from} <= set(blocs):
        return
    if boundary.bloc == boundary.taken_from or blocs[boundary.bloc].of != blocs[boundary.taken_from].of:
        found = f"people cannot move from '{boundary.taken_from}' to '{boundary.bloc}'"
        yield PathFault("boundary-blocs", ("boundary", "taken_from"), found, "expected two blocs of one body")


def _claim(draft: DraftContest) -> Iterator[PathFault]:
    claim = draft.scenario.claim
    if claim is None:
        return
    yield from not_negative(("claim", "numbers"), claim.numbers)
    yield from not_negative(("claim", "bases"), claim.bases)
    for threshold in sorted({*claim.shares, *claim.numbers}):
        if not claim.shares.get(threshold) or threshold not in claim.numbers:
            found = f"the threshold '{threshold}' has no number, or no share above 0%"
            expected = "expected both, under 'shares' and 'numbers'"
            yield PathFault("claim-bar", ("claim", "shares", threshold), found, expected)


def _shares(draft: DraftContest) -> Iterator[PathFault]:
    """Only where people vote are there shares of their votes."""
    for name, printed in draft.scenario.expects.shares.items() if draft.scenario.expects else ():
        path: Path = ("expects", "shares", name)
        if not all(isinstance(stage, Ballot | Motion) for stage in draft.stages(name)):
            found = f"'{name}' is neither a ballot nor a motion"
            yield PathFault("no-shares", path, found, "expected 'figures' instead")
        elif SPOILT in printed and isinstance(draft.rules.stages.get(name), Motion):
            found = "spoilt papers, which are no part of the valid votes"
            yield PathFault("no-shares", (*path, SPOILT), found, "expected 'for' or 'against'")


def _missing(draft: DraftContest) -> Iterator[PathFault]:
    """Stages that the contest can reach and for which no conduct is given, unless some stage is misspelt."""
    said = {*draft.conduct, *draft.written}
    for name in draft.rules.stages if said <= set(draft.rules.stages) else ():
        if name in draft.reached and name not in said:
            found = f"no conduct is given for the stage '{name}'"
            yield PathFault("conduct-missing", ("conduct",), found, f"expected '{name}: …' under 'conduct'")


def _unused(draft: DraftContest, found: Collection[Reference]) -> Iterator[PathFault]:
    """Entries that are never used, except of a kind of which one is misspelt: that may be the one."""
    misspelt = {one.what for one in found if one.missing}
    # A condition alone uses nothing.
    done = (one for one in found if one.path[0] == "expects" or (one.path[0] == "conduct" and one.path[3] != "when"))
    used = {(one.what, one.word) for one in done}
    used |= {("person", who) for who in _standing(draft)}
    kinds: tuple[tuple[str, What], ...] = (("unknowns", "unknown"), ("blocs", "bloc"), ("people", "person"))
    for key, what in kinds:
        for name in getattr(draft.scenario, key):
            if (what, name) not in used and what not in misspelt:
                said = f"the {noun(what)} '{name}' is never used"
                yield PathFault(
                    f"{what}-unused", (key, name), said, f"expected '{name}' under 'conduct', or no such entry"
                )


def _standing(draft: DraftContest) -> Iterator[str]:
    """Who stands without further mention: the leader, those already on the ballot, a choice to re-open nominations."""
    scenario = draft.scenario
    yield from (scenario.leader, *scenario.begins.candidates)
    ballots = [stage for name in draft.reached for stage in draft.stages(name) if isinstance(stage, Ballot)]
    if any(ballot.reopen_nominations for ballot in ballots):
        yield from (who for who, person in scenario.people.items() if person.reopens)
