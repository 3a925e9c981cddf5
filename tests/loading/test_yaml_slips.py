"""A slip in the writing of YAML is told on the line on which it was made, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loading.corpus import GOOD
from rulesim.errors import Fault, InputError
from rulesim.loading.library import RULEBOOKS, SCENARIOS
from rulesim.loading.yaml_reader import read_text
from rulesim.loading.yaml_slips import slip, slips

BUNDLED = (*sorted(RULEBOOKS.rglob("*.yaml")), *sorted(SCENARIOS.rglob("*.yaml")))
BOOK = """rulebook: x
title: y
stages:
  letters:
    kind: petition
    says: a tenth of the members
    needs: {share: 10%, of: [mps]}
  ballot:
    kind: ballot
    by:
      - mps
      - members
"""


def told(text: str) -> Fault:
    """The one fault of a text."""
    with pytest.raises(InputError) as caught:
        read_text(text.encode(), "oak.yaml")
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize("path", [*GOOD, *BUNDLED], ids=lambda path: path.stem)
def test_nothing_in_a_good_file_looks_like_a_slip(path: Path) -> None:
    assert slips(path.read_text("utf-8")) == []


CHANGES = [
    ("title: y", "title y", 2, "a line without a colon", "'title: y'"),
    ("title: y", "title:y", 2, "no space after the colon", "'title: y'"),
    ("title: y", "title = y", 2, "'=' in place of a colon", "'title: y'"),
    ("title: y", "title：y", 2, "a colon of another kind", "'title: y'"),
    ("stages:", "stages", 3, "a line without a colon", "'stages:'"),
    ("  letters:", "  letters", 4, "a line without a colon", "'letters:'"),
    ("kind: petition", "kind petition", 5, "a line without a colon", "'kind: petition'"),
    ("needs: {", "needs {", 7, "a line without a colon", "'needs: {share: 10%, of: [mps]}'"),
    ("needs: {", "needs:{", 7, "no space after the colon", "'needs: {share: 10%, of: [mps]}'"),
    ("{share: 10%", "{share 10%", 7, "there is nothing after 'share 10%'", "'share: 10%'"),
    ("{share: 10%", "{share:10%", 7, "there is nothing after 'share:10%'", "'share: 10%'"),
    ("kind: petition", "kind:\n    petition", 6, "a line without a colon", "'kind: petition'"),
    ("of the members\n", "of the\n    members of today\n", 7, "a line without a colon", "more spaces than line 6"),
    ("    says", "      says", 6, "this line begins with 6 spaces, but line 5 with 4", "4 spaces here too"),
    ("    says", "   says", 6, "this line begins with 3 spaces", "2 spaces as on line 4, or 4 spaces as on line 5"),
    ("    says", "  says", 6, "this line begins with 2 spaces, but line 7 with 4", "4 spaces here too"),
    ("    kind: p", "      kind: p", 5, "this line begins with 6 spaces, but line 6 with 4", "4 spaces here too"),
    ("    kind: p", "   kind: p", 5, "this line begins with 3 spaces, but line 6 with 4", "4 spaces here too"),
    ("  ballot:", "   ballot:", 8, "this line begins with 3 spaces", "2 spaces as on line 4, or 4 spaces as on line 7"),
    ("title: y", " title: y", 2, "this line begins with 1 space, but line 1 with no space", "no space here too"),
    ("rulebook: x", "  rulebook: x", 1, "this line begins with 2 spaces, but line 2", "no space here too"),
    ("  letters:", "letters:", 4, "this line begins with no space, but line 8 with 2", "2 spaces here too"),
    ("kind: petition", "kind:", 5, "there is nothing after 'kind:'", "with more spaces before it, on the next line"),
    ("- members", "-members", 12, "no space after the dash", "'- members'"),
    ("- members", "members", 12, "a line without a dash among lines with one", "'- members'"),
    ("- members", "members: x", 12, "a key among dashes", "'- members: x'"),
    ("kind: ballot", "- kind: ballot", 10, "a key among dashes", "fewer spaces"),
    ("says: a", "- says: a", 6, "a dash among keys", "no dash"),
    ("says: a", "says: - a", 6, "a dash after a key", "no dash: a tenth of the members"),
    ("[mps]", "[- mps]", 7, "a dash in brackets", "no dash: mps"),
    ("title: y", 'title: "y', 2, "the quotation mark that opens on this line is not closed", '"y"'),
    ("title: y", "title: 'y", 2, "the quotation mark that opens on this line is not closed", "written twice"),
    ("title: y", "title: 'the party's'", 2, "an apostrophe ends the text", '"the party\'s"'),
    ("title: y", 'title: "the "oak" party"', 2, "quotation marks end within a text", "'the \"oak\" party'"),
    ("title: y", 'title: "y",', 2, "a comma after the value", "none"),
    ("title: y", 'title: "a\\sb"', 2, "'\\' in double quotation marks", "'a\\sb'"),
    ("title: y", "title: [y] z", 2, "a text begins with '['", '"[y] z"'),
    ("title: y", "title: y: z", 2, "a text contains ': '", '"y: z"'),
    ("title: y", "title: y:", 2, "a text ends with ':'", "no colon"),
    ("[mps]}", "[mps]}}", 7, "'}' without '{'", "one '}' less"),
    ("[mps]}", "[mps]", 7, "the group that opens on this line with '{' is not closed", "'}' after the last"),
    ("[mps]}", "[mps}", 7, "the list that opens on this line with '[' is not closed before '}'", "']'"),
    ("{share", "share", 7, "'}' without '{'", "'{' before 'share:'"),
    ("10%, of", "10% of", 7, "a comma is missing before 'of:'", "'10%, of: …'"),
    ("10%, of", "10%; of", 7, "';' between two entries", "'10%, of: …'"),
    ("10%, of", "10%,, of", 7, "a comma with nothing before it", "one comma"),
    ("10%, of", "%10, of", 7, "'%10'", "10%"),
    ("{share: 10%", "{a: {b: 1} share: 10%", 7, "a comma is missing after '}'", "'}, share: 10%'"),
    ("{share: 10%", '{a: "b" c, share: 10%', 7, "quotation marks end within a text", "'\"b\" c'"),
    ("{share: 10%", "{a: b #c}, share: 10%", 7, "the group that opens on this line", "' #'"),
    ("{share: 10%", "{a: b: c, share: 10%", 7, "a text contains ': '", '"b: c"'),
    ("title: y", "// y\ntitle: y", 2, "a note that begins with '//'", "'#'"),
    ("kind: petition", "kind:\u00a0petition", 5, "a space of another kind (number 160)", "an ordinary space"),
    ("  says", "\tsays", 6, "a tab", "spaces instead of tabs"),
    *(
        ("title: y", f"title: {text}", 2, f"a text begins with '{text[0]}'", f'quotation marks around it: "{text}"')
        for text in ("@oak", "`oak`", "%oak", "& oak", ">50%", "| oak", "? oak")
    ),
    *(
        ("[mps]", f"[{text}]", 7, f"a text begins with '{text[0]}'", f'quotation marks around it: "{text}"')
        for text in ("@oak", "`oak`", "%oak", "& oak", ">50%", "| oak", "!oak")
    ),
    (
        "title: y",
        "title: **oak** y",
        2,
        "'**oak**' repeats nothing",
        "quotation marks around a text that begins with '*'",
    ),
    ("title: y", "title: !oak", 2, "the tag !oak", "quotation marks around a text that begins with '!'"),
    ("title: y", "title: &oak y", 2, "nothing repeats what is marked '&oak'", "that begins with '&'"),
    ("title: y", "title: &oak", 2, "there is nothing after 'title:'", "that begins with '&'"),
    ("title: y", 'title: y"', 2, "a quotation mark without another", "'y\"'"),
    ("title: y", "title: “y”", 2, "curly quotation marks", '"y"'),
    ("title: y", "title: y,", 2, "a comma at the end of a text", "none: y"),
    ("title: y", "title: y #1", 2, "'#' makes a note of the rest of the line", "quotation marks"),
    ("title: y", "title: y}", 2, "'}' without '{'", '"y}"'),
    ("title: y", "title: y]", 2, "']' without '['", "'[y]'"),
    ("title: y", "title: y\u00a0", 2, "a space of another kind (number 160)", "an ordinary space"),
]


@pytest.mark.parametrize(("old", "new", "line", "found", "expected"), CHANGES, ids=lambda part: str(part)[:30])
def test_a_slip_is_told_where_it_was_made(old: str, new: str, line: int, found: str, expected: str) -> None:
    assert old in BOOK
    fault = told(BOOK.replace(old, new, 1))
    assert fault.place.line == line, fault
    assert found in fault.found, fault
    assert expected in fault.expected, fault


def test_tabs_on_several_lines_are_told_at_once() -> None:
    assert told("a:\n\tb: 1\n\tc: 2\n  \td: 3\n").found == "a tab, as on 2 more lines"


@pytest.mark.parametrize(
    "text",
    [
        'title: "Oak # here\nstages: {}\n',
        "title: 'Oak\nstages: {}\nnote: isn't it\n",
        'people:\n  rae: {name: "Rae}\n  lou: {name: Lou}\n',
        "by: [mps\nstages:\n  a: [b]\n",
        'a: "x\nb: "y"\nc: 1\n',
    ],
)
def test_what_is_not_closed_is_told_where_it_opens(text: str) -> None:
    opens = next(i for i, line in enumerate(text.splitlines(), 1) if re.search("[\"'\\[]", line))
    fault = told(text)
    assert (fault.place.line, fault.found[-13:]) == (opens, "is not closed")


LINE_CHANGES: dict[str, Callable[[str], str]] = {
    "no colon": lambda line: re.sub(r"^(\s*[\w-]+):(?=\s|$)", r"\1", line),
    "no space after a colon": lambda line: re.sub(r"^(\s*[\w-]+): ", r"\1:", line),
    "no closing bracket": lambda line: re.sub(r"[\]}]$", "", line),
    "no opening bracket": lambda line: re.sub(r"[\[{]", "", line, count=1),
    "no comma": lambda line: re.sub(r",(?= \w+: )", "", line, count=1) if "{" in line else line,
    "a semicolon": lambda line: re.sub(r",(?= \w+: )", ";", line, count=1) if "{" in line else line,
    "a quotation mark": lambda line: re.sub(r": (?=\w)", ': "', line, count=1),
    "an apostrophe": lambda line: re.sub(r": (?=\w)", ": '", line, count=1),
    "a colon in a text": lambda line: re.sub(r"(: \w+) (?=\w)", r"\1: ", line, count=1),
    "a tab": lambda line: line.replace("  ", "\t", 1) if line.startswith("  ") else line,
    "a sign first": lambda line: re.sub(r": (?=\w)", ": @", line, count=1),
    "one space more": lambda line: f" {line}",
    "one space less": lambda line: line[1:] if line.startswith(" ") else line,
}
SPACES = ("one space more", "one space less")
"""Of two lines that do not fit each other, it is not always plain which was meant."""
A_FEW = 6


@pytest.mark.parametrize("kind", LINE_CHANGES)
def test_a_slip_in_any_line_of_a_good_file_is_told_on_that_line(kind: str) -> None:
    luck, tried, elsewhere = Random(kind), 0, 0
    for path in GOOD:
        lines = path.read_text("utf-8").split("\n")
        for i in luck.sample(range(len(lines)), A_FEW):
            changed = LINE_CHANGES[kind](lines[i])
            if not lines[i].strip() or lines[i].lstrip().startswith("#") or changed == lines[i]:
                continue
            where = lines_told("\n".join([*lines[:i], changed, *lines[i + 1 :]]))
            tried += bool(where)
            elsewhere += bool(where) and i + 1 not in where
    assert tried >= 9
    assert elsewhere <= (tried / 10 if kind in SPACES else 0)


def lines_told(text: str) -> set[int]:
    try:
        read_text(text.encode(), "oak.yaml")
    except InputError as error:
        return {fault.place.line for fault in error.faults}
    return set()


MARKS = "ab01 :-#\"'[]{},&*!|>%@?\n\t=\u00a0"


@given(st.text(alphabet=MARKS, max_size=120))
def test_whatever_is_written_slips_have_lines_and_words(text: str) -> None:
    last = text.count("\n") + 1
    for one in slips(text):
        assert 1 <= one.line <= last
        assert one.found
        assert one.expected.startswith("expected ")
    assert slip(text, last) in (None, *slips(text))


@pytest.mark.parametrize(
    "part", [" ", "a ", "a: ", '"', "'", "[", "{", "- ", "\\", "a,", '"a" ', "\n ", "a:\n ", "[\n"]
)
def test_a_long_file_is_looked_through_in_passing(part: str) -> None:
    """A slip is looked for in lines, each once; what grew as the square of a file would not come to an end here."""
    slips("a: " + part * (100_000 // len(part)))
