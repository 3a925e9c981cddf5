"""Complete scenarios over drawn rule books, and the contests that loading makes of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st

from rulesim.loading import rulebook as books
from rulesim.loading.check_rulebook import papers_again
from rulesim.loading.contested import contested_values
from rulesim.loading.mentions import words
from rulesim.loading.paths import reachable
from rulesim.loading.scenario import load, load_document
from rulesim.model.contest import Contest, rulings
from rulesim.model.document import from_plain
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, Ballot, Decision, Motion, outcomes
from strategies.asked import asked
from strategies.ballots import BASES
from strategies.books import Book, rulebooks
from strategies.cast import STARTS, Cast, moments
from strategies.conduct import cases
from strategies.percentages import some_alone
from strategies.quantities import divisions, durations, now_and_then, shares, subsets
from strategies.stages import Document

PEOPLE = ("ann", "bob", "cat", "dan")
REOPENS = "ron"
UNKNOWNS = {
    "mood": {"low": "20%", "high": "80%"},
    "zeal": {"low": "50%", "high": "95%", "note": "ours"},
    "whim": {"from": "0%", "to": "100%"},
}
MENTIONS = frozenset({"when", "signatures"})
"""Under these keys people are mentioned who need not be part of the contest otherwise."""
Variants = tuple[Rules, ...]


@dataclass(frozen=True)
class Drawn:
    """A rule book and a scenario as somebody might write them."""

    book: Document
    scenario: Document

    def load(self) -> Contest:
        """The contest. The rule book is taken for read: to parse a file takes longer than all the rest."""
        book = from_plain(self.book, "drawn-book.yaml")
        scenario = from_plain({**self.scenario, "rulebook": book.file}, "drawn.yaml")
        found = patch.object(books, "find", return_value=Path(book.file))
        with found, patch.object(books, "read_file", return_value=(book, dumps(self.book).encode())):
            return load_document(scenario, Path("drawn.yaml"), "", {})

    def load_files(self, folder: Path) -> Contest:
        """The contest from files, as any other; JSON is YAML."""
        (folder / "drawn-book.yaml").write_text(dumps(self.book), encoding="utf-8")
        scenario = folder / "drawn.yaml"
        scenario.write_text(dumps({**self.scenario, "rulebook": "drawn-book.yaml"}), encoding="utf-8")
        return load(str(scenario))


def contests() -> st.SearchStrategy[Contest]:
    return drawn_contests().map(Drawn.load)


@st.composite
def drawn_contests(draw: st.DrawFn, most: int = 5) -> Drawn:
    """A rule book of up to `most` stages in a row, and a scenario about everything in it that can be reached."""
    book = draw(rulebooks(most))
    variants = _variants(book)
    stages = variants[0].stages
    start = draw(st.sampled_from([""] * 9 + [name for name in stages if _may_begin(variants, name)]))
    reached = reachable(variants, start or variants[0].opens_with) & set(stages)
    cast, blocs = draw(_casts(book, variants, reached))
    conduct = {name: draw(_conduct(name, variants[0], cast)) for name in stages if name in reached}
    ballot_first = isinstance(stages[start or variants[0].opens_with], Ballot)
    begun = draw(subsets(cast.people)) if ballot_first else []
    used = set(_words(conduct, besides=MENTIONS)) | {PEOPLE[0], *begun}
    conduct = draw(some_alone(_only(used, conduct), variants))
    held = {q: draw(st.sampled_from(sorted(question.readings))) for q, question in variants[0].contested.items()}
    early = _consulted_early(book, variants, start or variants[0].opens_with)
    ruled_before = draw(subsets(list(held), 0)) if held else []
    scenario: Document = {
        "scenario": "drawn",
        "title": "a drawn contest",
        "rulebook": "",
        "starts": STARTS.isoformat(timespec="minutes"),
        "begins": {
            "stage": start,
            "vacant": draw(st.sampled_from([False, False, False, True])),
            "ruled": {question: held[question] for question in ruled_before},
            "candidates": begun,
            **draw(now_and_then({"immune_until": moments()})),
        },
        "leader": draw(st.sampled_from([PEOPLE[0]] * 3 + _nobody(variants[0], reached, conduct, begun))),
        "people": {name: {"name": name.title()} for name in cast.people if name in used}
        | {name: {"name": "Re-open nominations", "reopens": True} for name in cast.reopens},
        "bodies": book.sizes,
        **draw(now_and_then({"changes": st.lists(_changes(book), min_size=1, max_size=3)})),
        "blocs": {name: bloc for name, bloc in blocs.items() if name in used},
        "unknowns": {name: law for name, law in UNKNOWNS.items() if name in used},
        "timetable": draw(_timetables(variants, sorted(reached))),
        "readings": {
            question: reading
            for question, reading in held.items()
            if (question in early and question not in ruled_before) or draw(st.integers(0, 3)) == 0
        },
        "conduct": conduct,
    }
    known = [name for name in cast.people if name in used]
    return Drawn(book.document, scenario | draw(asked(variants[0], known, scenario)))


def _nobody(rules: Rules, reached: Collection[str], conduct: Document, begun: Collection[str]) -> list[str]:
    """That nobody leads at the start, where no leader has to decide, and whoever would lead is there all the same."""
    asked = any(isinstance(stage, Decision) and stage.by == "leader" for stage in map(rules.stages.get, reached))
    there = PEOPLE[0] in begun or PEOPLE[0] in _words(conduct, besides=MENTIONS)
    return ["nobody"] if there and not asked else []


def _may_begin(variants: Variants, name: str) -> bool:
    """Whether a contest can begin with a stage: something follows, and no papers that were cast before it."""
    reached = reachable(variants, name)
    again = [papers for stage in variants[0].stages if stage in reached for papers in _again(variants[0], stage)]
    return bool(variants[0].stages[name].then) and all(papers in reached for papers in again)


def _again(rules: Rules, name: str) -> list[str]:
    return list(papers_again(rules.stages[name]).values())


def _variants(book: Book) -> Variants:
    document = from_plain(book.document, "drawn-book.yaml")
    each = [{}, *({q: r} for q, readings in books.questions(document).items() for r in readings[1:])]
    return tuple(books.settle(document, readings) for readings in each)


def _consulted_early(book: Book, variants: Variants, start: str) -> set[str]:
    """Questions that some stage consults before a stage can have ruled on them."""
    found = set()
    for path, question, _ in contested_values(from_plain(book.document, "")):
        by = frozenset(rulings(variants[0]).get(question, ()))
        follows_ruling = path[1] in by and path[2] == "then"
        if path[1] in reachable(variants, start, without=by) and not follows_ruling:
            found.add(question)
    return found


@st.composite
def _casts(draw: st.DrawFn, book: Book, variants: Variants, reached: set[str]) -> tuple[Cast, Document]:
    """People, and blocs of every body that acts at a stage that can be reached."""
    acting = words((rules.stages[name] for rules in variants for name in reached), "acting body")
    blocs: dict[str, list[str]] = {}
    documents: Document = {}
    for body in sorted(acting):
        count = draw(st.integers(1, 3))
        *sizes, left = draw(divisions(count + 1, book.sizes[body]))
        blocs[body] = [f"{body}-{i}" for i in range(1, count + 1)]
        documents |= {name: {"of": body, "size": size} for name, size in zip(blocs[body], sizes, strict=True)}
        if left and draw(st.sampled_from([True, True, False])):
            documents[blocs[body][-1]] |= {"size": "rest", "title": f"the rest of the {body}"}
    people = list(PEOPLE[: draw(st.sampled_from([2, 3, 3, 4, 4]))])
    ballots = [stage for name in reached if isinstance(stage := variants[0].stages[name], Ballot)]
    reopens = (REOPENS,) if any(ballot.reopen_nominations for ballot in ballots) else ()
    return Cast(people, blocs, book.sizes, draw(subsets(list(UNKNOWNS), 0)), reopens), documents


def _changes(book: Book) -> st.SearchStrategy[Document]:
    """A body that changes size; it may come to be smaller than its blocs."""
    sizes = st.integers(0, 24) | st.sampled_from(sorted(book.sizes.values()))
    return st.fixed_dictionaries({"on": moments(), "body": st.sampled_from(sorted(book.sizes)), "size": sizes})


@st.composite
def _conduct(draw: st.DrawFn, name: str, rules: Rules, cast: Cast) -> Any:
    """One case written by itself, or several of which the last always applies."""
    stage = rules.stages[name]
    count = draw(st.sampled_from([0, 0, 0, 1, 2]))
    unrecorded = any(name in _again(rules, other) for other in rules.stages)
    if count == 0:
        return draw(cases(stage, cast, not unrecorded))
    conditional = [
        draw(cases(stage, cast, not unrecorded)) | {"when": draw(_conditions(rules, cast))} for _ in range(count)
    ]
    return [*conditional, draw(cases(stage, cast, not unrecorded))]


@st.composite
def _conditions(draw: st.DrawFn, rules: Rules, cast: Cast) -> Document:
    motions = sorted(name for name, stage in rules.stages.items() if isinstance(stage, Motion))
    kind = draw(st.sampled_from(["outcome", "standing", "not_standing", *(["share"] * 3 if motions else [])]))
    who = {"standing": subsets(cast.people), "not_standing": subsets(cast.people)}
    if kind in who:
        return {kind: draw(who[kind])}
    stage = draw(st.sampled_from(motions if kind == "share" else sorted(rules.stages)))
    outcome = {"outcome": st.sampled_from(outcomes(rules.stages[stage]))}
    if kind == "outcome":
        return {"stage": stage, "outcome": draw(outcome["outcome"]), **draw(now_and_then(who, 8))}
    return {
        "stage": stage,
        "votes": draw(st.sampled_from(["for", "against"])),
        draw(st.sampled_from(["at_least", "more_than"])): draw(st.sampled_from(["1/3", "50%", "80%"]) | shares()),
        "of": draw(st.sampled_from(BASES)),
        **draw(now_and_then(outcome | who, 8)),
    }


@st.composite
def _timetables(draw: st.DrawFn, variants: Variants, reached: list[str]) -> Document:
    """Times of some stages, and of every petition to which the rules set no end."""
    times = {name: draw(_slots(variants[0].stages[name])) for name in draw(subsets(reached, 0))}
    endless = {
        name: {}
        for rules in variants
        for name in reached
        if getattr(rules.stages[name], "window", "") is None and rules.stages[name].kind == "petition"
    }
    for name in endless:
        slot = times.setdefault(name, {})
        if not slot.keys() & {"lasts", "closes"}:
            slot["lasts"] = draw(durations())
    return times


@st.composite
def _slots(draw: st.DrawFn, stage: AnyStage) -> Document:
    laws = {"opens": moments(), "after": durations(), "lasts": durations(), "closes": moments()}
    slot: Document = draw(st.fixed_dictionaries({}, optional=laws))
    if slot.keys() >= {"opens", "closes"}:
        slot["opens"], slot["closes"] = sorted((slot["opens"], slot["closes"]))
    if isinstance(stage, Ballot) and stage.votes == "fresh" and "closes" not in slot:
        rounds = draw(st.lists(moments(), max_size=3, unique=True))
        slot |= {"rounds": sorted(rounds)} if rounds and min(rounds) >= slot.get("opens", "") else {}
    return slot


def _words(value: Any, besides: frozenset[str]) -> Iterator[str]:
    """Every word of a document, keys and rankings included, but for what stands under some keys."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in besides:
                yield from (*(name.strip() for name in str(key).split(">")), *_words(part, besides))
    elif isinstance(value, list):
        for part in value:
            yield from _words(part, besides)
    else:
        yield str(value)


def _only(used: set[str], conduct: Document) -> Document:
    """The conduct, with people who are merely mentioned replaced by the leader."""

    def known(case: Document) -> Document:
        case = dict(case)
        if "when" in case:
            whoever = {key: case["when"][key] for key in ("standing", "not_standing") if key in case["when"]}
            kept = {key: [name for name in names if name in used] or [PEOPLE[0]] for key, names in whoever.items()}
            case["when"] = case["when"] | kept
        given = case.get("given", {})
        if isinstance(given, list):
            case["given"] = [_signed(batch, used) for batch in given]
        elif "signatures" in given:
            case["given"] = _signed(given, used)
        return case

    return {
        stage: [known(case) for case in cases] if isinstance(cases, list) else known(cases)
        for stage, cases in conduct.items()
    }


def _signed(batch: Document, used: set[str]) -> Document:
    """A batch of signatures on lists of people who are used."""
    kept = {name: many for name, many in batch["signatures"].items() if name in used or name == "cause"}
    return batch | {"signatures": kept or {PEOPLE[0]: 0}}
