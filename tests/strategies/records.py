"""What the record says was done at a stage of each kind: as many as there are people, and as far as it is known."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rulesim.model.ballot import Points, Section, UnitVotes
from rulesim.model.stages import AnyStage, Ballot, Decision, Motion, Nominations, Petition
from strategies.cast import Cast, minute, moments
from strategies.percentages import in_percent, round_in_percent
from strategies.quantities import now_and_then, numbers, subsets
from strategies.stages import Document

MOST = 12
"""So few that ties are frequent."""


@st.composite
def records(draw: st.DrawFn, stage: AnyStage, cast: Cast) -> Any:
    """What the record says was done."""
    match stage:
        case Petition():
            return draw(_signatures(stage, cast))
        case Motion(by=by):
            most = min(sum(cast.sizes[body] for body in by) // 3, MOST)
            sides = {side: draw(st.integers(0, most)) for side in ("for", "against", "spoilt")}
            present = {"present": sum(sides.values()) + draw(_few())} if draw(st.booleans()) else {}
            return (in_percent(sides) if draw(st.booleans()) else sides) | present
        case Decision(options=options):
            return {"chooses": draw(st.sampled_from(options[:2])), **draw(now_and_then({"at": moments()}, 2))}
        case Nominations():
            return draw(_names(stage, cast))
        case Ballot():
            before = subsets(cast.people, 0)
            rounds = draw(st.lists(_rounds(stage, cast), max_size=4))
            return {"rounds": rounds, **draw(now_and_then({"withdrawn_before": before}, 2))}


def _few() -> st.SearchStrategy[int]:
    return st.integers(0, MOST)


@st.composite
def _signatures(draw: st.DrawFn, stage: Petition, cast: Cast) -> Any:
    """One batch of signatures or several, some before the contest starts; what is taken back was given before."""
    names = ["cause"] if stage.collects == "for a cause" else draw(subsets(cast.people[1:]))
    count = draw(st.sampled_from([1, 1, 1, 2, 3]))
    most = min(sum(cast.sizes[body] for body in stage.by) // (len(names) * count), MOST)
    batches: list[Document] = []
    for _ in range(count):
        at = draw(st.integers(-10, 30))
        until = st.integers(at + 1, 40).map(minute)
        signatures = {name: draw(numbers(most)) for name in names}
        batches.append({"signatures": signatures, "at": minute(at), **draw(now_and_then({"until": until}, 2))})
    return batches[0] if count == 1 else batches


@st.composite
def _names(draw: st.DrawFn, stage: Nominations, cast: Cast) -> Document:
    """Names for the candidates, by body where several nominate; no more than members may give."""
    names = draw(st.just(cast.people) | subsets(cast.people))

    def most(body: str) -> int:
        return MOST if stage.names_each is None else min(MOST, stage.names_each * cast.sizes[body] // len(names))

    def backing() -> Any:
        if len(stage.by) == 1:
            return draw(numbers(most(stage.by[0])))
        return {body: draw(numbers(most(body))) for body in draw(subsets(list(stage.by)))}

    return {
        "names": {name: backing() for name in names},
        "withdrawn": {name: draw(moments()) for name in draw(st.just([]) | subsets(names, 0))},
        "branches": {name: draw(st.integers(0, 4)) for name in draw(subsets(names, 0))},
    }


@st.composite
def _rounds(draw: st.DrawFn, stage: Ballot, cast: Cast) -> Document:
    """One round: votes of the one section or of each, papers beside, and who left of their own accord."""
    people, pool = cast.on_papers(stage), len(stage.sections) == 1
    gone = now_and_then({"withdrawn": subsets(cast.people, 0)})
    if draw(st.integers(0, 7)) == 7:
        return {"unrecorded": [draw(st.sampled_from(cast.people))], **draw(gone)}
    converted = [name for name, section in stage.sections.items() if section.becomes and draw(st.booleans())]
    sections = {}
    for name, section in stage.sections.items():
        free = name in converted or stage.is_college or isinstance(section.becomes, Points | UnitVotes)
        sections[name] = draw(_votes(people, MOST if free else _each(section, cast, len(people) + 2 * pool), free))
    only = next(iter(stage.sections.values()))
    beside = st.integers(0, _each(only, cast, len(people) + 2))
    more = now_and_then({"spoilt": beside, "exhausted": beside}, 2) if pool else st.just({})
    votes = {"votes": next(iter(sections.values()))} if pool else {"sections": sections}
    one = {**votes, **({"converted": converted} if converted else {}), **draw(more), **draw(gone)}
    return round_in_percent(stage, one) if draw(st.integers(0, 2)) == 0 else one


def _each(section: Section, cast: Cast, parts: int) -> int:
    """The most papers of each sort, if there are so many sorts."""
    return min(sum(cast.sizes[body] for body in section.by) // parts, MOST)


@st.composite
def _votes(draw: st.DrawFn, people: list[str], most: int, free: bool) -> Document:
    """Votes by candidate; points have decimals now and then."""
    votes: Document = {who: draw(st.integers(0, most)) for who in people}
    if free and draw(st.integers(0, 2)) == 0:
        votes[people[0]] = f"{votes[people[0]]}.25"
    return votes
