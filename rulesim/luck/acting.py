"""Who acts at a stage: of all whose conduct a scenario gives, those whom the rules let act as they are read."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from rulesim.model.conduct import AnyConduct, MotionConduct, NominationsConduct, PetitionConduct
from rulesim.model.record import GivenNominations
from rulesim.model.scenario import Scenario

Conduct = TypeVar("Conduct", bound=AnyConduct)
Acts = TypeVar("Acts")


def acting(conduct: Conduct, scenario: Scenario, by: Collection[str]) -> Conduct:
    """The conduct without blocs of other bodies, which do nothing there, nor nominations of theirs on record."""

    def among(blocs: Mapping[str, Acts]) -> dict[str, Acts]:
        return {bloc: acts for bloc, acts in blocs.items() if scenario.blocs[bloc].of in by}

    match conduct:
        case PetitionConduct():
            return conduct.model_copy(update={"sign": among(conduct.sign)})
        case MotionConduct():
            return conduct.model_copy(update={"votes": among(conduct.votes)})
        case NominationsConduct():
            given = conduct.given and _given(conduct.given, by)
            return conduct.model_copy(update={"nominate": among(conduct.nominate), "given": given})
    return conduct


def _given(given: GivenNominations, by: Collection[str]) -> GivenNominations:
    names = {
        who: {body: many for body, many in had.items() if body in by} if isinstance(had, Mapping) else had
        for who, had in given.names.items()
    }
    return given.model_copy(update={"names": names})
