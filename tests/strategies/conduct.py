"""What people may do at a stage of each kind: chances, shares, rankings, unknowns, or what is on record."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from rulesim.model.stages import AnyStage, Ballot, Decision, Motion, Nominations, Petition
from strategies.cast import Cast
from strategies.quantities import UGLY, delays, now_and_then, percents, subsets
from strategies.records import records
from strategies.stages import AGAIN, Document


def chances(cast: Cast) -> st.SearchStrategy[Any]:
    """A fixed chance, the name of an unknown, or a range written on the spot."""
    return _chances(tuple(cast.unknowns))


@cache
def _chances(unknowns: tuple[str, ...]) -> st.SearchStrategy[Any]:
    fixed = st.integers(0, 20).map(lambda n: f"{5 * n}%") | st.sampled_from(["0%", "100%", "1/3", "0.125", *UGLY])
    return st.one_of(fixed, fixed, fixed, _unsure(unknowns))


@cache
def _unsure(unknowns: tuple[str, ...]) -> st.SearchStrategy[Any]:
    ranges = [{"low": "20%", "high": "70%"}, {"from": "0%", "to": "100%", "note": "anything"}]
    return st.sampled_from((*unknowns, *ranges))


@st.composite
def parts(draw: st.DrawFn, names: list[str], cast: Cast, full: bool, least: int = 1) -> Document:
    """Chances or shares by name; some may be `rest`, some unknown."""
    chosen = draw(st.just(names) | subsets(names, least)) if names else []
    if not chosen:
        return {}
    style = draw(st.sampled_from(["fixed", "fixed", "rest", "unknown"]))
    if style == "fixed" or (style == "rest" and len(chosen) == 1):
        return draw(percents(chosen, full))
    found = draw(percents(chosen, full=False))
    if style == "rest":
        return found | dict.fromkeys(draw(subsets(chosen[1:])), "rest")
    others = dict.fromkeys(chosen[1:], "rest") if full else {}
    return found | others | {chosen[0]: draw(_unsure(tuple(cast.unknowns)))}


@st.composite
def _signings(draw: st.DrawFn, stage: Petition, cast: Cast) -> Document:
    sign = {}
    for bloc in draw(subsets(blocs, 0)) if (blocs := cast.blocs_of(stage.by)) else []:
        sign[bloc] = {draw(st.sampled_from(["chance", "share"])): draw(chances(cast))}
        if draw(st.integers(0, 3)):
            sign[bloc]["after"] = draw(delays())
        if draw(st.integers(0, 2)) == 0:
            sign[bloc] |= {"takes_back": draw(chances(cast)), "back_after": draw(delays())}
        if stage.collects == "for each challenger":
            sign[bloc]["backs"] = draw(percents(draw(subsets(cast.people[1:])), full=True))
    document: Document = {"sign": sign}
    if draw(st.booleans()):
        document["momentum"] = {"names": draw(st.integers(1, 5)), "faster": draw(st.sampled_from(["10%", "1/2", "1"]))}
    return document


@st.composite
def _votings(draw: st.DrawFn, stage: Motion, cast: Cast) -> Document:
    votes = {}
    for bloc in draw(subsets(blocs, 0)) if (blocs := cast.blocs_of(stage.by)) else []:
        kind = draw(st.sampled_from(["chances", "shares"]))
        votes[bloc] = {kind: draw(parts(["for", "against", "spoilt"], cast, full=False))}
    return {"votes": votes}


@st.composite
def _choices(draw: st.DrawFn, stage: Decision, cast: Cast) -> Document:
    others = [option for option in stage.options if option != AGAIN]
    if AGAIN in stage.options:
        return {"chooses": {AGAIN: draw(st.sampled_from(["25%", "50%"])), others[0]: "rest"}, "after": draw(delays())}
    return {"chooses": draw(parts(others, cast, full=False, least=0)), "after": draw(delays())}


@st.composite
def _nominatings(draw: st.DrawFn, stage: Nominations, cast: Cast) -> Document:
    who = draw(st.sampled_from([cast.people] * 3) | subsets(cast.people))
    sure = draw(st.sampled_from([True, True, False]))
    stands = {person: "100%" if sure else draw(st.just("80%") | chances(cast)) for person in who}
    if stage.candidates == "anew":
        stands = {**dict.fromkeys(cast.people, "0%"), **stands}
    nominate = {}
    for bloc in draw(subsets(blocs)) if (blocs := cast.blocs_of(stage.by)) else []:
        kind = draw(st.sampled_from(["chances", "shares"]))
        nominate[bloc] = {kind: draw(parts(cast.people, cast, full=False)), "after": draw(delays())}
    spread = {person: draw(chances(cast)) for person in draw(subsets(cast.people, 0))}
    return {"stands": stands, "nominate": nominate, "spread": spread}


@st.composite
def _preferrings(draw: st.DrawFn, stage: Ballot, cast: Cast) -> Document:
    bodies = tuple(body for section in stage.sections.values() if not section.papers_of for body in section.by)
    people = cast.on_papers(stage)
    votes = {}
    for bloc in draw(subsets(blocs)) if (blocs := cast.blocs_of(bodies)) else []:
        kind = draw(st.sampled_from(["shares", "chances", "rankings"]))
        if kind == "rankings":
            orders = st.lists(st.permutations(people), min_size=1, max_size=4, unique_by=tuple)
            names = [" > ".join(order[: draw(st.integers(1, len(order)))]) for order in draw(orders)]
            votes[bloc] = {kind: draw(parts(sorted(set(names)), cast, full=True))}
        else:
            votes[bloc] = {kind: draw(parts(people, cast, full=True))}
        fixed = all(str(part)[0].isdigit() for part in votes[bloc][kind].values())
        if kind != "chances" and fixed and draw(st.booleans()):
            votes[bloc]["as_sure_as"] = draw(st.integers(1, 60))
        if draw(st.booleans()):
            votes[bloc]["turnout"] = draw(st.sampled_from(["100%", "50%", "3/4"]) | chances(cast))
        votes[bloc] |= draw(now_and_then({"alike": st.sampled_from([1, 2, 30, 1000])}))
    leaves = st.dictionaries(st.sampled_from(cast.people), chances(cast), max_size=2)
    return {"votes": votes, **draw(now_and_then({"withdraws": leaves, "withdraws_before": leaves}))}


@st.composite
def cases(draw: st.DrawFn, stage: AnyStage, cast: Cast, on_record: bool = True) -> Document:
    """What people do at a stage, in one case, which may be one on record."""
    if on_record and draw(st.integers(0, 3)) == 0:
        return {"given": draw(records(stage, cast))}
    laws = {
        Petition: _signings,
        Motion: _votings,
        Decision: _choices,
        Nominations: _nominatings,
        Ballot: _preferrings,
    }
    return draw(laws[type(stage)](stage, cast))
