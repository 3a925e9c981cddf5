"""The reader: YAML 1.2 without surprises, lines kept, size and depth bounded, and never another error than ours."""

from __future__ import annotations

import os
from json import dumps
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulesim.errors import InputError
from rulesim.loading import yaml_tree
from rulesim.loading.yaml_reader import MAX_BYTES, read_file, read_text
from rulesim.loading.yaml_tree import MAX_DEPTH
from rulesim.model.document import Node, Scalar, walk

PIECES = ("a: ", "- ", "? ", "&x ", "*x", "[", "]", "{", "}", "\n", "  ", "b", ",", "|\n", "'")
MARKS = "abc019 -:#\"'[]{}&*!|>%@,?~.\n\t\\"


def read(text: str) -> Node:
    return read_text(text.encode("utf-8", "surrogatepass"), "file.yaml")


def value(text: str) -> Scalar:
    node = read(f"key: {text}\n").get("key")
    assert node is not None
    return node.value


def slug(content: bytes) -> set[str]:
    with pytest.raises(InputError) as caught:
        read_text(content, "file.yaml")
    return {fault.slug for fault in caught.value.faults}


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "n", "Yes", "NO", "TrUe", "nUll"])
def test_words_of_yaml_1_1_are_text(word: str) -> None:
    assert value(word) == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)],
)
def test_true_and_false(text: str, expected: bool) -> None:
    assert value(text) is expected


@pytest.mark.parametrize(("text", "expected"), [("0", 0), ("12", 12), ("-3", -3), ("+4", 4), ("007", 7)])
def test_whole_numbers(text: str, expected: int) -> None:
    assert value(text) == expected
    assert isinstance(value(text), int)


@pytest.mark.parametrize("text", ["0.15", "1e3", ".5", "-0.0", "1_000", "0x1F", "0o17", ".inf", ".nan", "2016-06-28"])
def test_decimals_dates_and_other_notations_stay_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize("text", ["12", "true", "null", "~", ""])
def test_quotes_make_text(text: str) -> None:
    assert value(f"'{text}'") == text
    assert value(f'"{text}"') == text


def test_blocks_of_text() -> None:
    assert read("a: >-\n  one\n  two\nb: |\n  one\n  two\n").plain() == {"a": "one two", "b": "one two"}


def test_every_value_knows_its_line_and_every_key_too() -> None:
    root = read("# one\na: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n")
    lines = {path: node.line for path, node in walk(root)}
    assert lines[("a",)] == 2
    assert lines[("b", 0)] == 4
    assert lines[("b", 1, "c")] == 5
    assert lines[("b", 1, "d")] == 6
    assert root.key_lines == {"a": 2, "b": 3}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_count_with_every_line_ending(ending: str) -> None:
    root = read(ending.join(["a: 1", "b: 2", "c: 3"]))
    assert root.key_lines == {"a": 1, "b": 2, "c": 3}


def test_keys_are_words_however_written() -> None:
    assert read("2016: a\ntrue: b\n'x y': c\n").plain() == {"2016": "a", "true": "b", "x y": "c"}


def test_an_alias_is_the_value_it_names() -> None:
    assert read("a: &x [1, 2]\nb: *x\n").plain() == {"a": [1, 2], "b": [1, 2]}


def test_a_byte_order_mark_is_no_text() -> None:
    assert read_text(b"\xef\xbb\xbfa: 1\n", "file.yaml").plain() == {"a": 1}


def test_a_colon_within_a_text_is_told_with_what_to_do() -> None:
    with pytest.raises(InputError) as caught:
        read("a: b\nparty: Oak: the party\n")
    (fault,) = caught.value.faults
    assert (fault.slug, fault.place.line, fault.found) == ("not-yaml", 2, "a text contains ': '")
    assert "quotation marks" in fault.expected


def test_every_fault_of_a_file_is_told() -> None:
    with pytest.raises(InputError) as caught:
        read("a: 1\na: 2\nb:\nc: 3\nc: 4\n")
    assert [(fault.slug, fault.place.line) for fault in caught.value.faults] == [
        ("repeated-key", 2),
        ("empty-value", 3),
        ("repeated-key", 5),
    ]


def test_levels_are_bounded() -> None:
    depth = MAX_DEPTH - 1
    read(f"a: {'[' * depth}x{']' * depth}")
    assert slug(f"a: {'[' * (depth + 1)}x{']' * (depth + 1)}".encode()) == {"nested-too-deep"}


