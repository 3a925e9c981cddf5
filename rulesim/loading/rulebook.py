"""Loads a rule book: reads it, settles it under every reading, and checks each of the settled books."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path as FilePath

from rulesim.errors import Fault, InputError, nearest
from rulesim.loading.check_rulebook import check_rules, unreachable
from rulesim.loading.graph import entered
from rulesim.loading.library import RULEBOOKS, find
from rulesim.loading.seeds import expected_reference, find_sources, look_up
from rulesim.loading.settling import QUESTION, contested_values, settle_document
from rulesim.loading.validate import validate
from rulesim.loading.yaml_reader import read_file
from rulesim.model.document import Node, dotted, locate, walk
from rulesim.model.rulebook import Rules


@dataclass(frozen=True)
class RuleBook:
    """A rule book as written, checked: contested values still in place."""

    document: Node
    rules: Rules
    """The book under the first reading of each question."""
    facts: Mapping[str, list[str]]
    file: FilePath
    hash: str


def load_rulebook(name: str, beside: FilePath | None = None) -> RuleBook:
    """The rule book of a bundled name or file. Raises InputError with every fault found."""
    path = find(name, RULEBOOKS, "rulebook", beside)
    node, content = read_file(path)
    return check_rulebook(node, path, sha256(content).hexdigest())


def check_rulebook(node: Node, path: FilePath, digest: str) -> RuleBook:
    """A rule book from a document. Raises InputError with every fault found."""
    document, facts = look_up(node, None)
    faults = [*_contested_faults(document), *_source_faults(document)]
    if faults:
        raise InputError(faults)
    return RuleBook(document, _settle_every_way(document), facts, path, digest)


def questions(document: Node) -> dict[str, tuple[str, ...]]:
    """The contested questions of a rule book as written, and the readings of each."""
    contested = document.get("contested")
    found: dict[str, tuple[str, ...]] = {}
    for name, question in ((contested.fields if contested else None) or {}).items():
        readings = question.get("readings")
        found[name] = tuple((readings.fields if readings else None) or {})
    return found


def first_readings(document: Node) -> dict[str, str]:
    """The reading listed first for each question: a place to start, never a choice."""
    return {name: readings[0] for name, readings in questions(document).items() if readings}


def settle(document: Node, readings: Mapping[str, str]) -> Rules:
    """The typed rules under one reading for each question."""
    return _settle(document, tuple(sorted({**first_readings(document), **readings}.items())))


@lru_cache(maxsize=256)
def _settle(document: Node, readings: tuple[tuple[str, str], ...]) -> Rules:
    return validate(Rules, settle_document(document, dict(readings)))


def _settle_every_way(document: Node) -> Rules:
    """Checks the book under each reading in turn; what is wrong under two is told once."""
    faults: list[Fault] = []
    variants: list[tuple[Rules, Node]] = []
    for readings in _each_in_turn(document):
        settled = settle_document(document, readings)
        try:
            variants.append((validate(Rules, settled), settled))
        except InputError as error:
            faults.extend(error.faults)
    all_rules = [rules for rules, _ in variants]
    stages = entered(all_rules)
    faults.extend(fault for rules, settled in variants for fault in check_rules(rules, settled, stages))
    if not faults:
        faults.extend(unreachable(all_rules, document))
    if faults:
        raise InputError(faults)
    return settle(document, {})


def _each_in_turn(document: Node) -> Iterator[dict[str, str]]:
    first = first_readings(document)
    yield first
    for question, readings in questions(document).items():
        for reading in readings[1:]:
            yield {**first, question: reading}


def _contested_faults(document: Node) -> Iterator[Fault]:
    known = questions(document)
    consulted = set()
    for path, question, node in contested_values(document):
        consulted.add(question)
        place = locate(document, (*path, QUESTION))
        if question not in known:
            yield Fault("unknown-question", place, f"the question '{question}'", nearest(question, known))
            continue
        given = set(node.fields or {}) - {QUESTION}
        for reading in sorted(given - set(known[question])):
            yield Fault(
                "unknown-reading",
                locate(document, (*path, reading)),
                f"the reading '{reading}'",
                nearest(reading, known[question]),
            )
        for reading in sorted(set(known[question]) - given):
            yield Fault(
                "reading-without-value",
                place,
                f"no value for the reading '{reading}'",
                f"expected the key '{reading}'",
            )
    for question in known:
        if question not in consulted:
            place = locate(document, ("contested", question))
            yield Fault(
                "question-unused",
                place,
                f"nothing in the book depends on '{question}'",
                "expected a value that is contested by it",
            )


def _source_faults(document: Node) -> Iterator[Fault]:
    for path, node in walk(document):
        if "sources" in path and node.value is not None and path[-1] != "sources":
            reference = str(node.value)
            if not find_sources(reference):
                yield Fault(
                    "unknown-source",
                    locate(document, path),
                    f"the source '{reference}' ({dotted(path[-1:])})",
                    expected_reference(reference),
                )
