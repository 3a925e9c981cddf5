"""The five kinds of stage of a rule book, settled: every value is one value."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rulesim.model.ballot import Ballot
from rulesim.model.decision import Decision
from rulesim.model.motion import Motion
from rulesim.model.nominations import Nominations
from rulesim.model.petition import Petition

__all__ = ["AnyStage", "Ballot", "Decision", "Motion", "Nominations", "Petition", "StageField", "outcomes"]

AnyStage = Petition | Motion | Decision | Nominations | Ballot
StageField = Annotated[AnyStage, Field(discriminator="kind")]


def outcomes(stage: AnyStage) -> tuple[str, ...]:
    """Every outcome that a stage can have, in a fixed order."""
    match stage:
        case Petition():
            return ("met", "lapsed")
        case Motion():
            return ("carried", "lost", "tied")
        case Decision():
            return stage.options
        case Nominations():
            return ("contested", "unopposed", "none")
        case Ballot():
            return _of_a_ballot(stage)


def _of_a_ballot(ballot: Ballot) -> tuple[str, ...]:
    if not ballot.binding:
        return ("held",)
    reopened = ("reopened",) if ballot.reopen_nominations else ()
    return ("elected" if ballot.keeps == 1 else "shortlisted", *reopened, "tied", "no result")
