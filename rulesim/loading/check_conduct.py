"""What types cannot say about conduct: names that must exist, cases that must apply, what must fit together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from rulesim.errors import Fault, nearest
from rulesim.loading.check_records import check_record, record_mentions
from rulesim.loading.check_rulebook import papers_again
from rulesim.loading.mention import UNKNOWN, Mention
from rulesim.loading.scene import Scene
from rulesim.model.conduct import (
    REST,
    AnyConduct,
    BallotConduct,
    Chance,
    DecisionConduct,
    MotionConduct,
    NominationsConduct,
    PetitionConduct,
    When,
    ranked,
)
from rulesim.model.document import Path, locate
from rulesim.model.stages import Ballot, Motion, Petition

SIDES = ("for", "against", "spoilt")
Placed = tuple[Path, str, AnyConduct]
"""A case, the stage it is for, and where it stands."""


def check_conduct(scene: Scene) -> Iterator[Fault]:
    """Every fault of conduct but for words that name nothing."""
    for name, cases in scene.conduct.items():
        if name in scene.written:
            yield from _order(scene, name, cases)
            yield from _papers_cast(scene, name, cases)
    for path, name, case in placed_cases(scene):
        if case.when is not None:
            yield from _testable(scene, path, case.when)
        yield from _entitled(scene, path, name, case)
        if isinstance(case, DecisionConduct):
            yield from _choices(scene, path, case)
        if isinstance(case, PetitionConduct):
            yield from _lists(scene, path, name, case)
        yield from check_record(scene, path, name, case)


def placed_cases(scene: Scene) -> Iterator[Placed]:
    """Every case of conduct, with its place."""
    for name, cases in scene.conduct.items():
        for i, case in enumerate(cases):
            yield ("conduct", name, i), name, case


def condition_mentions(scene: Scene) -> Iterator[Mention]:
    """What the conditions of cases name."""
    people = scene.scenario.people
    for path, _, case in placed_cases(scene):
        if case.when is None:
            continue
        when, at = case.when, (*path, "when")
        if when.stage:
            yield Mention("stage", when.stage, (*at, "stage"), scene.rules.stages)
        if when.outcome and when.stage in scene.rules.stages:
            yield Mention("outcome", when.outcome, (*at, "outcome"), scene.outcomes(when.stage))
        yield from (Mention("person", who, (*at, "standing", i), people) for i, who in enumerate(when.standing))
        yield from (Mention("person", who, (*at, "not_standing", i), people) for i, who in enumerate(when.not_standing))


def conduct_mentions(scene: Scene) -> Iterator[Mention]:
    """What people do names: blocs, unknowns, people, options."""
    for path, name, case in placed_cases(scene):
        yield from record_mentions(scene, path, name, case)
        yield from (Mention("bloc", bloc, at, scene.scenario.blocs) for at, bloc in _blocs(path, case))
        yield from _doings(scene, path, name, case)


def _doings(scene: Scene, path: Path, name: str, case: AnyConduct) -> Iterator[Mention]:
    people = scene.scenario.people
    match case:
        case PetitionConduct():
            for bloc, signing in case.sign.items():
                at = (*path, "sign", bloc)
                chances = {"chance": signing.chance, "share": signing.share, "takes_back": signing.takes_back}
                yield from _chances(scene, at, chances)
                yield from (Mention("person", who, (*at, "backs", who), people) for who in signing.backs)
        case MotionConduct():
            for bloc, voting in case.votes.items():
                parts = {"chances": voting.chances, "shares": voting.shares}
                yield from _parts(scene, (*path, "votes", bloc), parts, "option", SIDES)
        case DecisionConduct():
            yield from _parts(scene, path, {"chooses": case.chooses}, "option", scene.outcomes(name))
        case NominationsConduct():
            yield from (Mention("person", who, (*path, "stands", who), people) for who in case.stands)
            yield from _chances(scene, (*path, "stands"), case.stands)
            yield from (Mention("person", who, (*path, "spread", who), people) for who in case.spread)
            yield from _chances(scene, (*path, "spread"), case.spread)
            for bloc, nominating in case.nominate.items():
                parts = {"chances": nominating.chances, "shares": nominating.shares}
                yield from _parts(scene, (*path, "nominate", bloc), parts, "person", people)
        case BallotConduct():
            for key, leaves in (("withdraws", case.withdraws), ("withdraws_before", case.withdraws_before)):
                yield from (Mention("person", who, (*path, key, who), people) for who in leaves)
                yield from _chances(scene, (*path, key), leaves)
            for bloc, preferring in case.votes.items():
                at = (*path, "votes", bloc)
                parts = {"chances": preferring.chances, "shares": preferring.shares}
                yield from _chances(scene, at, {"turnout": preferring.turnout})
                yield from _parts(scene, at, parts, "person", people)
                yield from _rankings(scene, (*at, "rankings"), preferring.rankings)


def _parts(
    scene: Scene, path: Path, kinds: Mapping[str, Mapping[str, Chance]], what: str, known: Collection[str]
) -> Iterator[Mention]:
    for kind, parts in kinds.items():
        yield from (Mention(what, name, (*path, kind, name), known) for name in parts)
        yield from _chances(scene, (*path, kind), _known_parts(parts))


def _rankings(scene: Scene, path: Path, rankings: Mapping[str, Chance]) -> Iterator[Mention]:
    for ranking in rankings:
        for who in ranked(ranking):
            yield Mention("person", who, (*path, ranking), scene.scenario.people)
    yield from _chances(scene, path, _known_parts(rankings))


def _known_parts(parts: Mapping[str, Chance]) -> dict[str, Chance]:
    return {name: part for name, part in parts.items() if part != REST}


def _chances(scene: Scene, path: Path, chances: Mapping[str, Chance | None]) -> Iterator[Mention]:
    for name, chance in chances.items():
        if isinstance(chance, str):
            yield Mention(UNKNOWN, chance, (*path, name), scene.scenario.unknowns)


def _blocs(path: Path, case: AnyConduct) -> Iterator[tuple[Path, str]]:
    """The blocs that act in a case, and where it names them."""
    match case:
        case PetitionConduct(sign=blocs):
            yield from (((*path, "sign", bloc), bloc) for bloc in blocs)
        case MotionConduct(votes=blocs) | BallotConduct(votes=blocs):
            yield from (((*path, "votes", bloc), bloc) for bloc in blocs)
        case NominationsConduct(nominate=blocs):
            yield from (((*path, "nominate", bloc), bloc) for bloc in blocs)


def _order(scene: Scene, name: str, cases: tuple[AnyConduct, ...]) -> Iterator[Fault]:
    """Cases that never apply, and a stage for which none may apply."""
    path: Path = ("conduct", name)
    if name not in scene.reached:
        found = f"this contest never comes to the stage '{name}'"
        yield Fault("conduct-unused", locate(scene.document, path), found, "expected a stage that it can reach")
    always = [i for i, case in enumerate(cases) if case.when is None]
    if not always:
        expected = "expected a last case without one"
        yield Fault("case-missing", locate(scene.document, path), "every case has a 'when'", expected)
    elif always[0] < len(cases) - 1:
        place = locate(scene.document, (*path, always[0] + 1))
        expected = "expected the case without 'when' to be the last"
        yield Fault("case-unused", place, "a case after one that always applies", expected)


def _testable(scene: Scene, path: Path, when: When) -> Iterator[Fault]:
    """Only motions have votes that a condition can test."""
    tests = when.at_least is not None or when.more_than is not None
    if tests and when.stage in scene.rules.stages and not isinstance(scene.rules.stages[when.stage], Motion):
        place = locate(scene.document, (*path, "when", "stage"))
        yield Fault("not-a-motion", place, f"'{when.stage}' is no motion", "expected a motion, whose votes have shares")


def _entitled(scene: Scene, path: Path, name: str, case: AnyConduct) -> Iterator[Fault]:
    acting = scene.acting(name)
    for at, bloc in _blocs(path, case):
        body = scene.scenario.blocs[bloc].of if bloc in scene.scenario.blocs else ""
        if body in scene.rules.bodies and body not in acting:
            found = f"'{bloc}' belongs to '{body}', which does not act here"
            yield Fault("bloc-not-entitled", locate(scene.document, at), found, nearest(body, acting))
        elif body in acting and not _votes_anew(scene, name, body):
            found = f"the papers of '{bloc}' are those of an earlier ballot"
            yield Fault("papers-counted-again", locate(scene.document, at), found, "expected votes only in that ballot")


def _votes_anew(scene: Scene, name: str, body: str) -> bool:
    """Whether a body acts at a stage by more than papers that are counted again."""
    stages = scene.stages(name)
    again = [section for stage in stages if isinstance(stage, Ballot) for section in stage.sections.values()]
    return not again or any(body in section.by and not section.papers_of for section in again)


def _papers_cast(scene: Scene, name: str, cases: tuple[AnyConduct, ...]) -> Iterator[Fault]:
    """Papers that are counted again must come from conduct: the contest holds that ballot, and not from a record."""
    if all(case.given is not None for case in cases):
        return
    for stage in scene.stages(name):
        for earlier in papers_again(stage).values():
            known = scene.conduct.get(earlier, ())
            if earlier not in scene.reached or any(case.given is not None for case in known):
                place = locate(scene.document, ("conduct", name))
                found = f"papers of '{earlier}' are counted again, and nothing says what is on them"
                yield Fault("papers-never-cast", place, found, f"expected votes of blocs under 'conduct.{earlier}'")


def _choices(scene: Scene, path: Path, case: DecisionConduct) -> Iterator[Fault]:
    if sum(part for part in case.chooses.values() if isinstance(part, Fraction)) > 1:
        place = locate(scene.document, (*path, "chooses"))
        yield Fault("shares-sum", place, "more than 100%", "expected chances that add up to 100% at the most")


def _lists(scene: Scene, path: Path, name: str, case: PetitionConduct) -> Iterator[Fault]:
    """Whoever signs where each challenger has a list signs one of them; elsewhere there are none."""
    stage = scene.rules.stages[name]
    lists = isinstance(stage, Petition) and stage.collects == "for each challenger"
    for bloc, signing in case.sign.items():
        if lists and sum(signing.backs.values()) != 1:
            place = locate(scene.document, (*path, "sign", bloc))
            found = f"'{bloc}' does not say whose list it signs"
            yield Fault("backs-sum", place, found, "expected 'backs', with shares that add up to 100%")
        if not lists and signing.backs:
            place = locate(scene.document, (*path, "sign", bloc, "backs"))
            yield Fault("backs-unused", place, "lists of challengers", "expected none: here all sign for one cause")
