"""What the machine refuses: places that cannot be written, full disks, closed outputs, names that are too long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from engines.contests import ballot, contest
from studies import quick

from cli.conftest import Say
from rulesim.engines import ensemble
from rulesim.engines.event.play import play_runs as by_event
from rulesim.engines.vector.play import play_runs
from rulesim.errors import InputError
from rulesim.files import whole_file
from rulesim.loading.scenario import settle
from rulesim.luck.people import People

LONG = "x" * 300


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario, and a file where somebody may want a folder. Nothing may be played."""
    quick.scenario(tmp_path)
    (tmp_path / "afile").write_text("mine", "utf-8")
    monkeypatch.chdir(tmp_path)

    def refuse(*_: object) -> None:
        raise AssertionError("something is played before it is known that the answer can be written")

    monkeypatch.setattr(ensemble, "_play_piece", refuse)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("run oak.yaml --report afile", "file-unwritable"),
        ("run oak.yaml --report afile/deep/er", "file-unwritable"),
        ("run oak.yaml --report /proc/nowhere", "file-unwritable"),
        (f"run oak.yaml --report {LONG}", "file-unwritable"),
        ("run oak.yaml --save runs.parquet --report afile", "file-unwritable"),
        ("run oak.yaml --save afile/runs.parquet", "file-unwritable"),
        (f"run oak.yaml --save {LONG}.parquet", "file-unusable"),
        (f"run oak.yaml --save {LONG[:252]}", "file-unwritable"),
        ("readings oak.yaml --report afile/deep", "file-unwritable"),
        ("new elm --folder afile", "file-unwritable"),
        ("new elm --folder afile/deep", "file-unwritable"),
        (f"new {LONG}", "file-unwritable"),
        (f"count {LONG}.soi --rules uk-labour-2016", "file-unusable"),
        (f"report {LONG}.parquet", "file-unreadable"),
        (f"check {LONG}.yaml", "no-such-scenario"),
    ],
)
def test_what_the_machine_refuses_is_told_in_a_line(say: Say, folder: Path, words: str, slug: str) -> None:
    before = sorted(folder.iterdir())
    found = say(words)
    assert (found.code, found.out) == (2, "")
    assert found.err.rstrip().endswith(f"[{slug}]"), found.err
    assert found.err.count("\n") == 1
    assert sorted(folder.iterdir()) == before, "nothing is left behind"


def test_a_folder_that_may_not_be_looked_into(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied", "papers")

    (folder / "papers").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)
    found = say("count papers --rules uk-labour-2016")
    said = "papers: it cannot be read or written (Permission denied); expected one that can be [file-unusable]\n"
    assert (found.code, found.err) == (2, said)


def alone(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    """A command as a process of its own."""
    command = [sys.executable, "-m", "rulesim", *words]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, timeout=240, check=False, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no disk that is always full")
@pytest.mark.parametrize("words", [("show", "labour-2016"), ("schema", "seed"), ("list", "--json"), ("--version",)])
def test_an_answer_for_which_there_is_no_room(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        found = alone(*words, stdout=full)
    assert found.returncode == 2
    assert found.stderr.startswith("standard output: it cannot be read or written (No space left on device)")
    assert found.stderr.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="outputs are closed otherwise there")
def test_a_closed_output_is_told_before_anything_is_played() -> None:
    found = alone("run", "labour-2016", "--runs", "100000000", preexec_fn=lambda: os.close(1))
    assert (found.returncode, found.stderr.count("\n")) == (2, 1)
    assert found.stderr.startswith("standard output: it is closed")


def test_files_that_are_written_at_one_time_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    with whole_file(tmp_path / "one") as one, whole_file(tmp_path / "other") as other:
        one.write_text("1", "utf-8")
        other.write_text("2", "utf-8")
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"one": "1", "other": "2"}


@pytest.mark.parametrize("words", ["--runs 99999999999999999999999", "--workers 100000", "--runs 0"])
def test_numbers_beyond_all_measure_are_refused(say: Say, folder: Path, words: str) -> None:
    found = say(f"run oak.yaml {words}")
    assert (found.code, found.out) == (2, "")
    assert words.split()[0] in found.err


@pytest.mark.parametrize(
    ("words", "number", "said"),
    [
        ("run oak.yaml --runs", "1,000", "expected a whole number in digits only: 1000"),
        ("run oak.yaml --runs", "1.000", "expected a whole number in digits only: 1000"),
        ("run oak.yaml --runs", "10 000", "expected a whole number in digits only: 10000"),
        ("readings oak.yaml --runs", "2_000_000", "expected a whole number in digits only: 2000000"),
        ("run oak.yaml --runs", "1e3", "expected a whole number"),
        ("run oak.yaml --runs", "9.0", "expected a whole number"),
        ("run oak.yaml --runs", "many", "expected a whole number"),
        ("run oak.yaml --runs", "-5", "expected 1 or more"),
        ("run oak.yaml --seed", "1,000", "expected a whole number in digits only: 1000"),
        ("run oak.yaml --seed", "-1", "expected 0 or more"),
        ("run oak.yaml --workers", "2.000", "expected a whole number in digits only: 2000"),
        ("run oak.yaml --workers", "2000", "expected at most 1,024"),
        ("run oak.yaml --check", "1,0", "expected a whole number"),
        ("trace oak.yaml --run", "1,000", "expected a whole number in digits only: 1000"),
        ("count oak.soi --rules uk-labour-2016 --entitled", "1,000", "expected a whole number in digits only: 1000"),
        ("count oak.soi --rules uk-labour-2016 --spoilt", "1.000", "expected a whole number in digits only: 1000"),
        ("run oak.yaml --runs", "٣٠", "expected a whole number"),
    ],
)
def test_a_number_that_may_be_read_as_another_is_refused(
    say: Say, folder: Path, words: str, number: str, said: str
) -> None:
    """`--runs 1.000` played one run."""
    found = say(words, number)
    option = words.split()[-1]
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"{option} {number}: '{number}'; {said} [n")


@pytest.mark.parametrize("rounds", [72, 190])
def test_a_contest_that_outlasts_the_calendar(rounds: int) -> None:
    """A hundred rounds of a hundred years; before, the date of the end was a traceback."""
    votes = {"votes": {"lords": {"shares": {"ann": "50%", "bob": "50%"}}}}
    stage = ballot(
        sections={"all": {"by": ["peers"]}},
        lasts="36600 days",
        votes="fresh",
        rounds=rounds,
        wins={"majority": {"share": "100%"}},
        excludes="nobody",
        last_standing="elected",
    )
    settled = settle(
        contest({"vote": stage}, {"vote": votes}, begins={"candidates": ["ann", "bob"]}, starts="2700-01-01")
    )
    people = People(settled.scenario, settled.conduct, 1, 0)
    for play in (by_event, play_runs):
        with pytest.raises(InputError, match=r"beyond 9800.*\[contest-too-long\]"):
            play(settled, people, 0, 2)
