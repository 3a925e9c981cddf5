"""Files changed at random: they are refused in words, or played alike by both engines, and never for ever.

A few hundred by default; a hundred thousand under the profile `deep` (`pytest --hypothesis-profile=deep tests/fuzz`).
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import settings
from loading.corpus import GOOD_RULEBOOKS, GOOD_SCENARIOS, ROOT
from loading.documented import documented
from loading.machine_words import machine_words

from fuzz.mutate import mutate
from rulesim.ballot_files.blt import read_blt, write_blt
from rulesim.ballot_files.preflib import read_preflib
from rulesim.engines.agreement import compare
from rulesim.errors import InputError
from rulesim.loading import rulebook as books
from rulesim.loading.scenario import load_document, settle
from rulesim.loading.yaml_reader import read_text
from rulesim.model.document import Node, word
from rulesim.studies.replay import replay

PORTIONS, FEW, MOST_SECONDS, RUNS = 20, 20, 60, 4
MANY = settings.default.max_examples // 2 if settings.default.max_examples > 1_000 else FEW
SCENARIOS = (*GOOD_SCENARIOS, *sorted((ROOT / "scenarios").rglob("*.yaml")))
IN_FILES = {word_ for path in GOOD_RULEBOOKS for word_ in re.findall(r"\w+", path.read_text("utf-8"))}
"""What stands in a file may be told of it, also where it looks like a word of Python."""
BOOKS = {path.stem: path for path in (*GOOD_RULEBOOKS, *sorted((ROOT / "rulesim" / "rulebooks").glob("*.yaml")))}


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_a_changed_file_is_refused_in_words_or_played_alike(portion: int) -> None:
    luck = Random(f"files {portion}")
    for number in range(MANY):
        path = luck.choice(SCENARIOS if luck.random() < 0.4 else GOOD_SCENARIOS)
        with told_of(f"portion {portion}, file {number}: {path.name}"):
            try_out(path, luck)


@contextmanager
def told_of(what: str) -> Iterator[None]:
    """Whatever goes wrong names the file; what takes too long goes wrong."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"it takes more than {MOST_SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(MOST_SECONDS)
    try:
        yield
    except InputError as error:
        for fault in error.faults:
            assert fault.slug in documented(), f"{what}: {fault}"
            assert set(machine_words(fault)) <= IN_FILES, f"{what}: {fault}"
            assert "\n" not in str(fault), f"{what}: {fault}"
    except BaseException as error:
        error.add_note(what)
        raise
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def try_out(path: Path, luck: Random) -> None:
    """Loads and plays a scenario and its rule book, one of which is changed. Raises InputError."""
    text, changes_book = path.read_text("utf-8"), luck.random() < 0.5
    if not changes_book:
        text = mutate(text, luck.choice(GOOD_SCENARIOS).read_text("utf-8"), luck)
    scenario = parsed(text, path)
    play(scenario, path, book_of(scenario, luck) if changes_book else None)


def parsed(text: str, path: Path) -> Node:
    return read_text(text.encode("utf-8", "surrogatepass"), str(path))


def book_of(scenario: Node, luck: Random) -> books.RuleBook:
    """The rule book that a scenario names, changed."""
    path = BOOKS[Path(word(scenario.fields["rulebook"])).stem] if scenario.fields else GOOD_RULEBOOKS[0]
    text = mutate(path.read_text("utf-8"), luck.choice(GOOD_RULEBOOKS).read_text("utf-8"), luck)
    return books.check_rulebook(parsed(text, path), path, "")


def play(scenario: Node, path: Path, book: books.RuleBook | None) -> None:
    with patch.object(books, "load_rulebook", lambda *_: book) if book else nullcontext():
        contest = load_document(scenario, path, "", {})
    settled = settle(contest)
    if contest.scenario.expects:
        replay(contest)
    found = compare(settled, 1, RUNS, RUNS)
    assert found is None, found


BLT = """\
4 1
-3
28 1 2 0
10 2=4 1 0
(p7) 4 0
3 0
0
"Anna Ash" # first
'Bo "the oak" Birch'
Cedar
"Dora"
"Title"
"""
SOI = """\
# FILE NAME: maple.soi
# TITLE: Maple
# DATA TYPE: soi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 14
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: Anna Ash
# ALTERNATIVE NAME 2: Bo, of Birch
# ALTERNATIVE NAME 3: Cedar
7: 1, 2, 3
5: 2
2: 3, 1
"""


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_a_changed_file_of_ballots_is_refused_in_words_or_read_as_it_is_written_again(portion: int) -> None:
    luck = Random(f"ballots {portion}")
    for number in range(5 * MANY):
        text = mutate(*luck.choice(((BLT, SOI), (SOI, BLT))), luck)
        with told_of(f"portion {portion}, file {number}: {text!r}"):
            read = read_preflib(text, "maple.soi", "soi") if text.startswith("#") else read_blt(text, "maple.blt")
            again = read_blt(write_blt(read, "again.blt"), "again.blt")
            assert (again.names, again.papers) == (read.names, read.papers)
