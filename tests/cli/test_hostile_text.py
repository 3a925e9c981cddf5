"""On a terminal, texts from files and from the command line are words: no markup, no lines of their own, no escapes."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from hostile import ACTING, PAYLOADS, in_words, poisoned, poisoned_copy
from rich.table import Table
from rich.text import Text

from cli.conftest import Say
from rulesim.cli.screen import Screen
from rulesim.errors import Fault, Place
from rulesim.visible import ACTING as ACTS
from rulesim.visible import brief, visible

ROOT = Path(__file__).resolve().parents[2]
IN_A_FILE = sorted(set(PAYLOADS) - {"escape"})
"""A file of rules cannot hold an escape; a file of papers can."""
FILE_NAMES = ("script", "rich", "escape", "direction", "lines", "ruler")


def without_blanks(text: str) -> str:
    """Text as it is read, however it was broken into lines and cells."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("payload", IN_A_FILE)
def test_texts_of_a_file_are_shown_as_they_are_written(payload: str, say: Say, tmp_path: Path) -> None:
    file = poisoned(tmp_path, "article-arithmetic", PAYLOADS[payload])
    expected = without_blanks(in_words(PAYLOADS[payload]))
    for words in ("show", "trace", "run --runs 2"):
        told = say(words, str(file))
        assert told.code == 0, told.err
        assert not re.search(ACTING, told.out.replace("\n", "")), words
        assert expected in without_blanks(told.out)


OTHERS = {
    "a record with what is in dispute": ("scenarios/history/ca-con-2017.yaml", ("replay", "show", "trace")),
    "a rule book of which check has notes": ("scenarios/history/uk-con-1975.yaml", ("check", "replay", "show")),
    "rules that are silent on ties": ("tests/corpus/good/scenario-maple.yaml", ("check", "run --runs 9", "show")),
    "a record with gaps": ("tests/corpus/good/scenario-record.yaml", ("check", "replay", "trace")),
}
"""Contests in which something else is told, and the commands that tell it."""


@pytest.mark.parametrize("payload", IN_A_FILE)
@pytest.mark.parametrize("other", OTHERS)
def test_nothing_acts_wherever_else_texts_are_told(other: str, payload: str, say: Say, tmp_path: Path) -> None:
    name, commands = OTHERS[other]
    file = poisoned_copy(tmp_path, ROOT / name, PAYLOADS[payload])
    for words in commands:
        for named in {str(file), str(file if words.startswith(("run", "replay", "trace")) else tmp_path / "book.yaml")}:
            told = say(words, named)
            assert told.code < 2, told.err
            assert not re.search(ACTING, (told.out + told.err).replace("\n", "")), (words, named)
            assert "rulesim has a fault" not in told.err
    assert without_blanks(in_words(PAYLOADS[payload])) in without_blanks(say("show", str(file)).out)


def test_what_is_refused_is_not_printed_as_it_is(say: Say, tmp_path: Path) -> None:
    told = say("check", str(poisoned(tmp_path, "article-arithmetic", PAYLOADS["escape"])))
    assert told.code == 2
    assert not re.search(ACTING, told.err.replace("\n", ""))
    (tmp_path / "tag.yaml").write_bytes(b"scenario: !<\xc2\x9b31m> x\n")
    assert not re.search(ACTING, say("check", str(tmp_path / "tag.yaml")).err.replace("\n", ""))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_on_ballot_papers(payload: str, say: Say, tmp_path: Path) -> None:
    name = PAYLOADS[payload].replace("\n", " ").replace("\x07", "").replace("\x08", "").strip()
    names = f"# ALTERNATIVE NAME 1: {name}\n# ALTERNATIVE NAME 2: Bea\n"
    papers = f"# TITLE: {name}\n# NUMBER ALTERNATIVES: 2\n{names}3: 1,2\n"
    (tmp_path / "oak.soi").write_text(papers, "utf-8")
    told = say(f"count {tmp_path / 'oak.soi'} --rules uk-labour-2016")
    assert told.code == 0, told.err
    assert f"Elected:{without_blanks(in_words(name))}" in without_blanks(told.out)
    assert not re.search(ACTING, told.out.replace("\n", "").replace("\t", ""))
    as_json = say(f"count {tmp_path / 'oak.soi'} --rules uk-labour-2016 --json")
    assert as_json.json()["result"]["who"] == [name]
    assert not re.search(ACTING, as_json.out.replace("\n", ""))


@pytest.mark.parametrize("payload", ["rich", "escape", "direction", "lines", "long"])
def test_a_fault_is_one_line_whatever_was_found(payload: str, say: Say, tmp_path: Path) -> None:
    evil = PAYLOADS[payload]
    file = poisoned(tmp_path, "article-arithmetic", "Anna")
    file.write_text(file.read_text("utf-8").replace('"corbyn"', json.dumps(evil)), "utf-8")
    for words in (
        ["check", str(file)],
        ["run", "labour-2016", "--set", f"leader={evil}"],
        ["run", "labour-2016", "--set", f"{evil}=1"],
        ["run", "labour-2016", "--reading", f"{evil}=1"],
        ["run", "labour-2016", "--precision", evil],
        ["run", evil],
        ["run", f"{evil}.yaml"],
        ["count", "oak.soi", "--rules", evil],
        ["count", f"{evil}.soi", "--rules", "uk-labour-2016"],
        ["report", f"{evil}.parquet"],
        ["new", evil, "--folder", str(tmp_path)],
    ):
        if words[1].startswith("-"):
            continue
        told = say(words[0], *words[1:])
        assert told.code == 2, words
        assert not re.search(ACTING, told.err.replace("\n", "")), words
        assert "our bug" not in told.err
        for line in told.err.splitlines():
            assert re.search(r"\[[a-z0-9-]+\]$", line), words
            assert not line.startswith("mine.yaml:9"), words
            assert len(line) < 2_000 + len(str(tmp_path)), words


