"""Large ensembles on the command line: saved, killed, stopped, resumed, reported, and played until precise enough."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from rich.console import Console
from studies import quick

from cli.conftest import Say
from rulesim.cli import screen
from rulesim.engines import ensemble
from rulesim.engines.outcomes import Outcomes
from rulesim.engines.pieces import Engine
from rulesim.model.contest import Settled

LEFT = ["oak-rules.yaml", "oak.yaml", "runs.parquet"]
WORDS = ("run", "oak.yaml", "--runs", "12000", "--save", "runs.parquet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    quick.scenario(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file as it is when nobody stops anything."""
    place = tmp_path_factory.mktemp("whole")
    quick.scenario(place)
    code, _, err = quick.finish(quick.begin(place, *WORDS, "--workers", "1"))
    assert code == 0, err
    return (place / "runs.parquet").read_bytes()


def pieces(folder: Path) -> list[Path]:
    return sorted((folder / "runs.parquet.part").glob("0*.parquet"))


def wait_for(folder: Path, count: int) -> None:
    """Waits until so many pieces are there."""
    until = time.monotonic() + 120
    while len(pieces(folder)) < count:
        assert time.monotonic() < until, "nothing is being played"
        time.sleep(0.005)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_at_any_moment_it_loses_only_pieces_in_flight(folder: Path, whole: bytes, workers: str) -> None:
    """Killed without a chance to tidy up, again and again, each time a little further on."""
    for count in (0, 1, 23) if workers == "1" else (0, 9):
        process = quick.begin(folder, *WORDS, "--workers", workers, *(["--resume"] if count else []))
        wait_for(folder, count)
        time.sleep(0.03 * count % 0.1)
        before = {path: path.read_bytes() for path in pieces(folder)}
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        assert len(pieces(folder)) >= count
        assert all(path.read_bytes() == data for path, data in before.items())
    there = {path.name: path.stat().st_mtime_ns for path in pieces(folder)}
    process = quick.begin(folder, *WORDS, "--workers", workers, "--resume")
    wait_for(folder, len(there) + 2)
    now = {path.name: path.stat().st_mtime_ns for path in pieces(folder)}
    assert there.items() <= now.items(), "what was there is not played again"
    code, out, err = quick.finish(process)
    assert (code, err) == (0, "wrote runs.parquet\n")
    assert "12,000 runs" in out
    assert (folder / "runs.parquet").read_bytes() == whole
    assert sorted(path.name for path in folder.iterdir()) == LEFT


MOMENTS = ("as it starts", "while it plays", "as it ends")
KILLS = max(len(MOMENTS), settings.default.max_examples // 50)
"""A few, and two hundred in a deep run (`--hypothesis-profile=deep`)."""


def test_kills_at_random_moments_lose_nothing_and_leave_nothing(folder: Path, whole: bytes) -> None:
    """Whenever the file has come about in spite of them, it is removed, and everything begins anew."""
    luck, target = Random(KILLS), folder / "runs.parquet"
    last = 12_000 // quick.PIECE
    for kill in range(KILLS):
        begun = (folder / "runs.parquet.part" / "manifest.json").exists()
        more = ["--resume"] if begun or luck.random() < 0.5 else []
        process = quick.begin(folder, *WORDS, "--workers", luck.choice("12"), *more)
        moment, further = MOMENTS[kill % len(MOMENTS)], len(pieces(folder)) + luck.randint(1, 9)
        goal = {"as it starts": 0, "while it plays": further, "as it ends": last}[moment]
        wait_or_end(process, folder, min(goal, last))
        time.sleep(luck.uniform(0, 1.5 if moment == "as it starts" else 0.2))
        before = contents(folder)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        _, err = process.communicate(timeout=60)
        assert process.returncode in (0, -signal.SIGKILL), err
        if target.exists():
            assert target.read_bytes() == whole
            assert quick.finish(quick.begin(folder, *WORDS, "--resume", "--workers", "1"))[0] == 0, "it tidies up"
            assert sorted(path.name for path in folder.iterdir()) == LEFT
            target.unlink()
        else:
            assert before.items() <= contents(folder).items()
    code, _, err = quick.finish(quick.begin(folder, *WORDS, "--resume", "--workers", "2"))
    assert (code, err) == (0, "wrote runs.parquet\n")
    assert target.read_bytes() == whole
    assert sorted(path.name for path in folder.iterdir()) == LEFT


def contents(folder: Path) -> dict[Path, bytes]:
    """The pieces as they are, but for those that go while one looks, since the file has come about."""
    found = {}
    for path in pieces(folder):
        with suppress(FileNotFoundError):
            found[path] = path.read_bytes()
    return found


def wait_or_end(process: subprocess.Popen[str], folder: Path, count: int) -> None:
    """Waits until so many pieces are there, or it is over."""
    until = time.monotonic() + 240
    while len(pieces(folder)) < count and process.poll() is None:
        assert time.monotonic() < until, "nothing is being played"
        time.sleep(0.002)


def test_processes_of_one_that_was_killed_end_by_themselves(folder: Path) -> None:
    process = quick.begin(folder, *WORDS, "--workers", "2")
    wait_for(folder, 2)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=60)
    until = time.monotonic() + 30
    while alive(process.pid):
        assert time.monotonic() < until, "processes are left over"
        time.sleep(0.05)
    process.communicate(timeout=10)


