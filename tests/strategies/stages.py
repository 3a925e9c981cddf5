"""One stage of each kind as a rule book writes it, but for its titles and what follows it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from strategies.ballots import ballot_options, support_documents
from strategies.quantities import durations, now_and_then, subsets
from strategies.thresholds import Groups, requirement_documents, threshold_documents

KINDS = ("petition", "motion", "decision", "nominations", "ballot")
Document = dict[str, Any]
AGAIN = "again"
"""The option of a decision that may lead back; it is never sure to be chosen, so that contests end."""


@st.composite
def petition_documents(draw: st.DrawFn, bodies: Groups) -> Document:
    """A petition; where it sets no window, the timetable must."""
    document: Document = {
        "kind": "petition",
        "by": draw(subsets(bodies.few)),
        "needs": draw(threshold_documents(bodies.names, largest=5)),
        "collects": draw(st.sampled_from(["for a cause", "for each challenger"])),
    }
    if draw(st.sampled_from([True, True, True, False])):
        document["window"] = draw(durations() | st.just("1 hour"))
    true = st.just(True)
    more = {"withdrawable": true, "expires": durations(1), "secret": true, "waits_for_immunity": true}
    return document | draw(now_and_then(more))


@st.composite
def motion_documents(draw: st.DrawFn, bodies: Groups) -> Document:
    document: Document = {
        "kind": "motion",
        "by": draw(subsets(bodies.acting)),
        "asks": "that it be so",
        "needs": draw(support_documents()),
    }
    if draw(st.booleans()):
        document["lasts"] = draw(durations())
    return document


@st.composite
def decision_documents(draw: st.DrawFn, may_repeat: bool) -> Document:
    options = ["stays", "goes", *([AGAIN] if may_repeat else [])]
    document: Document = {
        "kind": "decision",
        "by": draw(st.sampled_from(["leader", "the chair"])),
        "options": options,
        "default": draw(st.sampled_from(options[:2])),
    }
    if draw(st.booleans()):
        document["window"] = draw(durations())
    return document


@st.composite
def nominations_documents(draw: st.DrawFn, bodies: Groups) -> Document:
    by = draw(subsets(bodies.few))
    few = st.integers(0, 2).map(lambda count: {"count": count})
    need = st.one_of(st.just("none"), st.just("none"), few, requirement_documents(bodies.names, by))
    kinds = draw(subsets(["incumbent", "challenger", "anyone"]))
    document: Document = {
        "kind": "nominations",
        "by": by,
        "needs": {kind: draw(need) for kind in {**dict.fromkeys(kinds), "anyone": None}},
        "window": draw(durations()),
    }
    if draw(st.booleans()):
        document["former_leader"] = draw(st.sampled_from(["may stand", "barred"]))
    more = {"names_each": st.integers(1, 3), "candidates": st.sampled_from(["anew", "as before", "from before"])}
    return document | draw(now_and_then(more))


@st.composite
def ballot_documents(draw: st.DrawFn, bodies: Groups) -> Document:
    return {"kind": "ballot", **draw(ballot_options(bodies.acting, bodies.names))}


@st.composite
def stage_documents(draw: st.DrawFn, kind: str, name: str, bodies: Groups, may_repeat: bool = False) -> Document:
    """A stage of a kind; `then` is still to be written."""
    match kind:
        case "petition":
            document = draw(petition_documents(bodies))
        case "motion":
            document = draw(motion_documents(bodies))
        case "decision":
            document = draw(decision_documents(may_repeat))
        case "nominations":
            document = draw(nominations_documents(bodies))
        case _:
            document = draw(ballot_documents(bodies))
    if draw(st.integers(0, 3)) == 0:
        document["opens_after"] = draw(durations())
    told = {"title": f"the {kind} called {name}", "clause": f"clause {name}", "says": f"how {name} goes"}
    return {**told, **document}


def outcomes_of(document: Document) -> tuple[str, ...]:
    """Every outcome that a stage can have."""
    if document["kind"] == "decision":
        return tuple(document["options"])
    if document["kind"] == "ballot":
        if not document.get("binding", True):
            return ("held",)
        reopened = ("reopened",) if document.get("reopen_nominations") else ()
        return ("elected" if document.get("keeps", 1) == 1 else "shortlisted", *reopened, "tied", "no result")
    return {
        "petition": ("met", "lapsed"),
        "motion": ("carried", "lost", "tied"),
        "nominations": ("contested", "unopposed", "none"),
    }[document["kind"]]