SLIPS = ("{payload}", "a: {payload}\n  b: 1\n", "a: {{b: {payload}", "- {payload}\n{payload}\n", 'a: "b" {payload}\n')


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_in_one_line_whatever_was_written(slip: str, payload: str, say: Say, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(f"scenario: x\n{slip.format(payload=PAYLOADS[payload])}", "utf-8")
    told = say("check", str(tmp_path / "mine.yaml"))
    assert told.code == 2
    assert not re.search(ACTING, told.err.replace("\n", ""))
    for line in told.err.splitlines():
        assert line.startswith(str(tmp_path))
        assert re.search(r"\[[a-z0-9-]+\]$", line)
        assert len(line) < 700 + len(str(tmp_path))


@pytest.mark.parametrize("payload", FILE_NAMES)
def test_a_file_may_be_called_anything(payload: str, say: Say, tmp_path: Path) -> None:
    name = PAYLOADS[payload].replace("/", "-")
    file = poisoned(tmp_path, "article-arithmetic", "Anna").rename(tmp_path / f"{name}.yaml")
    told = say("check", str(file))
    assert without_blanks(told.out).endswith(without_blanks(f"{in_words(name)}.yaml: no faults found"))
    assert told.out.count("\n") == 1
    folder = tmp_path / name
    told = say("run", str(file), "--runs", "5", "--report", str(folder))
    assert told.code == 0, told.err
    assert [without_blanks(line) for line in told.err.splitlines()] == [
        without_blanks(f"wrote {tmp_path}/{in_words(name)}/article-arithmetic.{suffix}") for suffix in ("html", "md")
    ]
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("name", ["../../x", "..", "a/b\\c<b>", "é" * 300, "\u202ex\ny"])
def test_a_report_stays_in_its_folder_whatever_the_scenario_is_called(name: str, say: Say, tmp_path: Path) -> None:
    file = poisoned(tmp_path, "article-arithmetic", "Anna")
    text = file.read_text("utf-8").replace('"scenario": "article-arithmetic"', f'"scenario": {json.dumps(name)}')
    file.write_text(text, "utf-8")
    told = say("run", str(file), "--runs", "5", "--report", str(tmp_path / "out" / "deep"))
    assert told.code == 0, told.err
    made = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert sorted(path.suffix for path in made) == [".html", ".md"]
    assert all(path.parent == tmp_path / "out" / "deep" and re.fullmatch(r"[\w.-]+", path.name) for path in made)


def test_whatever_is_printed_passes_one_place() -> None:
    table = Table("[b]head[/b]", title="[b]title :smile:\x1b[2J")
    table.add_row("[b]cell\x9b")
    table.add_row(Text("text\x1b\u202e"))
    screen = Screen(width=60, record=True, file=StringIO())
    screen.print(table, "[b]words[/b]")
    found = screen.export_text()
    assert "[b]title:smile:\ufffd[2J" in without_blanks(found)
    for expected in ("[b]head[/b]", "[b]cell\ufffd", "text\ufffd\ufffd", "[b]words[/b]"):
        assert expected in found


def test_only_one_module_makes_consoles_and_prints() -> None:
    package = ROOT / "rulesim"
    texts = {path.relative_to(package).as_posix(): path.read_text("utf-8") for path in package.rglob("*.py")}
    assert not [name for name, text in texts.items() if re.search(r"[ (]Console\(|from_markup|markup=True", text)]
    assert [name for name, text in texts.items() if "Screen(" in text] == ["cli/screen.py"]
    printing = {name for name, text in texts.items() if re.search(r"(?<![.\w])print\(", text)}
    assert printing == {"cli/main.py", "cli/screen.py", "cli/streams.py"}


def test_long_values_are_cut_and_short_ones_are_not() -> None:
    short = "the path '/srv/anna/a party/of some length/and a few folders/more/rules.yaml' in 'oak' is wrong"
    assert brief(short) == short
    found = f"the value '{'v' * 5_000}' in '{'w ' * 900}x'"
    told = str(Fault("odd", Place("f", 3, "p" * 5_000), found, "expected " + "x" * 5_000))
    assert len(told) < 700
    assert told.startswith("f:3 pp")
    assert told.endswith("xxx [odd]")


def test_nothing_that_acts_is_visible_and_letters_stay() -> None:
    acting = [letter for letter in map(chr, range(0x110000)) if re.match(ACTING, letter)]
    assert visible("".join(acting)) == "\ufffd" * len(acting)
    names = "Zoë Žižek نور José\u0301 नमस्ते 👩\u200d🔬 안녕 «x» ½ a\u00adb"
    assert visible(names) == names
    assert not ACTS.search("\n\t")
