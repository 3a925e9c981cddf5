"""A rule book told as a procedure: every reading of what is contested, and nothing that is not so."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from rulesim.errors import InputError
from rulesim.loading.contested import contested_values
from rulesim.loading.library import RULEBOOKS, names
from rulesim.loading.rulebook import hold, load_rulebook
from rulesim.reports.show.readings import stage_in_words
from rulesim.reports.show.rulebook import procedure

HEAD = """\
rulebook: made-up
title: Rules of nobody
party: Nobody
in_force: {from: 2020}
status: illustrative
bodies: {mps: {is: MPs}, meps: {is: MEPs}, members: {is: members}}
contested:
  base: {asks: Of what?, clause: R1, readings: {counted: {says: of papers}, left-out: {says: of valid papers}}}
  who: {asks: Whose names?, clause: R2, readings: {mps-only: {says: MPs}, both: {says: all}}}
  after: {asks: What then?, clause: R3, readings: {bound: {says: it binds}, free: {says: it does not}}}
opens_with: names
"""
STAGES = """\
stages:
  names:
    kind: nominations
    title: Names
    clause: R2
    says: a candidate needs names
    by: [mps]
    needs:
      anyone:
        question: base
        counted: {share: 20%, of: {question: who, mps-only: [mps], both: [mps, meps]}}
        left-out: {count: 1}
    window: 3 days
    then: {contested: first, unopposed: end.over, none: end.over}
  first:
    kind: ballot
    title: First ballot
    clause: R3
    says: members vote
    sections: {all: {by: [members]}}
    wins: {majority: {share: 1/2, of: {question: base, counted: cast, left-out: valid}}}
    excludes: {all_but: 2}
    opens_after: 2 days
    lasts: 5 days
    rounds: 1
    ties: [lot]
    then: {elected: {question: after, bound: end.over, free: last}, tied: last, no result: last}
  last:
    kind: ballot
    title: Last ballot
    clause: R4
    says: members choose between two
    candidates: as in first
    sections: {all: {by: [members]}}
    rounds: 1
    ties: [lot]
    sole_candidate: {question: who, mps-only: ballot, both: ballot}
    then: {elected: end.won, tied: end.over, no result: end.over}
endings:
  over: {says: "the end [of it]", leads: incumbent}
  won: {says: somebody wins, leads: {question: after, bound: winner, free: nobody}}
"""


@pytest.fixture
def book_file(tmp_path: Path) -> str:
    path = tmp_path / "book.yaml"
    path.write_text(HEAD + STAGES, "utf-8")
    return str(path)


def told(file: str, stage: str, **held: str) -> list[str]:
    book = hold(load_rulebook(file), held)
    return list(stage_in_words(stage, book.rules, book.document))


def printed(file: str, **held: str) -> str:
    book, console = hold(load_rulebook(file), held), Console(file=io.StringIO(), width=200)
    console.print(procedure(book.rules, book.document, held))
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def test_a_contested_value_is_told_under_every_reading(book_file: str) -> None:
    lines = told(book_file, "first")
    at = lines.index("To win (base):")
    assert lines[at + 1 : at + 3] == [
        "- counted: more than half of those returning a ballot paper.",
        "- left-out: more than half of those casting a valid vote.",
    ]


def test_a_value_that_hangs_on_two_questions_is_told_under_what_tells_them_apart(book_file: str) -> None:
    lines = told(book_file, "names")
    at = lines.index("Every candidate (base, who):")
    assert lines[at + 1 : at + 4] == [
        "- counted with mps-only: at least 20% of MPs.",
        "- counted with both: at least 20% of MPs and MEPs.",
        "- left-out: at least 1 nomination.",
    ]


def test_a_contested_route_stands_apart_from_the_others(book_file: str) -> None:
    lines = told(book_file, "first")
    at = lines.index("If elected (after):")
    assert lines[at + 1 :] == [
        "- bound: the end (the end [of it]).",
        "- free: 'Last ballot'.",
        "If no result: 'Last ballot'.",
    ]


def test_a_held_question_is_told_under_its_reading_alone(book_file: str) -> None:
    assert "To win: more than half of those casting a valid vote." in told(book_file, "first", base="left-out")
    assert "Every candidate: at least 1 nomination." in told(book_file, "names", base="left-out")
    assert "Shown above under 'left-out' only." in printed(book_file, base="left-out")
    assert "Shown above" not in printed(book_file)


def test_when_a_stage_opens_and_how_long_it_lasts_is_told(book_file: str) -> None:
    lines = told(book_file, "first")
    assert {"Opens 2 days after the previous stage ends.", "Lasts 5 days.", "Rounds: one."} <= set(lines)


def test_nobody_votes_again_after_the_only_round(book_file: str) -> None:
    assert "If nobody wins, all but the first 2 are eliminated." in told(book_file, "first")
    assert not [line for line in told(book_file, "last") if "eliminated" in line or "votes again" in line]


def test_of_several_rounds_it_is_told_what_papers_do(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(
        (HEAD + STAGES).replace(
            "    lasts: 5 days\n    rounds: 1\n", "    lasts: 5 days\n    rounds: 3\n    last_standing: elected\n"
        )
    )
    lines = set(told(str(path), "first"))
    assert {"Rounds: at most 3.", "Each round lasts 5 days."} <= lines
    assert "If nobody wins, all but the first 2 are eliminated; everybody votes again." in lines


def test_what_no_line_tells_is_named_by_its_place(book_file: str) -> None:
    lines = told(book_file, "last")
    assert "Also in dispute here (who): stages.last.sole_candidate." in lines
    assert "Also in dispute here (after): endings.won.leads." in lines


def test_brackets_of_a_text_are_printed(book_file: str) -> None:
    assert "the end (the end [of it])" in printed(book_file)


def test_a_reading_that_is_not_there_is_refused(book_file: str) -> None:
    with pytest.raises(InputError, match="counted"):
        told(book_file, "first", base="countd")


@pytest.mark.parametrize("name", names(RULEBOOKS))
def test_every_contested_question_of_a_bundled_book_is_told_where_it_stands(name: str) -> None:
    book = load_rulebook(name)
    for path, question, _ in contested_values(book.document):
        if path[0] == "stages":
            lines = list(stage_in_words(str(path[1]), book.rules, book.document))
            assert any(question in line.partition("(")[2].rpartition("):")[0] for line in lines), (path, question)
