"""The five kinds of stage: the outcomes each can have, and the figures it leaves in every run."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from rulesim.model.ballot import Ballot
from rulesim.model.decision import Decision
from rulesim.model.motion import Motion
from rulesim.model.nominations import Nominations
from rulesim.model.petition import Petition

__all__ = ["AnyStage", "Ballot", "Decision", "Motion", "Nominations", "Petition", "StageField", "figures", "outcomes"]

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
        case Ballot(binding=False):
            return ("held",)
        case Ballot():
            reopened = ("reopened",) if stage.reopen_nominations else ()
            return ("elected" if stage.keeps == 1 else "shortlisted", *reopened, "tied", "no result")


def figures(stage: AnyStage, people: Iterable[str]) -> Iterator[str]:
    """The names of a stage's figures, without the stage: `needed`, `votes.<person>`. A decision has none."""
    match stage:
        case Petition():
            yield from ("needed", "signatures")
            if stage.collects == "for each challenger":
                yield from (f"signatures.{person}" for person in people)
        case Motion():
            yield from ("needed", "for", "against", "spoilt")
        case Nominations():
            yield from (f"{figure}.{person}" for person in people for figure in ("needed", "names", "on_ballot"))
        case Ballot():
            yield from ("rounds", "needed", "lead_needed")
            for kind in ("votes", "share") if stage.is_college else ("votes",):
                yield from (f"{kind}.{person}" for person in people)
