"""Wrong inputs: every fault at once, each with its file and line, exit code 2, and no traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.conftest import Said, Say
from rulesim.loading.library import RULEBOOKS, SCENARIOS

SCENARIO = (SCENARIOS / "labour-2016.yaml").read_text("utf-8")
BOOK = (RULEBOOKS / "uk-labour-2016.yaml").read_text("utf-8")


def changed(text: str, old: str, new: str) -> tuple[str, int]:
    """A text with one part replaced, and the line where the new part begins."""
    assert text.count(old) == 1, old
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1


def refused(found: Said) -> list[str]:
    """The lines of an error; it is exit code 2, nothing on standard output and no traceback."""
    assert found.code == 2
    assert found.out == ""
    assert "Traceback" not in found.err
    return found.err.splitlines()


FAULTS = {
    "misspelt key": ("about: >-\n", "abuot: >-\n", "unknown-key", "did you mean 'about'?"),
    "share of 120%": ("loyalty: {low: 75%, high: 99%", "loyalty: {low: 75%, high: 120%", "share-out-of-range", "100%"),
    "bloc larger than its body": ("meps, size: 20", "meps, size: 21", "blocs-larger-than-body", "20"),
    "duplicate key": (
        "leader: corbyn\n",
        "leader: corbyn\nleader: eagle\n",
        "repeated-key",
        "the key 'leader' is repeated",
    ),
    "unknown reading": ("threshold: all-elected", "threshold: all-elcted", "unknown-reading", "'all-elected'"),
    "unknown stage": ("  resignation:\n", "  resignatoin:\n", "unknown-stage", "'resignation'"),
    "unknown fact": ("confidence.for}, title", "confidence.foe}, title", "unknown-fact", "confidence.for"),
    "unused unknown": ("unknowns:\n", "unknowns:\n  whim: {from: 0%, to: 1%}\n", "unknown-unused", "whim"),
}
"""What is replaced by what, the slug of the fault, and a part of what is said of it."""


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_fault_is_told_with_its_file_and_line(say: Say, tmp_path: Path, fault: str, command: str) -> None:
    old, new, slug, expected = FAULTS[fault]
    text, line = changed(SCENARIO, old, new)
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    lines = refused(say(command, str(path)))
    (told,) = [one for one in lines if slug in one]
    places = [int(found) for found in re.findall(rf"{re.escape(str(path))}:(\d+)", told)]
    assert line <= places[0] <= line + 1, told
    assert expected in told
    assert told.endswith(f"[{slug}]")


def test_a_stage_with_nothing_after_it(say: Say, tmp_path: Path) -> None:
    text, line = changed(
        BOOK, "    then: {met: nec-ruling, lapsed: end.unchallenged}\n", "    then: {met: nec-ruling}\n"
    )
    (tmp_path / "rules.yaml").write_text(text, "utf-8")
    mine, _ = changed(SCENARIO, "rulebook: uk-labour-2016", "rulebook: rules.yaml")
    (tmp_path / "mine.yaml").write_text(mine, "utf-8")
    for words in (f"check {tmp_path / 'rules.yaml'}", f"run {tmp_path / 'mine.yaml'}"):
        lines = refused(say(words))
        assert any(f"rules.yaml:{line} " in one and "lapsed" in one for one in lines), lines


THREE_OF_NAMES = [
    ("leader: corbyn", "leader: corbin"),
    ("threshold: all-elected", "threshold: all-elcted"),
    ("meps, size: 20", "meps, size: 99"),
]
THREE_OF_FORM = [
    ("about: >-", "abuot: >-"),
    ("low: 75%, high: 99%", "low: 99%, high: 75%"),
    ("challenge: {lasts: 80 days}", "challenge: {lasts: soon}"),
]


@pytest.mark.parametrize("three", [THREE_OF_NAMES, THREE_OF_FORM])
def test_three_faults_are_told_together(say: Say, tmp_path: Path, three: list[tuple[str, str]]) -> None:
    text, at = SCENARIO, set()
    for old, new in three:
        text, line = changed(text, old, new)
        at.add(line)
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    lines = refused(say("check", str(path)))
    told = {int(number) for line in lines for number in re.findall(rf"^{re.escape(str(path))}:(\d+)", line)}
    assert at <= told, lines
    found = say(f"check {path} --json")
    assert found.code == 2
    assert {fault["line"] for fault in found.json()["faults"]} == told
    assert all(fault["slug"] and fault["expected"] for fault in found.json()["faults"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("run labour-2016s", "'labour-2016'"),
        ("check labour-2016s", "'labour-2016'"),
        ("show labour-2016s", "'labour-2016'"),
        ("trace labour-2016s", "'labour-2016'"),
        ("readings labour-2016s", "'labour-2016'"),
        ("replay what-hapened", "'what-happened'"),
        ("run labour-2016 --reading incumbent-on-balot=by-right", "'incumbent-on-ballot'"),
        ("run labour-2016 --reading incumbent-on-ballot=by-rigt", "'by-right'"),
        ("run labour-2016 --reading incumbent-on-ballot", "QUESTION=READING"),
        ("run labour-2016-nec --reading standing-of-the-confidence-vote=must-go", "[reading-unused]"),
        ("run labour-2016 --set blocs.loyalist.size=3", "loyalist"),
        ("run labour-2016 --set blocs.loyalists.sise=3", "sise"),
        ("run labour-2016 --set blocs.loyalists.size=300", "[blocs-larger-than-body]"),
        ("run labour-2016 --set unknowns.loyalty.high=120%", "[share-out-of-range]"),
        ("run labour-2016 --set rules.stages.nowhere.window=1", "nowhere"),
        ("run labour-2016 --set nonsense", "PATH=VALUE"),
    ],
)
def test_a_word_of_the_command_that_is_wrong(say: Say, words: str, expected: str) -> None:
    lines = refused(say(words))
    assert any(expected in line for line in lines), lines


def test_a_file_of_100_megabytes_is_not_read(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    (line,) = refused(say("run", str(path)))
    assert "100 MB" in line
    assert line.endswith("[file-too-large]")


def test_an_alias_bomb_does_not_go_off(say: Say, tmp_path: Path) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    (line,) = refused(say("check", str(path)))
    assert re.search(r"bomb\.yaml:\d+", line)
    assert line.endswith("[too-many-values]")


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"", "not-a-mapping"),
        (b"just words\n", "not-a-mapping"),
        (b"a: [1, 2\n", "not-yaml"),
        (b"\xff\xfe\x00", "not-utf-8"),
        (b"a: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
        (b"a: 1\n---\nb: 2\n", "several-documents"),
        (b"a: " + b"[" * 60 + b"]" * 60 + b"\n", "nested-too-deep"),
    ],
)
def test_a_file_that_is_no_scenario(say: Say, tmp_path: Path, content: bytes, slug: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    lines = refused(say("run", str(path)))
    assert all("odd.yaml" in line for line in lines)
    assert any(line.endswith(f"[{slug}]") for line in lines), lines
