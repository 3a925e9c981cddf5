"""Complete scenarios over drawn rule books, and the contests that loading makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from os import getpid
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from hypothesis import strategies as st

from rulesim.loading import rulebook as books
from rulesim.loading.check_rulebook import papers_again
from rulesim.loading.contested import contested_values
from rulesim.loading.graph import reachable
from rulesim.loading.mentions import words
from rulesim.loading.scenario import load_document
from rulesim.model.contest import Contest, rulings
from rulesim.model.document import from_plain
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, Ballot, Motion, outcomes
from strategies.books import Book, rulebooks
from strategies.conduct import STARTS, Cast, Document, cases, moments
from strategies.quantities import divisions, durations, subsets

PEOPLE = ("ann", "bob", "cat", "dan")
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
        """The contest. The rule book goes through a file, as any other; JSON is YAML."""
        text = dumps(self.book)
        path = Path(gettempdir()) / f"rulesim-drawn-{sha256(text.encode()).hexdigest()[:24]}-{getpid()}.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            scenario = from_plain({**self.scenario, "rulebook": path.name}, "drawn.yaml")
            return load_document(scenario, path.with_name("drawn.yaml"), "", {})
        finally:
            path.unlink(missing_ok=True)


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
    conduct = _only(used, conduct)
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
        },
        "leader": PEOPLE[0],
        "people": {name: {"name": name.title()} for name in cast.people if name in used},
        "bodies": book.sizes,
        "blocs": {name: bloc for name, bloc in blocs.items() if name in used},
        "unknowns": {name: law for name, law in UNKNOWNS.items() if name in used},
        "timetable": {name: draw(_slots(stages[name])) for name in draw(subsets(sorted(reached), 0))},
        "readings": {
            question: reading
            for question, reading in held.items()
            if (question in early and question not in ruled_before) or draw(st.integers(0, 3)) == 0
        },
        "conduct": conduct,
    }
    return Drawn(book.document, scenario)


def _may_begin(variants: Variants, name: str) -> bool:
    """Whether a contest can begin with a stage: something follows, and no papers that were cast before it."""
    reached = reachable(variants, name)
    again = [papers for stage in variants[0].stages if stage in reached for papers in _again(variants[0], stage)]
    return bool(variants[0].stages[name].then) and all(papers in reached for papers in again)


def _again(rules: Rules, name: str) -> list[str]:
    return list(papers_again(rules.stages[name]).values())


def _variants(book: Book) -> Variants:
    document = books.check_rulebook(from_plain(book.document, "drawn-book.yaml"), Path("drawn-book.yaml"), "").document
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
    return Cast(people, blocs, book.sizes, draw(subsets(list(UNKNOWNS), 0))), documents


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
    if kind == "outcome":
        stage = draw(st.sampled_from(sorted(rules.stages)))
        return {"stage": stage, "outcome": draw(st.sampled_from(outcomes(rules.stages[stage])))}
    if kind == "share":
        return {
            "stage": draw(st.sampled_from(motions)),
            "votes": draw(st.sampled_from(["for", "against"])),
            draw(st.sampled_from(["at_least", "more_than"])): draw(st.sampled_from(["1/3", "50%", "80%"])),
            "of": draw(st.sampled_from(["valid", "cast", "present", "entitled"])),
        }
    return {kind: draw(subsets(cast.people))}


@st.composite
def _slots(draw: st.DrawFn, stage: AnyStage) -> Document:
    laws = {"opens": moments(), "after": durations(), "lasts": durations(), "closes": moments()}
    slot: Document = draw(st.fixed_dictionaries({}, optional=laws))
    if isinstance(stage, Ballot) and stage.votes == "fresh" and "closes" not in slot:
        rounds = draw(st.lists(moments(), max_size=3, unique=True))
        slot |= {"rounds": sorted(rounds)} if rounds else {}
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
        signatures = case.get("given", {}).get("signatures", {})
        if signatures and "cause" not in signatures:
            kept = {name: many for name, many in signatures.items() if name in used}
            case["given"] = case["given"] | {"signatures": kept or {PEOPLE[0]: 0}}
        return case

    return {
        stage: [known(case) for case in cases] if isinstance(cases, list) else known(cases)
        for stage, cases in conduct.items()
    }
