"""A contest not yet checked: a scenario and the rule book it is played under."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rulesim.loading.mentions import words
from rulesim.loading.paths import reachable
from rulesim.model.conduct import AnyConduct
from rulesim.model.document import Path
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario
from rulesim.model.stages import AnyStage

Cases = Mapping[str, tuple[AnyConduct, ...]]
_NO_LIMIT = 10**18


@dataclass(frozen=True)
class DraftContest:
    """A scenario, its conduct, and the variants of its rule book."""

    scenario: Scenario
    conduct: Cases
    variants: tuple[Rules, ...]
    written: frozenset[str]
    """The stages for which the file gives conduct."""

    @property
    def rules(self) -> Rules:
        """The rule book, for what no reading changes."""
        return self.variants[0]

    @cached_property
    def reached(self) -> frozenset[str]:
        """The stages that the contest can reach."""
        start = self.scenario.opening(self.rules.opens_with)
        if start not in self.rules.stages:
            return frozenset(self.rules.stages)
        return frozenset(reachable(self.variants, start) & set(self.rules.stages))

    def cases(self) -> Iterator[tuple[Path, str, AnyConduct]]:
        """Every case of conduct: where it stands, the stage it is for, and itself."""
        for name, cases in self.conduct.items():
            yield from ((("conduct", name, i), name, case) for i, case in enumerate(cases))

    def stages(self, name: str) -> list[AnyStage]:
        """A stage as it is under the variants, each way once; none if there is no such stage."""
        every = (rules.stages[name] for rules in self.variants if name in rules.stages)
        return list({id(stage): stage for stage in every}.values())

    @cached_property
    def acting(self) -> Mapping[str, frozenset[str]]:
        """The bodies that act at each stage under some reading."""
        return {name: words(self.stages(name), "acting body") for name in self.rules.stages}

    def needed(self, name: str) -> frozenset[str]:
        """The bodies whose size matters at a stage."""
        return self.acting[name] | words(self.stages(name), "counted body")

    def largest(self, body: str) -> int:
        """The most people that a body has at any time in the contest; one without a size has no limit."""
        return max(self.sizes(body), default=_NO_LIMIT)

    def sizes(self, body: str) -> tuple[int, ...]:
        """How many people a body has at any time in the contest; nothing if its size is missing."""
        if body not in self.scenario.bodies:
            return ()
        later = (change.size for change in self.scenario.changes if change.body == body)
        return (self.scenario.bodies[body], *later)
