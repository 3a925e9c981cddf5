"""Loads a scenario and its rule book into a contest, and settles a contest for the engines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from itertools import product
from math import prod
from pathlib import Path as FilePath
from typing import TypeVar

from rulesim.errors import Fault, InputError, Place, besides, nearest, raise_if
from rulesim.loading import rulebook as books
from rulesim.loading.check_scenario import check_scenario
from rulesim.loading.contested import MAX_WAYS, contested_values
from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.fit_record import misfits
from rulesim.loading.foreign_files import other_kind
from rulesim.loading.library import RULEBOOKS, SCENARIOS, find, name_of_rules, names
from rulesim.loading.override import RULES_PREFIX, override
from rulesim.loading.path_fault import located
from rulesim.loading.paths import After, reachable, remembered, walk
from rulesim.loading.resolve import resolve, seen_until
from rulesim.loading.seeds import cite, load_seed, look_up
from rulesim.loading.validate import validate
from rulesim.loading.yaml_reader import read_file
from rulesim.model.conduct import CONDUCT, AnyConduct
from rulesim.model.contest import Contest, Settled, rulings
from rulesim.model.document import Node, Path, locate
from rulesim.model.rulebook import END, Rules
from rulesim.model.scenario import Scenario

Made = TypeVar("Made")


def load(name: str, overrides: Mapping[str, str] | None = None, beside: FilePath | None = None) -> Contest:
    """The contest of a bundled scenario or a scenario file, which is also looked for `beside` another.

    `overrides` replaces values by path (`blocs.loyalists.size`; in the rule book `rules.stages.…`).
    Raises InputError with every fault found.
    """
    path = find(name, SCENARIOS, "scenario", beside)
    node, digest = read_file(path)
    return load_document(node, path, digest, overrides or {})


def _is_rulebook(node: Node) -> bool:
    """Whether a document is a rule book: it has stages, and says nothing that only scenarios say."""
    return "stages" in (node.fields or {}) and "scenario" not in (node.fields or {})


def load_document(node: Node, path: FilePath, digest: str, overrides: Mapping[str, str]) -> Contest:
    """The contest of a scenario document."""
    raise_if(other_kind(node, "a scenario"))
    own = {path: value for path, value in overrides.items() if not path.startswith(RULES_PREFIX)}
    known = seen_until(override(node, own)) if "as_seen" in own else seen_until(node)
    first = look_up(node, known)
    second = look_up(override(first.document, own), known)
    document, shorthand = resolve(second.document)
    faults: list[Fault] = []
    scenario = _gather(faults, lambda: validate(Scenario, document))
    book = _gather(faults, lambda: _rulebook(document, path, overrides))
    conduct = _conduct(document, book.rules, faults) if book else {}
    if scenario and book:
        written = frozenset(document.entries("conduct"))
        if scenario.expects:
            silent = {name: stage for name, stage in book.rules.stages.items() if name not in written}
            conduct = {name: (CONDUCT[stage.kind](),) for name, stage in silent.items()} | conduct
        draft = DraftContest(scenario, conduct, books.variants(book.document), written)
        faults.extend(located(tuple(check_scenario(draft, whole=not faults)), document))
        faults.extend(_idle(overrides, scenario))
    faults = besides([*first.faults, *second.faults, *shorthand], faults)
    if faults or scenario is None or book is None:
        raise InputError(faults)
    in_book = ((fact, f"{RULES_PREFIX}{at}") for fact, at in book.facts)
    citations = tuple(cite((*first.uses, *second.uses, *in_book)))
    seeds = sorted({citation.id.split("/")[0] for citation in citations})
    hashes = {
        f"scenarios/{scenario.scenario}": digest,
        f"rulebooks/{name_of_rules(scenario.rulebook, path)}": book.hash,
    }
    hashes |= {f"seeds/{seed}": load_seed(seed)[1] for seed in seeds}
    return Contest(
        str(path), scenario, book.rules, book.document, document, conduct, citations, hashes, dict(overrides)
    )


def _idle(overrides: Mapping[str, str], scenario: Scenario) -> Iterator[Fault]:
    """Overrides of a stage's times in the rule book that the scenario's own timetable makes void."""
    ruled_out = {"window": ("lasts", "closes"), "lasts": ("lasts", "closes"), "opens_after": ("after", "opens")}
    for path, text in overrides.items():
        words = path.split(".")
        slot = scenario.timetable.get(words[2]) if len(words) == 4 and words[:2] == ["rules", "stages"] else None
        keys = [key for key in ruled_out.get(words[-1], ()) if getattr(slot, key, None) is not None]
        if keys:
            place, found = Place(f"--set {path}={text}"), f"'timetable.{words[2]}.{keys[0]}' takes precedence"
            yield Fault("override-unused", place, found, "expected an override of the timetable")


def _gather(faults: list[Fault], make: Callable[[], Made]) -> Made | None:
    """What `make` makes; if it cannot, the reasons go to `faults`."""
    try:
        return make()
    except InputError as error:
        faults.extend(error.faults)
        return None


def _rulebook(document: Node, path: FilePath, overrides: Mapping[str, str]) -> books.RuleBook | None:
    """The rule book that a scenario names; None if it names none, which its type reports."""
    name = document.get("rulebook")
    if name is None or not isinstance(name.value, str):
        return None
    try:
        return books.load_rulebook(name.value, path, overrides)
    except InputError as error:
        at = locate(document, ("rulebook",))
        named = ("no-such-rulebook", "other-kind-of-file")
        raise InputError(replace(f, place=at) if f.slug in named else f for f in error.faults) from None


def _conduct(document: Node, rules: Rules, faults: list[Fault]) -> dict[str, tuple[AnyConduct, ...]]:
    """The conduct at each stage, typed by the kind of the stage; what is wrong with it goes to `faults`."""
    typed: dict[str, tuple[AnyConduct, ...]] = {}
    for name, cases in document.entries("conduct").items():
        path: Path = ("conduct", name)
        if name not in rules.stages:
            place = locate(document, path)
            faults.append(Fault("unknown-stage", place, f"unknown stage '{name}'", nearest(name, rules.stages)))
        elif not cases.items:
            found = f"'{name}' has no conduct"
            faults.append(Fault("not-a-mapping", locate(document, path), found, "expected keys and values"))
        else:
            model = CONDUCT[rules.stages[name].kind]
            places: Iterable[Path] = [path] if cases.implied else [(*path, i) for i in range(len(cases.items))]
            tried = (partial(validate, model, case, at) for case, at in zip(cases.items, places, strict=True))
            read = [_gather(faults, one) for one in tried]
            if None not in read:
                typed[name] = tuple(case for case in read if case is not None)
    return typed


def consulted(contest: Contest) -> tuple[str, ...]:
    """The questions on which some stage that this contest can reach depends, in the order of the book."""
    return _consulted(contest.book, contest.scenario.opening(contest.rules.opens_with))


@lru_cache(maxsize=16)
def _consulted(book: Node, opening: str) -> tuple[str, ...]:
    stages = reachable(books.variants(book), opening)
    found = {question for path, question, _ in contested_values(book) if _stands_in(path) in stages}
    return tuple(question for question in books.questions(book) if question in found)


def settle(contest: Contest, readings: Mapping[str, str] | None = None) -> Settled:
    """The contest with one reading for every question, except those that a stage rules on inside each run.

    `readings` hold throughout, whatever a stage rules; then come the scenario's own assumptions, and last the rulings
    made before it begins. Raises InputError for an unknown question or reading, for one
    that nothing in the contest consults, and for a question left open.
    """
    chosen = dict(readings or {})
    raise_if(books.reading_faults(contest.book, chosen, consulted(contest), "this contest"))
    scenario = contest.scenario
    held = {**scenario.readings, **chosen}
    known = books.questions(contest.book)
    by_stage = {question: stages for question, stages in rulings(contest.rules).items() if question not in held}
    ruled = tuple(question for question in known if question in by_stage)
    raise_if([*_open_faults(contest, held, by_stage), *_too_many(contest, [len(known[q]) for q in ruled])])
    start = {
        **books.first_readings(contest.book),
        **held,
        **{q: r for q, r in scenario.begins.ruled.items() if q not in chosen},
    }
    combinations = product(*(known[question] if question in ruled else (start[question],) for question in known))
    keys = (tuple(zip(known, combination, strict=True)) for combination in combinations)
    variants = {key: books.settle(contest.book, dict(key)) for key in keys}
    raise_if(misfits(contest, variants.items()))
    documents = contest.document, contest.book
    return Settled(
        scenario, contest.conduct, tuple(sorted(held.items())), ruled, tuple(start.items()), variants, documents
    )


def hold(contest: Contest, readings: Mapping[str, str]) -> Contest:
    """The contest whose scenario assumes some further readings. Raises InputError as `settle` does."""
    if not readings:
        return contest
    raise_if(books.reading_faults(contest.book, readings, consulted(contest), "this contest"))
    assumed = {**contest.scenario.readings, **readings}
    return replace(contest, scenario=contest.scenario.model_copy(update={"readings": assumed}))


def _too_many(contest: Contest, readings: Iterable[int]) -> Iterator[Fault]:
    combinations = prod(readings)
    if combinations > MAX_WAYS:
        found = f"stages may choose between {combinations:,} combinations of readings"
        expected = f"expected at most {MAX_WAYS}: fix some under 'readings'"
        yield Fault("too-many-readings", locate(contest.document, ("readings",)), found, expected)


def _open_faults(contest: Contest, held: Mapping[str, str], by_stage: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    """Questions on which a stage depends before anything has settled them."""
    after, opening = remembered(books.variants(contest.book)), contest.scenario.opening(contest.rules.opens_with)
    settled, asked = {*held, *contest.scenario.begins.ruled}, dict[str, list[Path]]()
    for path, question, _ in contested_values(contest.book):
        asked.setdefault(question, []).append(path)
    for question in (question for question in consulted(contest) if question not in settled):
        ruling = frozenset(by_stage.get(question, ()))
        before = walk([opening], partial(_unless, ruling, after))
        open_ = (_stands_in(path) for path in asked[question] if not _after_ruling(path, ruling))
        early = [name for name in open_ if name in before]
        if early:
            readings = ", ".join(books.questions(contest.book)[question])
            found = f"'{early[0]}' depends on '{question}', which nothing has settled by then"
            expected = f"expected 'readings: {{{question}: …}}' with one of: {readings}"
            yield Fault("unsettled-question", locate(contest.document, ("readings",)), found, expected)


def _unless(stages: frozenset[str], after: After, name: str) -> tuple[str, ...]:
    """What follows a stage; nothing follows some stages, which are reached but not passed."""
    return () if name in stages else after(name)


def _stands_in(path: Path) -> str:
    """The stage or ending in which a value stands."""
    return str(path[1]) if path[0] == "stages" else f"{END}{path[1]}"


def _after_ruling(path: Path, ruling: frozenset[str]) -> bool:
    """Whether a value is consulted only after its own stage has ruled: where its outcomes lead."""
    return path[0] == "stages" and path[1] in ruling and path[2] == "then"


def is_rulebook(name: str) -> bool:
    """Whether a bundled name or file is a rule book rather than a scenario. Raises InputError."""
    return name in names(RULEBOOKS) or _is_rulebook(read_file(file_of(name))[0])


def file_of(name: str) -> FilePath:
    """The file of a bundled rule book or scenario, or the one named. Raises InputError."""
    in_books = name in names(RULEBOOKS)
    return find(name, RULEBOOKS, "rulebook") if in_books else find(name, SCENARIOS, "scenario")


def replays() -> tuple[str, ...]:
    """The names of the bundled scenarios that say what the record expects."""
    return tuple(name for name in names(SCENARIOS) if read_file(SCENARIOS / f"{name}.yaml")[0].get("expects"))