def alive(group: int) -> bool:
    """Whether anybody of a process group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("how", "workers"), [(signal.SIGINT, "1"), (signal.SIGTERM, "2")])
def test_whoever_stops_it_is_told_what_is_kept_and_how_to_go_on(
    folder: Path, whole: bytes, how: signal.Signals, workers: str
) -> None:
    process = quick.begin(folder, *WORDS, "--workers", workers)
    wait_for(folder, 3)
    process.send_signal(how)
    code, out, err = quick.finish(process)
    kept = quick.PIECE * len(pieces(folder))
    assert (code, out) == (1, "")
    assert err == (
        f"stopped: {kept:,} of 12,000 runs are saved in runs.parquet.part."
        " Run the same command with --resume to continue.\n"
    )
    assert quick.finish(quick.begin(folder, *WORDS, "--resume", "--workers", workers))[0] == 0
    assert (folder / "runs.parquet").read_bytes() == whole


def test_what_is_saved_is_reported_as_it_was_run(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    run = say("run oak.yaml --runs 300 --save runs.parquet")
    assert (run.code, run.err) == (0, "wrote runs.parquet\n")
    told = say("report runs.parquet")
    assert (told.code, told.out, told.err) == (0, run.out, "")
    written, plain = say("report runs.parquet --json").json(), say("run oak.yaml --runs 300 --json").json()
    times = {"elapsed_s", "runs_per_s"}
    assert {key: value for key, value in written.items() if key not in times} == {
        key: value for key, value in plain.items() if key not in times
    }
    assert written["runs_per_s"] is None


def test_a_report_is_written_from_saved_runs(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    say("run oak.yaml --runs 40 --save runs.parquet --report one")
    found = say("report runs.parquet --report other")
    assert found.code == 0
    one, other = (sorted(Path(name).iterdir()) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    assert len(one) == 2


@pytest.mark.parametrize("command", ["run", "readings", "readings --combinations"])
def test_a_report_plays_no_run_twice(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(folder)
    played: Counter[tuple[object, int]] = Counter()
    real = ensemble._play_piece

    def counted(variants: Sequence[Settled], seed: int, first: int, count: int, engine: Engine) -> list[Outcomes]:
        played.update(((one.start, one.ruled), run) for one in variants for run in range(first, first + count))
        return real(variants, seed, first, count, engine)

    monkeypatch.setattr(ensemble, "_play_piece", counted)
    assert say(f"{command} oak.yaml --runs 30 --workers 1 --report out").code == 0
    variants = {variant for variant, _ in played}
    assert len(variants) > 1, "every reading is played"
    assert set(played.values()) == {1}
    assert len(played) == 30 * len(variants)


def test_changed_files_are_told_of_and_no_report_is_made_of_them(
    say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    run = say("run oak.yaml --runs 40 --save runs.parquet")
    rules = folder / "oak-rules.yaml"
    rules.write_text(rules.read_text("utf-8") + "# as before\n", "utf-8")
    told = say("report runs.parquet")
    assert (told.code, told.out) == (0, run.out)
    assert "runs.parquet: changed since these runs were played: rulebooks/oak-rules" in told.err
    refused = say("report runs.parquet --report out")
    assert (refused.code, refused.out) == (2, "")
    assert "[inputs-changed]" in refused.err
    assert not Path("out").exists()


def test_runs_that_do_not_come_out_again_as_saved_make_no_report(
    say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a change of the engine: the files are the same, the runs are not."""
    import pyarrow.parquet as pq

    monkeypatch.chdir(folder)
    say("run oak.yaml --runs 40 --save runs.parquet")
    table = pq.read_table("runs.parquet")
    at, later = table.schema.get_field_index("decided"), [minute + 1 for minute in table["decided"].to_pylist()]
    pq.write_table(table.set_column(at, table.schema.field("decided"), [later]), "runs.parquet")
    found = say("report runs.parquet --report out")
    assert found.code == 1
    assert "differ from those saved" in found.err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("run oak.yaml --resume", "option-form"),
        ("run oak.yaml --precision 0.5", "precision-range"),
        ("run oak.yaml --precision 0%", "precision-range"),
        ("run oak.yaml --precision close", "precision-range"),
        ("readings oak.yaml --precision 0.0001%", "precision-range"),
        ("run oak.yaml --cluster nowhere", "cluster-unreachable"),
        ("report oak.yaml", "saved-form"),
        ("report nothing.parquet", "file-unreadable"),
        ("run oak.yaml --save nowhere/runs.parquet", "file-unwritable"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch, words: str, slug: str
) -> None:
    monkeypatch.chdir(folder)
    found = say(words)
    assert (found.code, found.out) == (2, "")
    assert found.err.strip().endswith(f"[{slug}]")
    assert found.err.count("\n") == 1


