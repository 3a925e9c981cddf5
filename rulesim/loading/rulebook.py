"""Loads a rule book: reads it, settles it under every reading, and checks each of the settled books."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from pathlib import Path as FilePath

from rulesim.errors import Fault, InputError, Place, besides, nearest, raise_if
from rulesim.loading.check_candidates import check_candidates
from rulesim.loading.check_rulebook import check_rules
from rulesim.loading.contested import check_contested, meeting, settle_document
from rulesim.loading.foreign_files import other_kind
from rulesim.loading.library import RULEBOOKS, find
from rulesim.loading.override import RULES_PREFIX, override
from rulesim.loading.part import Part
from rulesim.loading.path_fault import located
from rulesim.loading.paths import check_paths, entered
from rulesim.loading.seeds import Uses, look_up, source_faults
from rulesim.loading.standing import check_vacancies
from rulesim.loading.validate import validate
from rulesim.loading.yaml_reader import read_file
from rulesim.model.document import Node, Path, mapping
from rulesim.model.rulebook import Question, Rules


@dataclass(frozen=True)
class RuleBook:
    """A rule book as written, checked: contested values still in place."""

    document: Node
    rules: Rules
    """The book under the first reading of each question."""
    facts: Uses
    file: FilePath
    hash: str


def load_rulebook(name: str, beside: FilePath | None = None, overrides: Mapping[str, str] | None = None) -> RuleBook:
    """The rule book of a bundled name or file, with the values replaced whose paths start with `rules.`.

    Raises InputError with every fault found.
    """
    path = find(name, RULEBOOKS, "rulebook", beside)
    node, digest = read_file(path)
    raise_if(other_kind(node, "a rule book"))
    return check_rulebook(override(node, overrides or {}, RULES_PREFIX), path, digest)


def check_rulebook(node: Node, path: FilePath, digest: str) -> RuleBook:
    """A rule book from a document. Raises InputError with every fault found."""
    looked = look_up(node, None)
    document = looked.document
    contested = [*_questions_written(document)] or list(
        located(check_contested(document, questions(document)), document)
    )
    if any(fault.slug != "question-unused" for fault in contested):
        raise InputError(besides(looked.faults, contested))
    raise_if(besides(looked.faults, [*contested, *_faults_every_way(document)]))
    return RuleBook(document, settle(document, {}), looked.uses, path, digest)


def questions(document: Node) -> dict[str, tuple[str, ...]]:
    """The contested questions of a rule book as written, and the readings of each."""
    return {name: tuple(question.entries("readings")) for name, question in document.entries("contested").items()}


def _questions_written(document: Node) -> Iterator[Fault]:
    """Faults in how the contested questions are written, without which no contested value can be looked at."""
    for name, question in document.entries("contested").items():
        try:
            validate(Question, question, ("contested", name))
        except InputError as error:
            yield from error.faults


def first_readings(document: Node) -> dict[str, str]:
    """The reading listed first for each question: a place to start, never a choice."""
    return {name: readings[0] for name, readings in questions(document).items() if readings}


def settle(document: Node, readings: Mapping[str, str]) -> Rules:
    """The typed rules under one reading for each question."""
    return _settle(document, tuple(sorted({**first_readings(document), **readings}.items())))


def hold(book: RuleBook, readings: Mapping[str, str]) -> RuleBook:
    """The book with some questions settled. Raises InputError for a question or reading that it does not have."""
    raise_if(reading_faults(book.document, readings, tuple(questions(book.document)), "the rule book"))
    document = settle_document(book.document, readings)
    return replace(book, document=document, rules=settle(document, {}))


@lru_cache(maxsize=256)
def _settle(document: Node, readings: tuple[tuple[str, str], ...]) -> Rules:
    """Only what is not as under the first readings is read anew: a book may have very many readings."""
    chosen = dict(readings)
    try:
        usual = None if chosen == first_readings(document) else settle(document, {})
    except InputError:
        usual = None
    if usual is None:
        return validate(Rules, settle_document(document, chosen))
    part = validate(Part, _own_part(document, chosen))
    own = {"stages": {**usual.stages, **part.stages}, "endings": {**usual.endings, **part.endings}}
    return usual.model_copy(update=own)


def _own_part(document: Node, readings: Mapping[str, str]) -> Node:
    """The stages and endings, under some readings, that are not as under the first ones."""
    usual, depend = first_readings(document), _dependent(document)
    changed = {place for question, one in readings.items() if one != usual[question] for place in depend[question]}
    kinds = {}
    for kind in ("stages", "endings"):
        own = {name: node for name, node in document.entries(kind).items() if (kind, name) in changed}
        settled = {name: settle_document(node, readings) for name, node in own.items()}
        kinds[kind] = mapping(settled, document.get(kind) or document)
    return mapping(kinds, document)


@lru_cache(maxsize=8)
def _dependent(document: Node) -> Mapping[str, tuple[Path, ...]]:
    """The stages and endings that depend on each question."""
    found: dict[str, tuple[Path, ...]] = dict.fromkeys(questions(document), ())
    for place, asked in meeting(document).items():
        for question in asked:
            found[question] = (*found.get(question, ()), place)
    return found


def _faults_every_way(document: Node) -> list[Fault]:
    """Checks the book under one reading after another; a fault found under several is given once."""
    faults: list[Fault] = []
    variants: list[tuple[Rules, Node]] = []
    for readings in ways(document):
        settled = _own_part(document, readings) if variants else settle_document(document, readings)
        faults.extend(source_faults(settled))
        try:
            variants.append((settle(document, readings), settled))
        except InputError as error:
            faults.extend(error.faults)
    all_rules = [rules for rules, _ in variants]
    stages = entered(all_rules)
    for rules, settled in variants:
        part = rules if settled.get("rulebook") else _part_of(rules, settled)
        faults.extend(located(check_rules(rules, stages, part), settled))
    if faults:
        return faults
    found = [*check_paths(all_rules)] or [*check_candidates(all_rules), *check_vacancies(all_rules)]
    return list(located(dict.fromkeys(found), document))


def _part_of(rules: Rules, written: Node) -> Part:
    """The stages and endings that are written in a part of the book."""
    stages = {name: rules.stages[name] for name in written.entries("stages")}
    return Part.model_construct(
        stages=stages, endings={name: rules.endings[name] for name in written.entries("endings")}
    )


@lru_cache(maxsize=8)
def ways(document: Node) -> tuple[dict[str, str], ...]:
    """Readings that between them show each stage under every combination of the questions it depends on."""
    first, known = first_readings(document), questions(document)
    found = {tuple(first.items()): first}
    for together in meeting(document).values():
        for chosen in product(*(known[question] for question in together)):
            way = {**first, **dict(zip(together, chosen, strict=True))}
            found.setdefault(tuple(way.items()), way)
    return tuple(found.values())


@lru_cache(maxsize=8)
def variants(document: Node) -> tuple[Rules, ...]:
    """The rules under each of these readings."""
    return tuple(settle(document, readings) for readings in ways(document))


def reading_faults(document: Node, readings: Mapping[str, str], used: Sequence[str], where: str) -> Iterator[Fault]:
    """What is wrong with readings fixed from outside: unknown ones, and ones on which nothing `where` depends."""
    known = questions(document)
    for question, reading in readings.items():
        place = Place(f"--reading {question}={reading}")
        if question not in known:
            yield Fault("unknown-question", place, f"unknown question '{question}'", nearest(question, known))
        elif reading not in known[question]:
            yield Fault("unknown-reading", place, f"unknown reading '{reading}'", nearest(reading, known[question]))
        elif question not in used:
            expected = f"expected one of: {', '.join(used)}" if used else "expected no reading"
            yield Fault("reading-unused", place, f"nothing in {where} depends on '{question}'", expected)
