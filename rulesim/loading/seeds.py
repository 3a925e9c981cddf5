"""Looks facts up: every `{fact: seed/id}` in a document is replaced by the figure it names."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from rulesim.errors import Fault, nearest
from rulesim.loading.library import SEEDS, names
from rulesim.loading.validate import validate
from rulesim.loading.yaml_reader import read_file
from rulesim.model.contest import Citation
from rulesim.model.document import Node, dotted, locate, mapping, replace, scalar, walk, word
from rulesim.model.facts import Fact, Seed, Source

Uses = tuple[tuple[str, str], ...]
"""Facts, each with the path of a value that it gives."""


@cache
def load_seed(name: str) -> tuple[Seed, str]:
    """A bundled seed file and its SHA-256."""
    node, digest = read_file(SEEDS / f"{name}.yaml")
    return validate(Seed, node), digest


@cache
def seed_names() -> tuple[str, ...]:
    """The names of the bundled seeds."""
    return names(SEEDS)


def _find(reference: str) -> tuple[Seed | None, str]:
    """The seed that a reference `seed/id` names, if there is one, and the id."""
    seed, _, name = reference.partition("/")
    return (load_seed(seed)[0] if seed in seed_names() else None), name


def find_fact(reference: str) -> Fact | None:
    """The fact named `seed/id`, or None."""
    seed, name = _find(reference)
    return seed.facts.get(name) if seed else None


def find_sources(reference: str) -> tuple[Source, ...]:
    """The sources behind `seed/id`, which names a fact or a source; empty if it names neither."""
    seed, name = _find(reference)
    fact = find_fact(reference)
    named = fact.sources if fact and seed and name not in seed.sources else (name,)
    return tuple(seed.sources[source] for source in named if source in seed.sources) if seed else ()


def expected_reference(reference: str) -> str:
    """What a reference that names nothing may have meant."""
    seed, name = _find(reference)
    if seed:
        return nearest(reference, (f"{reference.removesuffix(name)}{one}" for one in {*seed.facts, *seed.sources}))
    return nearest(reference.split("/")[0], seed_names()) + " (a fact is named FILE/ID)"


def source_faults(document: Node) -> Iterator[Fault]:
    """Whatever is listed under `sources` and is neither a source nor a fact."""
    for path, node in walk(document):
        if path[-2:-1] == ("sources",) and isinstance(path[-1], int) and node.value is not None:
            reference = word(node)
            if not find_sources(reference):
                found = f"unknown source '{reference}'"
                yield Fault("unknown-source", locate(document, path), found, expected_reference(reference))


class Looked(NamedTuple):
    """A document with figures in place of facts, where each fact is used, and what was wrong."""

    document: Node
    uses: Uses
    faults: tuple[Fault, ...]


def look_up(document: Node, as_seen: date | None) -> Looked:
    """Puts figures in place of facts, and leaves those that cannot be used.

    A fact first known after `as_seen` is refused: nobody could have used it then.
    """
    uses: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for path, node in walk(document):
        if node.fields is not None and set(node.fields) == {"fact"}:
            reference = word(node.fields["fact"])
            fact = find_fact(reference)
            if fact is None:
                expected = expected_reference(reference)
                faults.append(Fault("unknown-fact", locate(document, path), f"unknown fact '{reference}'", expected))
            elif as_seen is not None and fact.known_from > as_seen:
                found = f"'{reference}' was first known on {fact.known_from}"
                expected = f"expected only what was known by {as_seen}"
                faults.append(Fault("fact-from-the-future", locate(document, path), found, expected))
            else:
                uses.append((reference, dotted(path)))
                document = replace(document, path, _figure(fact, node, reference))
    return Looked(document, tuple(uses), tuple(faults))


def _figure(fact: Fact, node: Node, reference: str) -> Node:
    """The value of a fact at the place that refers to it; each figure of a table carries the fact's name."""
    if not isinstance(fact.value, Mapping):
        return scalar(fact.value, node, fact=reference)
    return mapping({name: scalar(value, node, fact=reference) for name, value in fact.value.items()}, node)


def cite(uses: Uses) -> Iterator[Citation]:
    """The facts used, with their sources, by id."""
    for name in sorted(dict(uses)):
        if fact := find_fact(name):
            yield Citation(name, fact, find_sources(name), tuple(at for used, at in uses if used == name))
