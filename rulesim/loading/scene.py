"""A scenario beside the rule book it is played under: what its checks look things up in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rulesim.loading.check_rulebook import acting_bodies, base_bodies
from rulesim.loading.graph import reachable
from rulesim.model.conduct import AnyConduct
from rulesim.model.document import Node
from rulesim.model.figures import figures
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario
from rulesim.model.stages import AnyStage, outcomes

Cases = Mapping[str, tuple[AnyConduct, ...]]


@dataclass(frozen=True)
class Scene:
    """A scenario, its conduct, the variants of its rule book, and the document that faults are placed in."""

    scenario: Scenario
    conduct: Cases
    variants: tuple[Rules, ...]
    document: Node

    @property
    def rules(self) -> Rules:
        """The rule book, for what no reading changes."""
        return self.variants[0]

    @property
    def start(self) -> str:
        return self.scenario.begins.stage or self.rules.opens_with

    @cached_property
    def reached(self) -> frozenset[str]:
        """The stages that the contest can come to."""
        if self.start not in self.rules.stages:
            return frozenset(self.rules.stages)
        return frozenset(reachable(self.variants, self.start) & set(self.rules.stages))

    @cached_property
    def written(self) -> frozenset[str]:
        """The stages for which the file says what people do."""
        conduct = self.document.get("conduct")
        return frozenset((conduct.fields if conduct else None) or ())

    def stages(self, name: str) -> list[AnyStage]:
        """A stage under every variant."""
        return [rules.stages[name] for rules in self.variants]

    def outcomes(self, name: str) -> tuple[str, ...]:
        """Every outcome that a stage can have under some reading."""
        return tuple(dict.fromkeys(outcome for stage in self.stages(name) for outcome in outcomes(stage)))

    def acting(self, name: str) -> frozenset[str]:
        """The bodies that act at a stage under some reading."""
        return frozenset(body for stage in self.stages(name) for _, body in acting_bodies(stage))

    def needed(self, name: str) -> frozenset[str]:
        """The bodies whose size matters at a stage."""
        return self.acting(name) | {body for stage in self.stages(name) for _, body in base_bodies(stage)}

    def columns(self) -> Iterator[str]:
        """What there is to expect of a run in figures: what a stage leaves behind, and the moment of each end."""
        yield "decided"
        for name in self.rules.stages:
            yield f"{name}.at"
            for stage in self.stages(name):
                yield from (f"{name}.{figure}" for figure in figures(stage, self.scenario.people))
