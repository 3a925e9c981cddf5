"""What the record says was done at a stage of each kind: as many as there are people, and as far as it is known."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rulesim.model.section import Points, Seats, Section, UnitVotes
from rulesim.model.stages import AnyStage, Ballot, Decision, Motion, Nominations, Petition
from strategies.cast import Cast, minute, moments
from strategies.percentages import in_percent, round_in_percent
from strategies.quantities import divisions, now_and_then, numbers, subsets
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
            return {"rounds": draw(_enough(stage, cast)), **draw(now_and_then({"withdrawn_before": before}, 2))}


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
        return {body: draw(numbers(most(body))) for body in stage.by}

    return {
        "names": {name: backing() for name in names},
        "withdrawn": {name: draw(moments()) for name in draw(st.just([]) | subsets(names, 0))},
        **draw(_from_places(names)),
    }


@st.composite
def _from_places(draw: st.DrawFn, names: list[str]) -> Document:
    """From how many places names came: for everybody, or for some, and what there is of others."""
    some = draw(st.just(names) | subsets(names, 0))
    branches = {"branches": {name: draw(st.integers(0, 4)) for name in some}}
    return branches if len(some) == len(names) else branches | {"others": draw(st.sampled_from(["none", "not known"]))}


@st.composite
def _enough(draw: st.DrawFn, stage: Ballot, cast: Cast) -> list[Document]:
    """Mostly as many rounds as the ballot can need: the last is repeated. Else the record may end before the ballot."""
    if draw(st.integers(0, 7)) == 7:
        return draw(st.lists(_rounds(stage, cast), max_size=3))
    rounds = draw(st.lists(_rounds(stage, cast), min_size=1, max_size=4))
    most = 2 * min(stage.most_rounds or MOST, len(cast.people) + 2)
    return rounds + rounds[-1:] * (most - len(rounds))


@st.composite
def _rounds(draw: st.DrawFn, stage: Ballot, cast: Cast) -> Document:
    """One round: votes of the one section or of each, papers beside, and who left of their own accord."""
    people, pool = cast.on_papers(stage), len(stage.sections) == 1
    lots = {"withdrawn": subsets(cast.people, 0), "lot": subsets(people, 0)}
    more = draw(now_and_then(lots, 4))
    left = [draw(st.sampled_from(cast.people))]
    if draw(st.integers(0, 7)) == 7:
        return {"unrecorded": left, **more}
    round_, sections = dict[str, Any](), dict[str, Document]()
    for name, section in stage.sections.items():
        way = draw(st.sampled_from(_ways(section.becomes)))
        most = _each(section, cast, len(people) + 2)
        if way == "by_unit":
            round_[way] = {**round_.get(way, {}), name: draw(_by_unit(people, section.becomes, most))}
        else:
            sections[name] = draw(_figures(people, section, cast, way, most, stage.is_college))
            round_ |= {way: [*round_.get(way, []), name]} if way else {}
    beside = {name: st.integers(0, _each(one, cast, len(people) + 2)) for name, one in stage.sections.items()}
    of_all = {"spoilt": next(iter(beside.values())), "exhausted": next(iter(beside.values()))}
    more |= draw(now_and_then(of_all if pool else {"spoilt": st.fixed_dictionaries(beside)}, 2))
    votes: Document = {"votes": next(iter(sections.values()))} if pool and sections else {"sections": sections}
    one = {**votes, **round_, **more, **draw(st.sampled_from([{}] * 5 + _unsaid(left)))}
    return round_in_percent(stage, one) if "by_unit" not in one and draw(st.integers(0, 2)) == 0 else one


def _unsaid(left: list[str]) -> list[Document]:
    """What may be said of those whom a round does not mention."""
    return [{"others": "none"}, {"others": "not known"}, {"others": "not known", "unrecorded": left}]


def _ways(becomes: Seats | Points | UnitVotes | None) -> list[str]:
    """How the figures of a section may be given."""
    if becomes is None:
        return [""]
    return ["converted", "papers" if isinstance(becomes, Seats) else "by_unit"]


@st.composite
def _figures(
    draw: st.DrawFn, people: list[str], section: Section, cast: Cast, way: str, most: int, college: bool
) -> Document:
    """The figures of a section: votes, or seats, points or votes of units, no more than there are."""
    match section.becomes:
        case Seats(seats=seats) if way == "converted":
            many = seats if isinstance(seats, int) else cast.sizes[seats.as_many_as]
            return dict(zip(people, draw(divisions(len(people), many)), strict=True))
        case Points() | UnitVotes() if way == "converted":
            worth = section.becomes.points if isinstance(section.becomes, Points) else 1
            each = min(section.becomes.units * worth // (len(people) + 1), MOST)
            return draw(_votes(people, each, each > 0 and isinstance(section.becomes, Points)))
    free = college and way == ""
    return draw(_votes(people, MOST if free else most, free))


@st.composite
def _by_unit(draw: st.DrawFn, people: list[str], becomes: Any, most: int) -> Document:
    """The papers of every unit; some in which nobody voted."""
    each = st.integers(0, most // becomes.units)
    return {f"unit {i}": {who: draw(each) for who in people} for i in range(1, becomes.units + 1)}


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
