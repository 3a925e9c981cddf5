"""Looks facts up: every `{fact: seed/id}` in a document is replaced by the figure it names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path as FilePath

from rulesim.errors import Fault, InputError, nearest
from rulesim.loading.library import SEEDS, names
from rulesim.loading.validate import validate
from rulesim.loading.yaml_reader import read_file
from rulesim.model.contest import Citation
from rulesim.model.document import Node, Path, dotted, locate, mapping, replace, scalar, walk
from rulesim.model.facts import Fact, Seed, Source


@cache
def load_seed(name: str) -> tuple[Seed, bytes]:
    """A bundled seed file and its bytes."""
    node, content = read_file(FilePath(SEEDS) / f"{name}.yaml")
    return validate(Seed, node), content


def _split(reference: str) -> tuple[str, str]:
    seed, _, name = reference.partition("/")
    return seed, name


def find_fact(reference: str) -> Fact | None:
    """The fact named `seed/id`, or None."""
    seed, name = _split(reference)
    return load_seed(seed)[0].facts.get(name) if seed in names(SEEDS) else None


def find_sources(reference: str) -> tuple[Source, ...]:
    """The sources behind `seed/id`, which names a fact or a source; empty if it names neither."""
    seed, name = _split(reference)
    if seed not in names(SEEDS):
        return ()
    book = load_seed(seed)[0]
    if name in book.sources:
        return (book.sources[name],)
    fact = book.facts.get(name)
    return tuple(book.sources[source] for source in fact.sources if source in book.sources) if fact else ()


def expected_reference(reference: str) -> str:
    """What could have been meant by a reference that names nothing."""
    seed, name = _split(reference)
    if seed not in names(SEEDS):
        return nearest(seed, names(SEEDS))
    book = load_seed(seed)[0]
    return nearest(name, {*book.facts, *book.sources})


def look_up(document: Node, as_seen: date | None) -> tuple[Node, dict[str, list[str]]]:
    """The document with figures in place of facts, and where each fact is used.

    A fact first known after `as_seen` is refused: nobody could have used it then. Raises InputError.
    """
    used: dict[str, list[str]] = {}
    faults: list[Fault] = []
    for path, node in walk(document):
        if node.fields is not None and set(node.fields) == {"fact"}:
            reference = str(node.fields["fact"].value)
            fact = find_fact(reference)
            fault = _fault(document, path, reference, fact, as_seen)
            if fault or fact is None:
                faults.extend([fault] if fault else [])
                continue
            used.setdefault(reference, []).append(dotted(path))
            document = replace(document, path, _figure(fact, node, reference))
    if faults:
        raise InputError(faults)
    return document, used


def _figure(fact: Fact, node: Node, reference: str) -> Node:
    """The value of a fact, standing where it is referred to; of a table every figure bears the fact's name."""
    if not isinstance(fact.value, Mapping):
        return scalar(fact.value, node, fact=reference)
    return mapping({name: scalar(value, node, fact=reference) for name, value in fact.value.items()}, node)


def _fault(document: Node, path: Path, reference: str, fact: Fact | None, as_seen: date | None) -> Fault | None:
    place = locate(document, path)
    if fact is None:
        return Fault("unknown-fact", place, f"the fact '{reference}'", expected_reference(reference))
    if as_seen is not None and fact.known_from > as_seen:
        return Fault(
            "fact-from-the-future",
            place,
            f"'{reference}' was first known on {fact.known_from}",
            f"expected only what was known by {as_seen}",
        )
    return None


def cite(used: dict[str, list[str]]) -> tuple[Citation, ...]:
    """The facts used, with their sources, by id."""
    return tuple(
        Citation(name, fact, find_sources(name), tuple(used[name]))
        for name in sorted(used)
        if (fact := find_fact(name)) is not None
    )
