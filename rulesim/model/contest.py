"""A contest: a scenario and its rule book, resolved, and what an engine is given to play."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rulesim.errors import Place
from rulesim.model.conduct import AnyConduct
from rulesim.model.document import Node, locate
from rulesim.model.facts import Fact, Source
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario
from rulesim.model.stages import Decision, Motion

Readings = tuple[tuple[str, str], ...]
"""One reading for each question, in the order of the rule book: hashable, so that runs can be grouped by it."""


@dataclass(frozen=True)
class Citation:
    """A fact that a file uses, and where."""

    id: str
    fact: Fact
    sources: tuple[Source, ...]
    used_at: tuple[str, ...]


@dataclass(frozen=True)
class Contest:
    """Everything a study needs: the resolved scenario, and the rule book with its questions still open."""

    file: str
    """The scenario's file."""
    scenario: Scenario
    rules: Rules
    """The rule book under the first reading of each question: for what no reading changes, such as titles."""
    book: Node
    """The rule book as a document, contested values included."""
    document: Node
    """The scenario as a document, in full."""
    conduct: Mapping[str, tuple[AnyConduct, ...]]
    citations: tuple[Citation, ...]
    hashes: Mapping[str, str]
    """SHA-256 of every file it was made from, by kind and name: `scenarios/oak`, `rulebooks/oak-rules.yaml`."""
    overrides: Mapping[str, str]


@dataclass(frozen=True)
class Settled:
    """What engines play: a contest in which no value is contested.

    `books` holds the settled rules for each combination of the readings that a stage may rule on inside a
    run; a contest in which nothing is ruled inside the run has exactly one book.
    """

    scenario: Scenario
    conduct: Mapping[str, tuple[AnyConduct, ...]]
    held: Readings
    """Readings that hold throughout, whatever a stage rules."""
    ruled: tuple[str, ...]
    """Questions on which a stage rules inside each run."""
    start: Readings
    """The readings in force at the start: held ones, and placeholders that no stage consults before it is ruled on."""
    books: Mapping[Readings, Rules]
    documents: tuple[Node, Node]
    """Scenario and rule book as they were read, for the line of a fault that only a run can show."""

    def place(self, *path: str) -> Place:
        """Where a part of the scenario, or a stage of the rule book, stands in its file."""
        scenario, book = self.documents
        return locate(book if path[0] == "stages" else scenario, path)

    @cached_property
    def rules(self) -> Rules:
        """The book in force at the start."""
        return self.books[self.start]

    @cached_property
    def asked_about(self) -> frozenset[str]:
        """Stages that a condition of somebody's conduct asks about."""
        cases = (case for cases in self.conduct.values() for case in cases)
        return frozenset(case.when.stage for case in cases if case.when)

    @property
    def leader(self) -> str:
        return self.scenario.leader

    def rule(self, readings: Readings, question: str, reading: str) -> Readings:
        """The readings in force once `question` has been ruled on. A held question stays as it is."""
        if question not in self.ruled:
            return readings
        return tuple((q, reading if q == question else r) for q, r in readings)


def rulings(rules: Rules) -> Mapping[str, tuple[str, ...]]:
    """For each contested question, the stages that can rule on it."""
    found: dict[str, list[str]] = {}
    for name, stage in rules.stages.items():
        if isinstance(stage, Motion | Decision) and stage.rules_on:
            found.setdefault(stage.rules_on.on, []).append(name)
    return {question: tuple(names) for question, names in found.items()}
