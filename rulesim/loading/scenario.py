"""Loads a scenario and its rule book into a contest, and settles a contest for the engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import product
from pathlib import Path as FilePath

from rulesim.errors import Fault, InputError, Place, fail, nearest
from rulesim.loading import rulebook as books
from rulesim.loading.check_scenario import check_scenario
from rulesim.loading.graph import reachable
from rulesim.loading.library import RULEBOOKS, SCENARIOS, find, names
from rulesim.loading.resolve import override, resolve, seen_until
from rulesim.loading.seeds import cite, load_seed, look_up
from rulesim.loading.settling import contested_values
from rulesim.loading.validate import validate
from rulesim.loading.yaml_reader import read_file
from rulesim.model.conduct import CONDUCT, AnyConduct
from rulesim.model.contest import Contest, Settled, rulings
from rulesim.model.document import Node, locate
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario

RULES_PREFIX = "rules."


def load(name: str, overrides: Mapping[str, str] | None = None) -> Contest:
    """The contest of a bundled scenario or a scenario file.

    `overrides` replaces values by path (`blocs.loyalists.size`; in the rule book `rules.stages.…`).
    Raises InputError with every fault found.
    """
    path = find(name, SCENARIOS, "scenario")
    node, content = read_file(path)
    return load_document(node, path, sha256(content).hexdigest(), overrides or {})


def load_document(node: Node, path: FilePath, digest: str, overrides: Mapping[str, str]) -> Contest:
    """The contest of a scenario document."""
    own = {path: value for path, value in overrides.items() if not path.startswith(RULES_PREFIX)}
    document, facts = look_up(node, seen_until(node))
    document, more_facts = look_up(override(document, own), seen_until(node))
    facts |= more_facts
    document = resolve(document)
    scenario, faults = _scenario(document)
    book = _rulebook(document, path, overrides)
    conduct, more = _conduct(document, book.rules)
    faults.extend(more)
    if scenario is None:
        raise InputError(faults)
    if scenario.expects is not None:
        conduct |= {name: (CONDUCT[stage.kind](),) for name, stage in book.rules.stages.items() if name not in conduct}
    variants = tuple(_variants(book.document))
    faults.extend(check_scenario(scenario, conduct, variants, document))
    if faults:
        raise InputError(faults)
    cited = {**facts, **{name: [f"rules.{at}" for at in places] for name, places in book.facts.items()}}
    for name, places in facts.items():
        if name in book.facts:
            cited[name] = [*places, *(f"rules.{at}" for at in book.facts[name])]
    citations = cite(cited)
    seeds = sorted({citation.id.split("/")[0] for citation in citations})
    hashes = {
        scenario.scenario: digest,
        scenario.rulebook: book.hash,
        **{f"seeds/{seed}": sha256(load_seed(seed)[1]).hexdigest() for seed in seeds},
    }
    return Contest(str(path), scenario, book.rules, book.document, conduct, citations, hashes, dict(overrides))


def _scenario(document: Node) -> tuple[Scenario | None, list[Fault]]:
    try:
        return validate(Scenario, document), []
    except InputError as error:
        return None, list(error.faults)


def _rulebook(document: Node, path: FilePath, overrides: Mapping[str, str]) -> books.RuleBook:
    name = document.get("rulebook")
    if name is None or name.value is None:
        raise fail(
            "missing-key",
            locate(document, ("rulebook",)),
            "no 'rulebook'",
            "expected the name of a rule book",
        )
    try:
        book = books.load_rulebook(str(name.value), path)
    except InputError as error:
        if error.faults[0].slug == "no-such-rulebook":
            found = error.faults[0]
            raise fail(found.slug, locate(document, ("rulebook",)), found.found, found.expected) from None
        raise
    if any(path.startswith(RULES_PREFIX) for path in overrides):
        changed = override(book.document, overrides, RULES_PREFIX)
        book = books.check_rulebook(changed, book.file, book.hash)
    return book


def _conduct(document: Node, rules: Rules) -> tuple[dict[str, tuple[AnyConduct, ...]], list[Fault]]:
    """The conduct at each stage, typed by the kind of the stage."""
    typed: dict[str, tuple[AnyConduct, ...]] = {}
    faults: list[Fault] = []
    conduct = document.get("conduct")
    for name, cases in ((conduct.fields if conduct else None) or {}).items():
        if name not in rules.stages:
            faults.append(
                Fault(
                    "unknown-stage",
                    locate(document, ("conduct", name)),
                    f"the stage '{name}'",
                    nearest(name, rules.stages),
                )
            )
            continue
        found: list[AnyConduct] = []
        for i, case in enumerate(cases.items or ()):
            try:
                found.append(validate(CONDUCT[rules.stages[name].kind], case, ("conduct", name, i)))
            except InputError as error:
                faults.extend(error.faults)
        typed[name] = tuple(found)
    return typed, faults


def _variants(document: Node) -> Iterator[Rules]:
    yield books.settle(document, {})
    for question, readings in books.questions(document).items():
        for reading in readings[1:]:
            yield books.settle(document, {question: reading})


def first_stage(contest: Contest) -> str:
    """The stage that the contest begins with."""
    return contest.scenario.begins.stage or contest.rules.opens_with


def consulted(contest: Contest) -> tuple[str, ...]:
    """The questions on which some stage that this contest can reach depends, in the order of the book."""
    stages = reachable(_variants(contest.book), first_stage(contest))
    found = {
        question for path, question, _ in contested_values(contest.book) if path[0] != "stages" or path[1] in stages
    }
    return tuple(question for question in books.questions(contest.book) if question in found)


def settle(contest: Contest, readings: Mapping[str, str] | None = None) -> Settled:
    """The contest with one reading for every question, but for those that a stage rules on inside each run.

    `readings` are held throughout, whatever a stage rules. Then come the scenario's own assumptions, then
    what had been ruled on before it begins. Raises InputError for an unknown question or reading, for one
    that nothing in the contest consults, and for a question left open.
    """
    chosen = dict(readings or {})
    faults = list(_reading_faults(contest, chosen))
    if faults:
        raise InputError(faults)
    scenario = contest.scenario
    held = {**scenario.readings, **chosen}
    known = books.questions(contest.book)
    by_stage = {question: stages for question, stages in rulings(contest.rules).items() if question not in held}
    ruled = tuple(question for question in known if question in by_stage)
    faults = list(_open_faults(contest, held, by_stage))
    if faults:
        raise InputError(faults)
    start = {
        **books.first_readings(contest.book),
        **held,
        **{q: r for q, r in scenario.begins.ruled.items() if q not in chosen},
    }
    combinations = product(*(known[question] if question in ruled else (start[question],) for question in known))
    variants = {
        tuple(zip(known, combination, strict=True)): books.settle(
            contest.book, dict(zip(known, combination, strict=True))
        )
        for combination in combinations
    }
    return Settled(scenario, contest.conduct, tuple(sorted(held.items())), ruled, tuple(start.items()), variants)


def _reading_faults(contest: Contest, readings: Mapping[str, str]) -> Iterator[Fault]:
    known = books.questions(contest.book)
    used = consulted(contest)
    for question, reading in readings.items():
        place = Place(f"--reading {question}={reading}")
        if question not in known:
            yield Fault("unknown-question", place, f"the question '{question}'", nearest(question, known))
        elif reading not in known[question]:
            yield Fault("unknown-reading", place, f"the reading '{reading}'", nearest(reading, known[question]))
        elif question not in used:
            yield Fault("reading-unused", place, f"nothing in this contest depends on '{question}'", _one_of(used))


def _one_of(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f"expected one of: {listed}" if listed else "expected no reading"


def _open_faults(contest: Contest, held: Mapping[str, str], by_stage: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    """Questions that would have to be answered before anybody has."""
    scenario = contest.scenario
    variants = tuple(_variants(contest.book))
    settled = {*held, *scenario.begins.ruled}
    values = [(path, question) for path, question, _ in contested_values(contest.book)]
    for question in consulted(contest):
        if question in settled:
            continue
        before = reachable(variants, first_stage(contest), without=frozenset(by_stage.get(question, ())))
        early = [
            str(path[1]) for path, name in values if name == question and path[0] == "stages" and path[1] in before
        ]
        early = [stage for stage in early if stage not in by_stage.get(question, ())]
        if early:
            readings = ", ".join(books.questions(contest.book)[question])
            found = f"the stage '{early[0]}' depends on '{question}', and nothing has settled it by then"
            place = Place(contest.file, 0, "readings")
            yield Fault(
                "unsettled-question",
                place,
                found,
                f"expected 'readings: {{{question}: …}}' with one of: {readings}",
            )


def is_rulebook(name: str) -> bool:
    """Whether a bundled name or file is a rule book rather than a scenario. Raises InputError."""
    if name in names(RULEBOOKS):
        return True
    if name in names(SCENARIOS):
        return False
    path = find(name, SCENARIOS, "scenario")
    return "stages" in (read_file(path)[0].fields or {})


def replays() -> tuple[str, ...]:
    """The names of the bundled scenarios that say what the record expects."""
    return tuple(name for name in names(SCENARIOS) if read_file(SCENARIOS / f"{name}.yaml")[0].get("expects"))
