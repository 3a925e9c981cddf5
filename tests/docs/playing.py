"""Contests played from documents in memory: what follows from a scenario and a rule book, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from unittest.mock import patch

from rulesim import luck
from rulesim.engines.event.play import play_run, tell
from rulesim.errors import InputError
from rulesim.loading import rulebook as books
from rulesim.loading.scenario import load_document, settle
from rulesim.luck.people import People
from rulesim.model.contest import Contest
from rulesim.model.document import Node
from rulesim.studies.bars import study_bars
from rulesim.studies.boundary import study_boundary
from rulesim.studies.order import Order
from rulesim.studies.replay import replay

RUNS = 24
HERE = Path("nowhere.yaml")


@dataclass(frozen=True)
class Followed:
    """What followed: everything that happened and came of it, or what was wrong with the input."""

    happened: Any = None
    faults: frozenset[str] = field(default_factory=frozenset)


def follow(scenario: Node, book: books.RuleBook | Node, held: Mapping[str, str]) -> Followed:
    """Plays a scenario under a rule book, both in memory, with some readings held."""
    try:
        contest = _load(scenario, book)
        return Followed((_replayed if contest.scenario.expects else _played)(contest, dict(held)))
    except InputError as error:
        return Followed(faults=frozenset(fault.slug for fault in error.faults))


def _load(scenario: Node, book: books.RuleBook | Node) -> Contest:
    checked = books.check_rulebook(book, HERE, "") if isinstance(book, Node) else book
    with patch.object(books, "load_rulebook", lambda *_: checked):
        return load_document(scenario, HERE, "", {})


def _replayed(contest: Contest, held: dict[str, str]) -> Any:
    result = replay(contest, held)
    return result.trace.events, result.trace.ending, result.differences, result.disputed


def _played(contest: Contest, held: dict[str, str]) -> Any:
    settled = settle(contest, held)
    with _small_blocks():
        people = People(settled.scenario, settled.conduct, 1, 0)
        runs = [play_run(settled, people, row, keep_trace=True) for row in range(RUNS)]
    told = [(tell(run, 1, row).events, run.figures) for row, run in enumerate(runs)]
    claim = contest.scenario.claim
    return told, repr(study_bars(claim)) if claim else ""


@contextmanager
def _small_blocks() -> Iterator[None]:
    """Draws for as many runs as are played: four thousand would take most of the time."""
    with ExitStack() as stack:
        for module in (import_module(f"rulesim.luck.{one.name}") for one in iter_modules(luck.__path__)):
            if hasattr(module, "BLOCK"):
                stack.enter_context(patch.object(module, "BLOCK", RUNS))
        yield


def bounded(scenario: Node, book: books.RuleBook) -> Followed:
    """The boundary that a scenario asks for, or what is wrong with it."""
    try:
        contest = _load(scenario, book)
        return Followed(repr(study_boundary(Order(contest, 10), 10)) if contest.scenario.boundary else "no boundary")
    except InputError as error:
        return Followed(faults=frozenset(fault.slug for fault in error.faults))
