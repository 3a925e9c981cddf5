"""What types cannot say about a scenario: names that must exist, people who must fit, entries that must be used."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rulesim.loading.check_conduct import check_conduct
from rulesim.loading.check_paths import without_winner
from rulesim.loading.check_sizes import check_sizes
from rulesim.loading.check_timetable import check_timetable
from rulesim.loading.draft import Draft
from rulesim.loading.mentions import Mention, mentions
from rulesim.loading.misfit import Misfit, not_negative, odd_names
from rulesim.loading.references import Reference, What, references, unknown
from rulesim.model.document import Path
from rulesim.model.rulebook import NOBODY
from rulesim.model.stages import Ballot


def check_scenario(draft: Draft, whole: bool = True) -> Iterator[Misfit]:
    """Every misfit of a scenario that its types do not catch.

    If some of its conduct could not be read, it is not `whole`, and what seems to be missing or unused may not be.
    """
    found = tuple(references(_mentions(draft), draft.variants, draft.scenario))
    yield from unknown(found)
    yield from odd_names(("people",), draft.scenario.people, reserved=(NOBODY,))
    yield from odd_names(("blocs",), draft.scenario.blocs)
    yield from _begins(draft)
    yield from check_timetable(draft)
    yield from check_sizes(draft)
    yield from check_conduct(draft)
    yield from _claim(draft)
    yield from _colleges(draft)
    yield from _missing(draft)
    if whole:
        yield from _unused(draft, found)


def _mentions(draft: Draft) -> Iterator[Mention]:
    yield from mentions(draft.scenario)
    for path, name, case in draft.cases():
        yield from mentions(case, path, {"stage": name})


def _begins(draft: Draft) -> Iterator[Misfit]:
    """A contest that starts in the middle may contradict itself, or come to a winner's ending without a winner."""
    begins = draft.scenario.begins
    for question, reading in begins.ruled.items():
        held = draft.scenario.readings.get(question, reading)
        if held != reading:
            found = f"'{reading}', and '{held}' under 'readings'"
            yield Misfit("two-readings", ("begins", "ruled", question), found, "expected one reading")
    if isinstance(draft.rules.stages.get(draft.start), Ballot) and not begins.candidates:
        found = f"it begins with the ballot '{draft.start}', and nobody is a candidate"
        yield Misfit("nobody-to-elect", ("begins",), found, "expected 'begins: {candidates: [...]}'")
    if begins.stage in draft.rules.stages:
        for ending in dict.fromkeys(without_winner(draft.variants, begins.stage).values()):
            found = f"from here the ending '{ending}' can be reached, and nobody has won"
            yield Misfit("ending-without-winner", ("begins", "stage"), found, "expected an earlier stage")


def _claim(draft: Draft) -> Iterator[Misfit]:
    claim = draft.scenario.claim
    if claim is None:
        return
    yield from not_negative(("claim", "numbers"), claim.numbers)
    yield from not_negative(("claim", "bases"), claim.bases)
    for bar in sorted({*claim.shares, *claim.numbers}):
        if not claim.shares.get(bar) or bar not in claim.numbers:
            found = f"the bar '{bar}' lacks its number or a share above 0%"
            yield Misfit("claim-bar", ("claim", "shares", bar), found, "expected it under 'shares' and under 'numbers'")


def _colleges(draft: Draft) -> Iterator[Misfit]:
    """Only ballots whose sections have weights have shares of the whole."""
    for name in draft.scenario.expects.shares if draft.scenario.expects else ():
        stages = draft.stages(name)
        if stages and not any(isinstance(stage, Ballot) and stage.is_college for stage in stages):
            found = f"'{name}' is no ballot with weighted sections"
            expected = "only such ballots have shares; expected 'figures' instead"
            yield Misfit("not-a-college", ("expects", "shares", name), found, expected)


def _missing(draft: Draft) -> Iterator[Misfit]:
    """Stages that the contest can come to and about which nothing is said, unless some stage is misspelt."""
    said = {*draft.conduct, *draft.written}
    for name in draft.rules.stages if said <= set(draft.rules.stages) else ():
        if name in draft.reached and name not in said:
            found = f"nothing says what people do at the stage '{name}'"
            yield Misfit("conduct-missing", ("conduct",), found, f"expected '{name}: …' under 'conduct'")


def _unused(draft: Draft, found: Collection[Reference]) -> Iterator[Misfit]:
    """Entries that nothing depends on, but for kinds of which one is misspelt: it may be the one."""
    misspelt = {one.what for one in found if one.missing}
    used = {(one.what, one.word) for one in found if _does(one.path)}
    used |= {("person", who) for who in _standing(draft)}
    kinds: tuple[tuple[str, What], ...] = (("unknowns", "unknown"), ("blocs", "bloc"), ("people", "person"))
    for key, what in kinds:
        for name in getattr(draft.scenario, key):
            if (what, name) not in used and what not in misspelt:
                expected = "expected it to be used, or left out"
                yield Misfit(f"{what}-unused", (key, name), f"nothing depends on the {what} '{name}'", expected)


def _does(path: Path) -> bool:
    """Whether what stands there is done or expected: a condition alone, say, uses nothing."""
    return path[0] == "expects" or (path[0] == "conduct" and path[3] != "when")


def _standing(draft: Draft) -> Iterator[str]:
    """Who stands without anything being said of it: the leader, who is on the ballot already, a choice to re-open."""
    scenario = draft.scenario
    yield from (scenario.leader, *scenario.begins.candidates)
    ballots = [stage for name in draft.reached for stage in draft.stages(name) if isinstance(stage, Ballot)]
    if any(ballot.reopen_nominations for ballot in ballots):
        yield from (who for who, person in scenario.people.items() if person.reopens)
