"""What types cannot say about a scenario: names that must exist, people who must fit, entries that must be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from rulesim.errors import Fault, nearest
from rulesim.loading.check_rulebook import acting_bodies, base_bodies
from rulesim.loading.graph import reachable
from rulesim.model.conduct import (
    REST,
    AnyConduct,
    BallotConduct,
    DecisionConduct,
    GivenNominations,
    MotionConduct,
    NominationsConduct,
    PetitionConduct,
    ranked,
)
from rulesim.model.document import Node, Path, locate
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Expected, Scenario
from rulesim.model.stages import AnyStage, Ballot, Decision, Motion, Nominations, Petition, outcomes

Cases = Mapping[str, tuple[AnyConduct, ...]]
MOTION_SIDES = ("for", "against", "spoilt")


def check_scenario(scenario: Scenario, conduct: Cases, variants: tuple[Rules, ...], document: Node) -> list[Fault]:
    """Every fault of a scenario that its types do not catch."""
    return list(_Check(scenario, conduct, variants, document).all())


class _Check:
    """One scenario being checked: what it names, and what it uses."""

    def __init__(self, scenario: Scenario, conduct: Cases, variants: tuple[Rules, ...], document: Node):
        self.scenario, self.conduct, self.variants, self.document = scenario, conduct, variants, document
        self.rules = variants[0]
        first = scenario.begins.stage or self.rules.opens_with
        self.reached = reachable(variants, first) if first in self.rules.stages else set(self.rules.stages)
        written = document.get("conduct")
        self.written = set((written.fields if written else None) or {})
        self.unknowns_used: set[str] = set()
        self.blocs_used: set[str] = set()
        self.people_used: set[str] = {scenario.leader, *self._choices_to_reopen()}

    def _choices_to_reopen(self) -> Iterator[str]:
        """Choices to re-open nominations, if some ballot puts them on its papers."""
        ballots = [stage for name, stage in self.rules.stages.items() if name in self.reached]
        if any(isinstance(stage, Ballot) and stage.reopen_nominations for stage in ballots):
            yield from (name for name, person in self.scenario.people.items() if person.reopens)

    def all(self) -> Iterator[Fault]:
        yield from self.names()
        yield from self.sizes()
        for stage, cases in self.conduct.items():
            yield from self.stage(stage, cases)
        yield from self.missing_conduct()
        yield from self.expectations()
        yield from self.unused()

    def known(self, path: Path, word: str, names: Iterable[str], slug: str, what: str) -> Iterator[Fault]:
        options = set(names)
        if word not in options:
            yield Fault(slug, locate(self.document, path), f"{what} '{word}'", nearest(word, options))

    def names(self) -> Iterator[Fault]:
        scenario, rules = self.scenario, self.rules
        yield from self.known(("leader",), scenario.leader, scenario.people, "unknown-person", "the person")
        yield from self.people(("begins", "candidates"), scenario.begins.candidates)
        if scenario.begins.stage:
            yield from self.known(
                ("begins", "stage"), scenario.begins.stage, rules.stages, "unknown-stage", "the stage"
            )
        for stage in scenario.timetable:
            yield from self.known(("timetable", stage), stage, rules.stages, "unknown-stage", "the stage")
            if stage in rules.stages and stage not in self.reached:
                yield self.unreached(("timetable", stage), stage)
        for at, readings in (("readings", scenario.readings), ("begins", scenario.begins.ruled)):
            for question, reading in readings.items():
                path: Path = (at, question) if at == "readings" else ("begins", "ruled", question)
                yield from self.known(path, question, rules.contested, "unknown-question", "the question")
                if question in rules.contested:
                    yield from self.known(
                        path, reading, rules.contested[question].readings, "unknown-reading", "the reading"
                    )
        if scenario.boundary:
            boundary = scenario.boundary
            yield from self.known(
                ("boundary", "question"),
                boundary.question,
                rules.contested,
                "unknown-question",
                "the question",
            )
            yield from self.known(("boundary", "bloc"), boundary.bloc, scenario.blocs, "unknown-bloc", "the bloc")
            yield from self.known(
                ("boundary", "taken_from"), boundary.taken_from, scenario.blocs, "unknown-bloc", "the bloc"
            )
        if scenario.claim:
            yield from self.known(
                ("claim", "candidate"),
                scenario.claim.candidate,
                scenario.people,
                "unknown-person",
                "the person",
            )
            yield from self.known(
                ("claim", "question"),
                scenario.claim.question,
                rules.contested,
                "unknown-question",
                "the question",
            )

    def sizes(self) -> Iterator[Fault]:
        scenario, rules = self.scenario, self.rules
        for i, change in enumerate(scenario.changes):
            yield from self.known(("changes", i, "body"), change.body, scenario.bodies, "unknown-body", "the body")
        for body in scenario.bodies:
            yield from self.known(("bodies", body), body, rules.bodies, "unknown-body", "the body")
            within = rules.bodies[body].within if body in rules.bodies else ""
            if within and scenario.bodies[body] > scenario.bodies.get(within, scenario.bodies[body]):
                place = locate(self.document, ("bodies", body))
                found = f"'{body}' has {scenario.bodies[body]} people and '{within}', which holds it, {scenario.bodies[within]}"
                yield Fault("body-larger-than-its-whole", place, found, "expected at most as many")
        totals: dict[str, int] = {}
        for name, bloc in scenario.blocs.items():
            yield from self.known(("blocs", name, "of"), bloc.of, rules.bodies, "unknown-body", "the body")
            totals[bloc.of] = totals.get(bloc.of, 0) + bloc.size
            whole = scenario.bodies.get(bloc.of)
            if whole is not None and totals[bloc.of] > whole:
                place = locate(self.document, ("blocs", name, "size"))
                found = f"with '{name}' the blocs of '{bloc.of}' have {totals[bloc.of]} people"
                yield Fault("blocs-larger-than-body", place, found, f"expected at most {whole}, the size of the body")
        yield from self.unsized()

    def unsized(self) -> Iterator[Fault]:
        """Bodies whose size a stage needs and the scenario does not give."""
        needed = {
            name
            for rules in self.variants
            for stage_name, stage in rules.stages.items()
            if stage_name in self.reached
            for _, name in [*acting_bodies(stage), *base_bodies(stage)]
        }
        for name in sorted(needed - set(self.scenario.bodies)):
            place = locate(self.document, ("bodies",))
            yield Fault(
                "body-without-size",
                place,
                f"no size for the body '{name}'",
                f"expected '{name}: <number of people>'",
            )

    def unreached(self, path: Path, stage: str) -> Fault:
        return Fault(
            "conduct-unused",
            locate(self.document, path),
            f"this contest never comes to the stage '{stage}'",
            "expected a stage that it can reach",
        )

    def stage(self, name: str, cases: tuple[AnyConduct, ...]) -> Iterator[Fault]:
        at: Path = ("conduct", name)
        if name not in self.reached and name in self.written:
            yield self.unreached(at, name)
        for i, case in enumerate(cases):
            path = (*at, i)
            if case.when is None and i < len(cases) - 1:
                place = locate(self.document, (*at, i + 1))
                yield Fault(
                    "case-unused",
                    place,
                    "a case after one that always applies",
                    "expected the case without 'when' to be the last",
                )
            yield from self.condition(path, case)
            yield from self.case(path, self.rules.stages[name], case)
        if cases and cases[-1].when is not None:
            yield Fault(
                "case-missing",
                locate(self.document, at),
                "every case has a 'when'",
                "expected a last case without one",
            )

    def condition(self, path: Path, case: AnyConduct) -> Iterator[Fault]:
        if case.when is None:
            return
        when = case.when
        if when.stage:
            yield from self.known((*path, "when", "stage"), when.stage, self.rules.stages, "unknown-stage", "the stage")
            if when.stage in self.rules.stages:
                stage = self.rules.stages[when.stage]
                if when.outcome:
                    yield from self.known(
                        (*path, "when", "outcome"),
                        when.outcome,
                        outcomes(stage),
                        "unknown-outcome",
                        "the outcome",
                    )
                elif not isinstance(stage, Motion):
                    yield Fault(
                        "not-a-motion",
                        locate(self.document, (*path, "when", "stage")),
                        f"'{when.stage}' is no motion",
                        "expected a motion, whose votes have shares",
                    )
        for person in (*when.standing, *when.not_standing):
            yield from self.known((*path, "when"), person, self.scenario.people, "unknown-person", "the person")

    def case(self, path: Path, stage: AnyStage, case: AnyConduct) -> Iterator[Fault]:
        if case.given is not None:
            yield from self.given(path, stage, case)
        match case:
            case PetitionConduct():
                for bloc, signing in case.sign.items():
                    yield from self.bloc((*path, "sign", bloc), stage, bloc)
                    yield from self.chance(
                        (*path, "sign", bloc), signing.chance if signing.chance is not None else signing.share
                    )
                    yield from self.people((*path, "sign", bloc, "backs"), signing.backs)
            case MotionConduct():
                for bloc, voting in case.votes.items():
                    yield from self.bloc((*path, "votes", bloc), stage, bloc)
                    yield from self.parts((*path, "votes", bloc), voting.chances or voting.shares, MOTION_SIDES)
            case DecisionConduct():
                assert isinstance(stage, Decision)
                yield from self.parts((*path, "chooses"), case.chooses, stage.options)
            case NominationsConduct():
                yield from self.people((*path, "stands"), case.stands)
                for person, chance in case.stands.items():
                    yield from self.chance((*path, "stands", person), chance)
                for person, chance in case.spread.items():
                    yield from self.chance((*path, "spread", person), chance)
                yield from self.people((*path, "spread"), case.spread)
                for bloc, nominating in case.nominate.items():
                    yield from self.bloc((*path, "nominate", bloc), stage, bloc)
                    yield from self.parts(
                        (*path, "nominate", bloc),
                        nominating.chances or nominating.shares,
                        self.scenario.people,
                    )
            case BallotConduct():
                for key, chances in (("withdraws", case.withdraws), ("withdraws_before", case.withdraws_before)):
                    yield from self.people((*path, key), chances)
                    for person, chance in chances.items():
                        yield from self.chance((*path, key, person), chance)
                for bloc, preferring in case.votes.items():
                    yield from self.bloc((*path, "votes", bloc), stage, bloc)
                    yield from self.chance((*path, "votes", bloc, "turnout"), preferring.turnout)
                    yield from self.parts(
                        (*path, "votes", bloc), preferring.shares or preferring.chances, self.scenario.people
                    )
                    for ranking, part in preferring.rankings.items():
                        at = (*path, "votes", bloc, "rankings", ranking)
                        yield from self.people(at, ranked(ranking))
                        yield from self.chance(at, None if part == REST else part)

    def given(self, path: Path, stage: AnyStage, case: AnyConduct) -> Iterator[Fault]:
        match case:
            case PetitionConduct(given=given) if given and isinstance(stage, Petition):
                per_challenger = stage.collects == "for each challenger"
                names = self.scenario.people if per_challenger else {"cause"}
                for i, batch in enumerate(given):
                    at = (*path, "given") if len(given) == 1 else (*path, "given", i)
                    for name in batch.signatures:
                        self.people_used.add(name)
                        yield from self.known((*at, "signatures", name), name, names, "unknown-person", "the person")
                total = sum(many for batch in given for many in batch.signatures.values())
                yield from self.fits((*path, "given"), stage.by, total)
            case MotionConduct(given=given) if given and isinstance(stage, Motion):
                yield from self.fits((*path, "given"), stage.by, given.votes_for + given.against + given.spoilt)
            case DecisionConduct(given=given) if given and isinstance(stage, Decision):
                yield from self.known(
                    (*path, "given", "chooses"), given.chooses, stage.options, "unknown-option", "the option"
                )
            case NominationsConduct(given=given) if given and isinstance(stage, Nominations):
                yield from self.people((*path, "given", "names"), given.names)
                yield from self.people((*path, "given", "branches"), given.branches)
                yield from self.names_fit((*path, "given", "names"), stage, given)
                yield from self.people((*path, "given", "withdrawn"), given.withdrawn)
            case BallotConduct(given=given) if given:
                for i, one in enumerate(given.rounds):
                    yield from self.people((*path, "given", "rounds", i, "votes"), one.votes)
                    for name, votes in one.sections.items():
                        yield from self.people((*path, "given", "rounds", i, "sections", name), votes)

    def names_fit(self, path: Path, stage: Nominations, given: GivenNominations) -> Iterator[Fault]:
        """Names that the members of a body can have given, if each may name only so many candidates.

        Who named a candidate that withdrew may have named another.
        """
        if stage.names_each is None:
            return
        for body in stage.by:
            kept = (names for person, names in given.names.items() if person not in given.withdrawn)
            total = sum(self.named(names, body, stage.by[0]) for names in kept)
            most = stage.names_each * self.largest(body)
            if total > most:
                found = f"{total} names from '{body}'"
                yield Fault(
                    "record-larger-than-body",
                    locate(self.document, path),
                    found,
                    f"expected at most {most}, {stage.names_each} a member",
                )

    @staticmethod
    def named(names: int | Mapping[str, int], body: str, first: str) -> int:
        if isinstance(names, int):
            return names if body == first else 0
        return names.get(body, 0)

    def largest(self, body: str) -> int:
        """The most people that a body has at any time in the contest."""
        later = [change.size for change in self.scenario.changes if change.body == body]
        return max([self.scenario.bodies.get(body, 0), *later])

    def fits(self, path: Path, bodies: tuple[str, ...], people: int) -> Iterator[Fault]:
        whole = sum(self.largest(body) for body in bodies)
        if people > whole:
            place = locate(self.document, path)
            yield Fault(
                "record-larger-than-body",
                place,
                f"{people} people",
                f"expected at most {whole}, the size of {' and '.join(bodies)}",
            )

    def bloc(self, path: Path, stage: AnyStage, bloc: str) -> Iterator[Fault]:
        self.blocs_used.add(bloc)
        if bloc not in self.scenario.blocs:
            yield from self.known(path, bloc, self.scenario.blocs, "unknown-bloc", "the bloc")
            return
        body = self.scenario.blocs[bloc].of
        acting = {
            name
            for rules in self.variants
            for s in rules.stages.values()
            if s.title == stage.title
            for _, name in acting_bodies(s)
        }
        if body not in acting:
            yield Fault(
                "bloc-not-entitled",
                locate(self.document, path),
                f"'{bloc}' belongs to '{body}', which does not act here",
                nearest(body, acting),
            )

    def people(self, path: Path, people: Iterable[str]) -> Iterator[Fault]:
        for person in people:
            self.people_used.add(person)
            yield from self.known((*path, person), person, self.scenario.people, "unknown-person", "the person")

    def parts(self, path: Path, parts: Mapping[str, Fraction | str], names: Iterable[str]) -> Iterator[Fault]:
        self.people_used.update(set(parts) & set(self.scenario.people))
        options = tuple(names)
        for name, part in parts.items():
            yield from self.known(
                (*path, name),
                name,
                options,
                "unknown-person" if "for" not in options else "unknown-option",
                "the name",
            )
            if part != REST:
                yield from self.chance((*path, name), part)

    def chance(self, path: Path, chance: Fraction | str | None) -> Iterator[Fault]:
        if isinstance(chance, str):
            self.unknowns_used.add(chance)
            yield from self.known(path, chance, self.scenario.unknowns, "unknown-range", "the unknown")

    def missing_conduct(self) -> Iterator[Fault]:
        """Stages that the contest can come to and about which nothing is said."""
        for name in self.rules.stages:
            if name in self.reached and name not in self.conduct:
                place = locate(self.document, ("conduct",))
                yield Fault(
                    "conduct-missing",
                    place,
                    f"nothing says what people do at the stage '{name}'",
                    f"expected '{name}: …' under 'conduct'",
                )

    def expectations(self) -> Iterator[Fault]:
        expects = self.scenario.expects
        if expects is None:
            return
        yield from self.expected_names(expects)

    def expected_names(self, expects: Expected) -> Iterator[Fault]:
        for i, step in enumerate(expects.path):
            stage = step.partition(".")[0]
            yield from self.known(("expects", "path", i), stage, self.rules.stages, "unknown-stage", "the stage")
        if expects.ending:
            yield from self.known(
                ("expects", "ending"), expects.ending, self.rules.endings, "unknown-ending", "the ending"
            )
        for person in (*expects.ballot, *([expects.leads] if expects.leads else ())):
            self.people_used.add(person)
            yield from self.known(("expects",), person, self.scenario.people, "unknown-person", "the person")

    def unused(self) -> Iterator[Fault]:
        for kind, path, used in (
            ("unknown", "unknowns", self.unknowns_used),
            ("bloc", "blocs", self.blocs_used),
            ("person", "people", self.people_used),
        ):
            for name in getattr(self.scenario, path):
                if name not in used:
                    place = locate(self.document, (path, name))
                    yield Fault(
                        f"{kind}-unused",
                        place,
                        f"nothing depends on the {kind} '{name}'",
                        "expected it to be used, or left out",
                    )