def test_aliases_cannot_nest_without_bound() -> None:
    links = [f"a{i + 1}: &a{i + 1} {'[' * 20}*a{i}{']' * 20}" for i in range(200)]
    assert slug("\n".join(["a0: &a0 x", *links]).encode()) == {"nested-too-deep"}


def test_aliases_cannot_multiply_without_bound() -> None:
    links = [f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 9)}]" for i in range(9)]
    assert slug("\n".join(["a0: &a0 x", *links]).encode()) == {"too-many-values"}


def test_many_values_are_too_many_however_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MAX_VALUES", 100)
    read(f"a: [{', '.join('1' * 97)}]")
    assert slug(f"a: [{', '.join('1' * 98)}]".encode()) == {"too-many-values"}


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert [fault.slug for fault in caught.value.faults] == ["file-too-large"]
    assert "100 MB" in str(caught.value)


def test_a_file_of_just_the_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "full.yaml"
    path.write_bytes(b"a: 1\n#" + b"x" * (MAX_BYTES - 6))
    assert read_file(path)[0].plain() == {"a": 1}


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_file(tmp_path)
    assert [fault.slug for fault in caught.value.faults] == ["file-unreadable"]


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gone.yaml"
    with pytest.raises(InputError, match="file-unreadable"):
        read_file(path)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root reads locked files too")
def test_a_locked_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "locked.yaml"
    path.write_text("a: 1\n")
    path.chmod(0)
    with pytest.raises(InputError, match="file-unreadable"):
        read_file(path)


def only_input_errors(content: bytes) -> None:
    try:
        root = read_text(content, "file.yaml")
    except InputError as error:
        lines = [fault.place.line for fault in error.faults]
    else:
        lines = [node.line for _, node in walk(root)]
        assert max(len(path) for path, _ in walk(root)) <= MAX_DEPTH
        str(root.plain()).encode()
    assert min(lines) >= 1


@given(st.binary(max_size=200))
@example(b'a: "\\UFFFFFFFF"')
@example(b"%YAML 1.99999999999\n---\na: 1")
@example(b"%TAG ! !\n%TAG ! !\n---\na: 1")
@example(b"a: !<%ff> 1")
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    only_input_errors(content)


@given(st.text(max_size=200))
def test_no_text_raises_anything_else(text: str) -> None:
    only_input_errors(text.encode("utf-8", "surrogatepass"))


@given(st.text(alphabet=MARKS, max_size=80))
def test_no_marks_of_yaml_raise_anything_else(text: str) -> None:
    only_input_errors(text.encode())


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_pieces_of_yaml_raise_anything_else(pieces: list[str]) -> None:
    only_input_errors("".join(pieces).encode())


def documents() -> st.SearchStrategy[object]:
    words = st.sampled_from(["a", "b c", "yes", "é", "12x", "-"])
    scalars = words | st.integers(-99, 99) | st.booleans()

    def nest(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        return st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)

    return st.dictionaries(words, st.recursive(scalars, nest, max_leaves=8), min_size=1, max_size=3)


@given(documents())
def test_json_is_read_as_it_is(document: object) -> None:
    assert read(dumps(document, indent=1)).plain() == document


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('a: 1\ntitle: "Oak\nb: 2\nc: 3\n', 2, "the quotation mark that opens on this line is not closed"),
        ("a: 1\nb: {x: 1,\n  y: 2\nc: 3\n", 2, "the group that opens on this line with '{' is not closed"),
        ("a: 1\nb: {x: 1, y: 2, z: 3\n", 2, "the group that opens on this line"),
        ("a: 1\nb: [x, y\nc: 3\n", 2, "the list that opens on this line with '[' is not closed"),
        ("a: 1\n\nnote: 'it isn't so'\nb: 2\n", 3, "an apostrophe ends the text"),
    ],
)
def test_what_is_not_closed_is_told_where_it_began(text: str, line: int, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(text.encode(), "oak.yaml")
    (fault,) = caught.value.faults
    assert (fault.slug, fault.place.line) == ("not-yaml", line)
    assert told in fault.found


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\x14\x00 scenario: x", "a Word, Excel or zip file"),
        (b"%PDF-1.7\nscenario: x", "a PDF file"),
        (b"{\\rtf1 scenario: x}", "a rich text file"),
        (b"<!DOCTYPE html>\n<p>scenario: x", "a web page"),
    ],
)
def test_the_file_of_another_program_is_refused_by_its_name(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "statutes.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_file(path)
    (fault,) = caught.value.faults
    assert (fault.slug, fault.place.line, fault.found) == ("not-plain-text", 1, f"this is {kind}")
