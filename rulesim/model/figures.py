"""The figures that each kind of stage leaves behind in every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rulesim.model.stages import AnyStage, Ballot, Motion, Nominations, Petition


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
            yield from _of_a_ballot(stage, tuple(people))
        case _:
            return


def _of_a_ballot(ballot: Ballot, people: tuple[str, ...]) -> Iterator[str]:
    yield from ("rounds", "needed", "lead_needed")
    yield from (f"votes.{person}" for person in people)
    if ballot.is_college:
        yield from (f"share.{person}" for person in people)
