"""Majorities, ballots, and the votes and ranked papers they count."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from rulesim.model.ballot import Ballot
from rulesim.model.stages import Support
from strategies.quantities import durations, now_and_then, shares

PEOPLE = ("ann", "bob", "cat", "dan", "eve")
BASES = ("valid", "papers", "cast", "present", "entitled")
LAST_STANDING = ("elected", "needs the majority")
TIE_RULES = ("earlier rounds", "revote", "lot", "both out", "nobody leaves")
WEIGHTS = (
    ("100%",),
    ("50%", "50%"),
    ("1/4", "3/4"),
    ("1/3", "1/3", "1/3"),
    ("40%", "30%", "30%"),
    ("0%", "1"),
    ("33.33333333333333%", "66.66666666666667%"),
)
Profile = dict[tuple[str, ...], int]
"""Papers: how many carry each ranking, first choice first; a ranking need not name everybody."""


@cache
def majority_documents() -> st.SearchStrategy[dict[str, Any]]:
    """Shares of any base, often just a half."""
    share = st.just("1/2") | st.just("50%") | shares()
    test = st.sampled_from(["at least", "more than"])
    return st.fixed_dictionaries({"share": share, "of": st.sampled_from(BASES)}, optional={"test": test})


def support_documents() -> st.SearchStrategy[dict[str, Any]]:
    """What carries a motion: mostly a majority alone."""
    more = st.sampled_from([{}, {}, {"and_more": 1}, {"and_more": 3}])
    return st.tuples(majority_documents(), more).map(lambda parts: {**parts[0], **parts[1]})


def majorities() -> st.SearchStrategy[Support]:
    return support_documents().map(Support.model_validate)


@cache
def _fixed_documents() -> st.SearchStrategy[dict[str, Any]]:
    test = st.sampled_from(["at least", "more than"])
    return st.fixed_dictionaries({"count": st.integers(1, 9)}, optional={"test": test})


@cache
def _lead_documents() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"share": shares(), "of": st.sampled_from(BASES)})


@cache
def _floor_documents() -> st.SearchStrategy[dict[str, Any]]:
    tests = {"test": st.sampled_from(["at least", "more than"])}
    count = st.fixed_dictionaries({"count": st.integers(0, 5)}, optional=tests)
    share = st.fixed_dictionaries({"share": shares(), "of": st.sampled_from(BASES)}, optional=tests)
    return st.one_of(count, share, share, share)


@cache
def excludes_documents() -> st.SearchStrategy[Any]:
    """Who leaves after a round, in a word or in full."""
    more = {"all_but": st.integers(1, 3), "lowest": st.booleans(), "down_to": st.integers(1, 3)}
    below = st.fixed_dictionaries({"below": _floor_documents()}, optional=more)
    return st.one_of(
        st.sampled_from(["lowest", "lowest", "nobody"]), below, below, st.fixed_dictionaries({}, optional=more)
    )


@st.composite
def section_documents(draw: st.DrawFn, bodies: list[str], bases: list[str]) -> dict[str, dict[str, Any]]:
    """One pool mostly, else two or three sections with weights or without; a body may vote in several of them."""
    weights = draw(st.sampled_from([*WEIGHTS[:1] * 3, *WEIGHTS[1:]]))
    weighed = draw(st.sampled_from([True, True, False]))
    chosen = draw(st.permutations(bodies))
    if len(weights) == 1:
        voters = {"everybody": chosen[: draw(st.integers(1, len(bodies)))]}
    else:
        voters = {f"section-{i}": [chosen[i % len(chosen)]] for i in range(1, len(weights) + 1)}
    return {
        name: {"by": by, **({"weight": weight} if weighed else {}), **draw(_conversions(bases))}
        for (name, by), weight in zip(voters.items(), weights, strict=True)
    }


@st.composite
def _conversions(draw: st.DrawFn, bodies: list[str]) -> dict[str, Any]:
    """Votes mostly stay votes; some become seats (a few or as many as a body has people), points or votes of units."""
    match draw(st.sampled_from([""] * 8 + ["seats", "points", "points", "units"])):
        case "seats":
            body = st.fixed_dictionaries({"as_many_as": st.sampled_from(bodies)})
            return {"becomes": {"seats": draw(st.integers(1, 12) | body)}}
        case "points":
            more = {"at_most_papers": st.just(True), "decimals": st.integers(0, 5)}
            worth = {"units": draw(st.integers(1, 5)), "points": draw(st.sampled_from([1, 10, 100]))}
            return {"becomes": worth | draw(now_and_then(more, 2))}
        case "units":
            return {"becomes": {"units": draw(st.integers(1, 5)), "one_vote_each": True}}
    return {}


@st.composite
def ballot_options(draw: st.DrawFn, bodies: list[str], bases: list[str]) -> dict[str, Any]:
    """Everything a ballot says but its titles and what follows; seats are as many as one of `bases` has people."""
    shares = majority_documents()
    tests = {"majority": st.one_of(shares, shares, _fixed_documents()), "lead": _lead_documents()}
    simple, either = st.just({"majority": {"share": "1/2"}}), st.fixed_dictionaries({}, optional=tests)
    options = st.fixed_dictionaries(
        {
            "sections": section_documents(bodies, bases),
            "wins": st.one_of(simple, either, either),
            "ties": ties_documents(),
        },
        optional={
            "excludes": st.just("lowest") | excludes_documents(),
            "keeps": st.sampled_from([1, 1, 2, 3]),
            "sole_candidate": st.sampled_from(["elected", "ballot"]),
            "rounds": rounds_documents(),
            "last_standing": last_documents(),
            "lasts": durations(),
            "paper": st.sampled_from(["ranked", "single"]),
            "votes": st.sampled_from(["transfer", "fresh"]),
        },
    )
    more = {"binding": st.just(False), "reopen_nominations": st.just(True)}
    document = draw(options) | draw(now_and_then(more, 8))
    if is_college(document):
        document = draw(_in_shares(document, shares))
    ends, safe = _ends_by_itself(document), document["wins"] in ({}, {"majority": {"share": "1/2"}})
    rounds = {} if ends else {"rounds": draw(rounds_documents())}
    last = {} if ends and safe and "both out" not in str(document) else {"last_standing": draw(last_documents())}
    return {**rounds, **last, **document}


@st.composite
def _in_shares(draw: st.DrawFn, document: dict[str, Any], shares: st.SearchStrategy[Any]) -> dict[str, Any]:
    """A college in which a share of the whole is needed wherever a number of votes was."""
    found, excludes = dict(document), document.get("excludes")
    if "count" in document["wins"].get("majority", {}):
        found["wins"] = {**document["wins"], "majority": draw(shares)}
    if isinstance(excludes, dict) and "count" in excludes.get("below", {}):
        found["excludes"] = {**excludes, "below": draw(_floor_documents().filter(lambda floor: "share" in floor))}
    return found


def is_college(document: dict[str, Any]) -> bool:
    """Whether several sections count by their weight, so that no number of votes can be needed."""
    return len(document["sections"]) > 1 and all("weight" in section for section in document["sections"].values())


def last_documents() -> st.SearchStrategy[str]:
    return st.sampled_from(LAST_STANDING)


def ties_documents() -> st.SearchStrategy[Any]:
    """How ties are broken, or what is assumed where the rules do not say."""
    rules = st.lists(st.sampled_from(TIE_RULES), max_size=4, unique=True)
    return st.one_of(rules, rules, st.just("not in the rules"), st.fixed_dictionaries({"assumed": rules}))


def rounds_documents() -> st.SearchStrategy[Any]:
    return st.integers(1, 6) | st.just("until nobody leaves")


def _ends_by_itself(document: dict[str, Any]) -> bool:
    """Whether somebody leaves after every round, so that nothing need say how many there are."""
    return document.get("excludes", "lowest") == "lowest" and "nobody leaves" not in str(document["ties"])


def ballot(**options: Any) -> Ballot:
    """A ballot of the given options alone; the rest is of no consequence to a count."""
    told = {"title": "Ballot", "clause": "1", "says": "people vote"}
    return Ballot.model_validate({"sections": POOL, **options, **told, "kind": "ballot", "then": {}})


POOL: dict[str, Any] = {"everybody": {"by": ["members"], "weight": "100%"}}
RUNOFF: dict[str, Any] = {"wins": {"majority": {"share": "1/2"}}}
"""Winning by more than half of the valid votes, the last one leaving after every round."""


def ballots() -> st.SearchStrategy[Ballot]:
    bodies = ["mps", "members", "unions"]
    return ballot_options(bodies, bodies).map(lambda options: ballot(**options))


def fields(least: int = 1) -> st.SearchStrategy[tuple[str, ...]]:
    """Candidates, in any order."""
    return st.lists(st.sampled_from(PEOPLE), min_size=least, max_size=len(PEOPLE), unique=True).map(tuple)


@st.composite
def tallies(draw: st.DrawFn, counted: Ballot, standing: tuple[str, ...], most: int = 12) -> dict[str, dict[str, int]]:
    """Votes by section and candidate; few, so that ties are frequent, and sometimes none."""
    votes = st.integers(0, most)
    return {name: {who: draw(votes) for who in standing} for name in counted.sections}


@st.composite
def profiles(draw: st.DrawFn, standing: tuple[str, ...], kinds: int = 6, most: int = 5, full: bool = False) -> Profile:
    """A handful of rankings and how many papers carry each."""
    papers: Profile = {}
    for _ in range(draw(st.integers(1, kinds))):
        ranking = tuple(draw(st.permutations(standing)))
        length = len(ranking) if full else draw(st.integers(1, len(ranking)))
        papers[ranking[:length]] = papers.get(ranking[:length], 0) + draw(st.integers(1, most))
    return papers