def test_until_it_is_precise_enough(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = say("run oak.yaml --precision 2% --json")
    document = found.json()
    assert (found.code, document["runs"], document["manifest"]["runs"]) == (0, 4096, 4096)
    assert document["precision"]["asked"] == "2%"
    assert document["precision"]["reached"] is True
    assert 0 < document["precision"]["widest"] <= 0.02
    told = say("run oak.yaml --precision 2%").out
    assert "After 4,096 runs, every share is known to within 2 percentage points" in " ".join(told.split())


def test_not_precise_enough_is_said_and_is_a_failure(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = say("run oak.yaml --precision 1% --runs 900")
    assert found.code == 1
    said = "After 900 runs, the most allowed, some shares are not yet known to within 1 percentage point"
    assert said in " ".join(found.out.split())


def test_between_readings_the_share_of_flips_is_to_be_precise(
    say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    found = say("readings oak.yaml --precision 2% --workers 1 --json")
    document = found.json()
    assert found.code == 0
    assert document["runs"] == document["manifest"]["runs"] == 4096
    widest = max((one["flips"]["high"] - one["flips"]["low"]) / 2 for one in document["questions"].values())
    assert document["precision"] == {"asked": "2%", "widest": widest, "reached": True}


def test_where_nobody_watches_a_line_a_minute_tells_how_far_it_is(
    say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(screen, "_A_LINE_EVERY_S", 0)
    for workers in ("1", "2"):
        found = say(f"run oak.yaml --runs 8192 --json --workers {workers}")
        first, last = found.err.splitlines()
        assert first.startswith("Playing: 4,096 of 8,192 runs, "), workers
        assert last.startswith("Playing: 8,192 of 8,192 runs, "), workers
        assert " a second, about " in first
        assert last.endswith("0 s left")
        assert found.json()["runs"] == 8192


@pytest.mark.parametrize("workers", ["1", "2"])
def test_somebody_who_watches_sees_a_bar_with_its_rate_and_the_time_left(
    say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    monkeypatch.chdir(folder)
    watched = Console(file=StringIO(), force_terminal=True, width=100, height=5)
    monkeypatch.setattr(screen, "err", lambda: watched)
    found = say(f"run oak.yaml --runs 20480 --json --workers {workers}")
    assert (found.code, found.json()["runs"]) == (0, 20480)
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", watched.file.getvalue())  # type: ignore[attr-defined]
    assert re.search(r"Playing .*20480/20480 runs +[\d,]+ a second +\d:\d\d:\d\d", shown), shown[-300:]


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (1_200_000, 10_000_000, 60, "Playing: 1,200,000 of 10,000,000 runs, 20,000 a second, about 7 min left"),
        (600, 1_200_000, 60, "Playing: 600 of 1,200,000 runs, 10 a second, about 33 h 19 min left"),
        (500, 1000, 50, "Playing: 500 of 1,000 runs, 10 a second, about 50 s left"),
    ],
)
def test_how_fast_and_for_how_long_yet(done: int, total: int, seconds: float, line: str) -> None:
    assert screen._line("Playing", done, total, seconds) == line
