"""What types cannot say about a timetable: stages that must be reached, rounds that are held, petitions that end."""

from __future__ import annotations

from collections.abc import Iterator

from rulesim.loading.draft import Draft
from rulesim.loading.misfit import Misfit
from rulesim.model.document import Path
from rulesim.model.stages import Ballot, Petition


def check_timetable(draft: Draft) -> Iterator[Misfit]:
    """Every misfit of the times of stages but for stages that do not exist."""
    for name, slot in draft.scenario.timetable.items():
        path: Path = ("timetable", name)
        if name in draft.rules.stages and name not in draft.reached:
            found = f"this contest never comes to the stage '{name}'"
            yield Misfit("conduct-unused", path, found, "expected a stage that it can reach")
        stages = draft.stages(name) if slot.rounds else []
        if stages and not any(isinstance(stage, Ballot) and stage.votes == "fresh" for stage in stages):
            # Where papers move on, all rounds are counted at once.
            found = f"times of rounds, and in '{name}' nobody votes again"
            yield Misfit("rounds-times", (*path, "rounds"), found, "expected 'closes'")
    yield from _endless_petitions(draft)


def _endless_petitions(draft: Draft) -> Iterator[Misfit]:
    """Petitions that are played though neither the rule book nor the timetable ends them."""
    for name in sorted(draft.reached & draft.written if draft.scenario.expects else draft.reached):
        slot = draft.scenario.timetable.get(name)
        closes = slot and (slot.lasts is not None or slot.closes is not None)
        if not closes and any(isinstance(stage, Petition) and stage.window is None for stage in draft.stages(name)):
            found, expected = (
                f"the rule book sets no end to '{name}'",
                f"expected 'timetable: {{{name}: {{lasts: …}}}}'",
            )
            yield Misfit("petition-without-end", ("timetable", name), found, expected)
