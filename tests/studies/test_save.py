"""Runs saved, left, taken up again and read back: always the same file."""

from __future__ import annotations

import json
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines.test_runs import same
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rulesim as rs
from rulesim.engines import ensemble as engine
from rulesim.engines.outcomes import layout
from rulesim.engines.pieces import GROUP, Piece
from rulesim.engines.workers import Where
from rulesim.errors import InputError, UnfinishedError, WorkersLostError
from rulesim.loading.scenario import load, settle
from rulesim.model.contest import Contest
from rulesim.studies import parquet, save
from rulesim.studies.play import play
from rulesim.studies.save import file_of, finished, folder_of, save_runs
from rulesim.studies.saved import read_saved
from studies import quick


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    quick.small_pieces(monkeypatch)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Contest:
    return quick.contest(tmp_path_factory.mktemp("oak"))


@pytest.fixture(scope="module")
def whole(made: Contest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an ensemble that was played in one go."""
    target = tmp_path_factory.mktemp("whole") / "runs.parquet"
    with pytest.MonkeyPatch.context() as patch:
        quick.small_pieces(patch)
        save_runs(quick.order(made), target)
    return target


def test_the_file_holds_the_runs_that_are_played_without_one(made: Contest, whole: Path) -> None:
    (rows,) = engine.play([settle(made)], quick.RUNS, 1, workers=1)
    found = read_saved(whole)
    assert same(found.ensemble.outcomes, rows, quick.RUNS)
    assert len(found.ensemble.outcomes) == quick.RUNS
    assert found.ensemble.summary == play(quick.order(made)).summary
    assert (found.changed_inputs, found.changed_versions) == ((), ())
    assert [path.name for path in whole.parent.iterdir()] == [whole.name], "no pieces are left behind"


def test_rows_stand_in_the_order_of_runs_in_large_groups(
    made: Contest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rulesim.studies.save.GROUP", 512)
    save_runs(quick.order(made, 1100), tmp_path / "runs.parquet")
    file = pq.ParquetFile(tmp_path / "runs.parquet")
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [512, 512, 76]
    assert file.read()["run"].to_pylist() == list(range(1100))
    assert GROUP >= 10_000, "a file of ten million runs has few groups"


def stop_after(count: int, monkeypatch: pytest.MonkeyPatch, error: BaseException | None = None) -> None:
    """The playing is stopped once so many pieces have come back."""
    played = engine.play_pieces

    def stopping(*words: Any, **more: Any) -> Iterator[tuple[Piece, Any]]:
        for number, part in enumerate(played(*words, **more)):
            if number == count:
                raise error or KeyboardInterrupt
            yield part

    monkeypatch.setattr(engine, "play_pieces", stopping)


@pytest.mark.parametrize("count", [0, 1, 5, 7])
def test_what_is_stopped_goes_on_to_the_same_file_to_the_last_byte(
    made: Contest, whole: Path, tmp_path: Path, count: int
) -> None:
    target = tmp_path / "runs.parquet"
    with pytest.MonkeyPatch.context() as patch:
        stop_after(count, patch)
        with pytest.raises(
            UnfinishedError, match=rf"stopped: {quick.PIECE * count:,} of 2,000 runs are saved .* --resume"
        ):
            save_runs(quick.order(made), target)
    assert not target.exists()
    assert list(finished(folder_of(target))) == [Piece(quick.PIECE * i, quick.PIECE) for i in range(count)]
    told: list[int] = []
    result = save_runs(quick.order(made), target, resume=True, progress=told.append)
    assert target.read_bytes() == whole.read_bytes()
    assert result.summary == read_saved(whole).ensemble.summary
    assert sum(told) == quick.RUNS
    assert len(told) == (count > 0) + 8 - count, "what is there is not played again"
    assert not folder_of(target).exists()


@pytest.mark.parametrize("error", [WorkersLostError("the workers went away"), OSError(28, "No space left on device")])
def test_what_breaks_off_keeps_what_is_there_and_says_why(
    made: Contest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    stop_after(2, monkeypatch, error)
    with pytest.raises(UnfinishedError, match=r"(went away|No space left on device): 512 of 2,000 runs"):
        save_runs(quick.order(made), tmp_path / "runs.parquet")


def begun(made: Contest, target: Path, pieces: int = 4) -> None:
    with pytest.MonkeyPatch.context() as patch:
        stop_after(pieces, patch)
        with pytest.raises(UnfinishedError):
            save_runs(quick.order(made), target)


def turned(data: bytes, at: int) -> bytes:
    """The bytes with one bit turned over."""
    return data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :]


@pytest.mark.parametrize("damage", ["cut short", "emptied", "one bit turned", "of another length", "left half-written"])
def test_a_piece_that_is_not_whole_is_played_again(made: Contest, whole: Path, tmp_path: Path, damage: str) -> None:
    target = tmp_path / "runs.parquet"
    begun(made, target)
    folder = folder_of(target)
    piece, other = (finished(folder)[Piece(quick.PIECE * i, quick.PIECE)] for i in (1, 2))
    data = piece.read_bytes()
    if damage == "cut short":
        piece.write_bytes(data[: len(data) // 2])
    elif damage == "emptied":
        piece.write_bytes(b"")
    elif damage == "one bit turned":
        piece.write_bytes(turned(data, len(data) // 3))
    elif damage == "of another length":
        piece.rename(piece.with_name(piece.name.replace(f"-{quick.PIECE}-", f"-{quick.PIECE - 1}-")))
    else:
        piece.rename(folder / f".{piece.name}.77")
    assert len(finished(folder)) == 3
    assert other.exists()
    save_runs(quick.order(made), target, resume=True)
    assert target.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({"runs": 2001}, {"runs was 2000 and is now 2001"}),
        ({"seed": 2}, {"seed was 1 and is now 2"}),
        ({"precision": Fraction(1, 200)}, {"precision was nothing and is now 0.5%"}),
        ({"seed": 3, "runs": 5}, {"seed was 1 and is now 3", "runs was 2000 and is now 5"}),
    ],
)
def test_it_refuses_to_go_on_with_something_else_and_names_what_differs(
    made: Contest, tmp_path: Path, change: dict[str, Any], differs: set[str]
) -> None:
    target = tmp_path / "runs.parquet"
    begun(made, target)
    with pytest.raises(InputError) as caught:
        save_runs(replace(quick.order(made), **change), target, resume=True)
    assert {fault.slug for fault in caught.value.faults} == {"resume-differs"}
    assert {fault.found for fault in caught.value.faults} == differs
    assert len(finished(folder_of(target))) == 4, "nothing is lost by asking"


def test_it_refuses_to_go_on_with_other_values_readings_or_files(tmp_path: Path) -> None:
    made, target = quick.contest(tmp_path), tmp_path / "runs.parquet"
    begun(made, target)
    file = tmp_path / "oak.yaml"
    file.write_text(file.read_text("utf-8") + "# as before\n", "utf-8")
    question, asked = next(iter(made.rules.contested.items()))
    reading = list(asked.readings)[-1]
    other = load(str(file), {"title": "Oak"})
    with pytest.raises(InputError) as caught:
        save_runs(quick.order(other, held={question: reading}), target, resume=True)
    found = " ".join(fault.found for fault in caught.value.faults)
    assert f"readings.{question} was nothing and is now {reading}" in found
    assert "overrides.title was nothing and is now Oak" in found
    assert "inputs.scenarios/oak" in found


def test_a_file_that_is_there_is_never_overwritten(made: Contest, whole: Path) -> None:
    before = whole.read_bytes()
    with pytest.raises(InputError, match="file-exists"):
        save_runs(quick.order(made), whole)
    with pytest.raises(InputError, match="file-exists"):
        play(replace(quick.order(made, 10), rows=True)).save(whole)
    assert save_runs(quick.order(made), whole, resume=True).runs == quick.RUNS, "it is there: nothing to do"
    with pytest.raises(InputError, match="resume-differs"):
        save_runs(quick.order(made, seed=2), whole, resume=True)
    assert whole.read_bytes() == before


def test_what_was_left_is_not_begun_again_by_accident(made: Contest, tmp_path: Path) -> None:
    target = tmp_path / "runs.parquet"
    begun(made, target)
    with pytest.raises(InputError, match=r"1,024 runs of an unfinished file.*--resume.*\[file-unfinished\]"):
        save_runs(quick.order(made), target)


def test_a_folder_of_something_else_is_left_alone(made: Contest, tmp_path: Path) -> None:
    target = tmp_path / "runs.parquet"
    folder_of(target).mkdir()
    (folder_of(target) / "diary.txt").write_text("dear diary", "utf-8")
    with pytest.raises(InputError, match="saved-form"):
        save_runs(quick.order(made), target, resume=True)
    assert (folder_of(target) / "diary.txt").exists()


def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_played(made: Contest, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="file-unwritable"):
        save_runs(quick.order(made), tmp_path / "nowhere" / "runs.parquet")
    with pytest.raises(InputError, match="file-unwritable"):
        play(replace(quick.order(made, 10), rows=True)).save(tmp_path / "nowhere" / "runs.parquet")


def test_with_a_precision_it_stops_where_it_would_without_a_file(made: Contest, tmp_path: Path) -> None:
    target, asked = tmp_path / "runs.parquet", replace(quick.order(made, 40_000), precision=Fraction(1, 50))
    with pytest.MonkeyPatch.context() as patch:
        stop_after(3, patch)
        with pytest.raises(UnfinishedError):
            save_runs(asked, target)
    found = save_runs(asked, target, resume=True)
    plain = play(asked)
    assert (found.runs, found.summary, found.reached) == (plain.runs, plain.summary, plain.reached)
    back = read_saved(target)
    assert (back.manifest.runs, back.ensemble.reached) == (plain.runs, plain.reached)
    assert f"--runs {plain.runs}" in back.manifest.command
    assert save_runs(asked, target, resume=True).runs == plain.runs


def test_an_ensemble_with_its_rows_is_saved_to_the_same_file(made: Contest, whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "again.parquet"
    play(replace(quick.order(made), rows=True)).save(target)
    assert target.read_bytes() == whole.read_bytes()
    again = rs.read(target)
    assert again.frame().equals(rs.read(whole).frame())
    assert again.runs == quick.RUNS


def test_pieces_that_vanish_are_missed(
    made: Contest, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is never whole by name only."""
    target, played = tmp_path / "runs.parquet", engine.play_pieces

    def tidying(*words: Any, **more: Any) -> Iterator[tuple[Piece, Any]]:
        yield from played(*words, **more)
        finished(folder_of(target))[Piece(quick.PIECE, quick.PIECE)].unlink()

    with monkeypatch.context() as patch:
        patch.setattr(engine, "play_pieces", tidying)
        with pytest.raises(UnfinishedError, match=r"runs 0 to 1,999 are no longer all in .* --resume"):
            save_runs(quick.order(made), target)
    assert not target.exists()
    save_runs(quick.order(made), target, resume=True)
    assert target.read_bytes() == whole.read_bytes()


def test_pandas_reads_it_too(whole: Path) -> None:
    import pandas as pd

    frame = pd.read_parquet(whole, dtype_backend="numpy_nullable")
    ours = rs.read(whole).frame()
    assert list(frame.columns) == list(ours.columns)
    for name in ours.columns:
        found, wanted = (
            [None if pd.isna(value) or value == "" else value for value in table[name].tolist()]
            for table in (frame, ours)
        )
        assert found == wanted, name
    assert frame["nominations.outcome"].isna().any(), "what a run never came to is nothing, not an empty word"


def test_it_says_plainly_that_a_file_has_changed_since(tmp_path: Path) -> None:
    made, target = quick.contest(tmp_path), tmp_path / "runs.parquet"
    save_runs(quick.order(made, 300), target)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        before = rs.read(target)
    file = tmp_path / "oak.yaml"
    file.write_text(file.read_text("utf-8") + "# as before\n", "utf-8")
    assert read_saved(target).changed_inputs == ("scenarios/oak",)
    with pytest.warns(UserWarning, match="changed since these runs were played: scenarios/oak"):
        assert rs.read(target).leaders == before.leaders


def test_rows_of_another_contest_are_refused(tmp_path: Path) -> None:
    made, target = quick.contest(tmp_path), tmp_path / "runs.parquet"
    save_runs(quick.order(made, 300), target)
    file = tmp_path / "oak.yaml"
    text = file.read_text("utf-8")
    people = list(made.scenario.people)
    file.write_text(text.replace(people[-1], "zacharias"), "utf-8")
    with pytest.raises(InputError, match="saved-columns"):
        read_saved(target)


@pytest.mark.parametrize("content", [b"", b"run,ending\n1,elected\n", b"PAR1" + b"\0" * 40])
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.parquet"
    file.write_bytes(content)
    with pytest.raises(InputError, match="saved-form"):
        read_saved(file)


def test_rows_without_a_word_of_how_they_were_made_are_refused(tmp_path: Path, whole: Path) -> None:
    table = pq.read_table(whole)
    for number, metadata in enumerate(({}, {b"rulesim": b"{"}, {b"rulesim": json.dumps({"manifest": {}}).encode()})):
        file = tmp_path / f"{number}.parquet"
        pq.write_table(table.replace_schema_metadata(metadata), file)
        with pytest.raises(InputError, match="saved-form"):
            read_saved(file)


def test_a_damaged_or_missing_file_is_told_in_a_line(tmp_path: Path, whole: Path) -> None:
    file = tmp_path / "damaged.parquet"
    data = bytearray(whole.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 200] = bytes(200)
    file.write_bytes(bytes(data))
    with pytest.raises(InputError, match="saved-form"):
        _ = read_saved(file).ensemble.outcomes
    with pytest.raises(InputError, match="file-unreadable"):
        read_saved(tmp_path / "nothing.parquet")


def test_without_pyarrow_it_says_what_to_install(
    made: Contest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = play(replace(quick.order(made, 10), rows=True))
    for module in ("parquet", "save", "saved"):
        monkeypatch.delitem(sys.modules, f"rulesim.studies.{module}")
    monkeypatch.delattr("rulesim.studies.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    for asked in (
        lambda: import_module("rulesim.studies.save"),
        lambda: rs.read(tmp_path / "r.parquet"),
        lambda: played.save(tmp_path / "r.parquet"),
    ):
        with pytest.raises(InputError, match=r"rulesim\[frames\].*\[extra-missing\]"):
            asked()
    assert not list(tmp_path.iterdir())


def test_whoever_plays_the_file_is_the_same(made: Contest, whole: Path, tmp_path: Path) -> None:
    save_runs(replace(quick.order(made), where=Where(2)), tmp_path / "two.parquet")
    assert (tmp_path / "two.parquet").read_bytes() == whole.read_bytes()
    assert save.kept_size("event") == quick.PIECE


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(0, 1, exclude_max=True))
def test_whichever_bit_of_a_piece_turns_over_it_no_longer_counts(
    made: Contest, left: Path, tmp_path: Path, part: float
) -> None:
    """And a piece is read under no other name than its own."""
    folder = tmp_path / f"{part}.part"
    shutil.copytree(left, folder)
    piece = finished(folder)[Piece(0, quick.PIECE)]
    data = piece.read_bytes()
    piece.write_bytes(turned(data, int(len(data) * part)))
    assert list(finished(folder)) == [Piece(quick.PIECE * i, quick.PIECE) for i in (1, 2, 3)]
    piece.with_name(piece.name.replace(f"{0:015d}", f"{quick.PIECE:015d}")).write_bytes(data)
    assert len(finished(folder)) == 3


@pytest.fixture(scope="module")
def left(made: Contest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an ensemble that was stopped after four pieces."""
    target = tmp_path_factory.mktemp("left") / "runs.parquet"
    with pytest.MonkeyPatch.context() as patch:
        quick.small_pieces(patch)
        begun(made, target)
    return folder_of(target)


def test_pieces_of_another_size_that_lie_about_are_in_nobodys_way(
    made: Contest, whole: Path, left: Path, tmp_path: Path
) -> None:
    """Before, two pieces with the same runs made it play on for ever."""
    target = tmp_path / "runs.parquet"
    shutil.copytree(left, folder_of(target))
    data = b"anything"
    file_of(folder_of(target), Piece(0, quick.PIECE - 1), data).write_bytes(data)
    save_runs(quick.order(made), target, resume=True)
    assert target.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("files", [(), (".77-1.new",), (".77-1.new", ".78-1.new")])
def test_killed_before_it_has_said_what_it_plays_it_begins_again(
    made: Contest, tmp_path: Path, files: tuple[str, ...]
) -> None:
    for resume in (False, True):
        target = tmp_path / f"{resume}.parquet"
        folder_of(target).mkdir()
        for name in files:
            (folder_of(target) / name).write_text("{", "utf-8")
        assert save_runs(quick.order(made, 300), target, resume).runs == 300
        assert not folder_of(target).exists()


def test_what_is_being_written_lies_in_the_folder_that_goes_in_the_end(
    made: Contest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a kill in the last write leaves nothing that stays."""
    target, seen = tmp_path / "runs.parquet", list[str]()
    write = parquet.to_table
    monkeypatch.setattr(
        parquet,
        "to_table",
        lambda rows: seen.extend(path.name for path in tmp_path.iterdir()) or write(rows),
    )
    save_runs(quick.order(made, 300), target)
    assert set(seen) == {"runs.parquet.part"}
    assert [path.name for path in tmp_path.iterdir()] == ["runs.parquet"]


def same_names(folder: Path) -> Path:
    """A scenario whose rule book has its name."""
    file = quick.scenario(folder)
    text = file.read_text("utf-8").replace("rulebook: oak-rules.yaml", "rulebook: oak")
    (folder / "oak").mkdir()
    (folder / "oak.yaml").rename(folder / "oak" / "oak.yaml")
    (folder / "oak" / "oak.yaml").write_text(text.replace("rulebook: oak", "rulebook: ../oak.yaml"), "utf-8")
    (folder / "oak-rules.yaml").rename(folder / "oak.yaml")
    scenario = folder / "oak" / "oak.yaml"
    scenario.write_text(scenario.read_text("utf-8").replace("scenario: oak\n", "scenario: ../oak.yaml\n"), "utf-8")
    return scenario


@pytest.mark.parametrize("edited", ["oak.yaml", "oak/oak.yaml"])
def test_a_scenario_and_a_rule_book_of_one_name_are_two_inputs(tmp_path: Path, edited: str) -> None:
    """Before, one of them took the place of the other, and an edit of it went unnoticed."""
    scenario, target = same_names(tmp_path), tmp_path / "runs.parquet"
    before = load(str(scenario))
    assert before.scenario.scenario == before.scenario.rulebook
    assert len(before.hashes) == 2
    begun(before, target)
    file = tmp_path / edited
    file.write_text(file.read_text("utf-8") + "# edited\n", "utf-8")
    with pytest.raises(InputError) as caught:
        save_runs(quick.order(load(str(scenario))), target, resume=True)
    kind = "rulebooks" if edited == "oak.yaml" else "scenarios"
    assert [fault.found.split(" was ")[0] for fault in caught.value.faults] == [f"inputs.{kind}/../oak.yaml"]


Crafted = Callable[[pa.Table, dict[str, Any]], tuple[pa.Table, dict[str, Any]]]


def other(name: str, value: object) -> Crafted:
    """The rows with another value of a column in the third of them."""

    def craft(table: pa.Table, made: dict[str, Any]) -> tuple[pa.Table, dict[str, Any]]:
        column = table[name].to_pylist()
        column[2] = value
        at, field = table.schema.get_field_index(name), table.schema.field(name)
        words = pa.array(column, pa.string()).dictionary_encode() if pa.types.is_dictionary(field.type) else column
        return table.set_column(at, field, [words]), made

    return craft


def said(**changes: object) -> Crafted:
    """The rows with another manifest."""
    return lambda table, made: (table, {**made, "manifest": {**made["manifest"], **changes}})


@pytest.mark.parametrize(
    ("craft", "slug", "words"),
    [
        (lambda table, made: (table.slice(0, 0), made), "saved-form", "0 rows, where its manifest says 2,000 runs"),
        (lambda table, made: (table.slice(0, 99), made), "saved-form", "99 rows"),
        (
            lambda table, made: (pa.concat_tables([table.slice(1), table.slice(0, 1)]), made),
            "saved-form",
            "not those of run 0 and the next",
        ),
        (
            lambda table, made: (pa.concat_tables([table.slice(0, 1999), table.slice(0, 1)]), made),
            "saved-form",
            "each once and in order",
        ),
        (lambda table, made: (table.take(list(range(1999, -1, -1))), made), "saved-form", "in order"),
        (lambda table, made: (table.drop_columns(["leader"]), made), "saved-columns", "the columns of another contest"),
        (other("ending", None), "saved-form", "a value under 'ending' that no run can have"),
        (other("leader", None), "saved-form", "'leader'"),
        (other("path", None), "saved-form", "'path'"),
        (other("path", "no.such > step"), "saved-form", "'path'"),
        (other("decided", None), "saved-form", "'decided'"),
        (other("decided", 2**62), "saved-form", "'decided'"),
        (other("decided", -7), "saved-form", "'decided'"),
        (other("ending", "won"), "saved-columns", "unknown word 'won'"),
        (said(runs=0), "saved-form", "does not say how its rows were made"),
        (said(runs=1999), "saved-form", "where its manifest says 1,999"),
        (said(runs="2000"), "saved-form", "does not say"),
        (said(seed=-1), "saved-form", "does not say"),
        (said(seed=None), "saved-form", "does not say"),
        (said(engine="steam"), "saved-form", "does not say"),
        (said(overrides=[]), "saved-form", "does not say"),
        (said(more=1), "saved-form", "does not say"),
        (said(file="nothing.yaml"), "no-such-scenario", "nothing.yaml"),
        (said(readings={"no-such": "thing"}), "unknown-question", "no-such"),
        (lambda table, made: (table, {**made, "precision": "1/0"}), "saved-form", "does not say"),
        (lambda table, made: (table, {**made, "precision": "0"}), "saved-form", "does not say"),
        (lambda table, made: (table, {**made, "precision": []}), "saved-form", "does not say"),
        (lambda table, made: (table, json.loads("[" * 500 + "]" * 500)), "saved-form", "does not say"),
    ],
)
def test_a_crafted_file_is_refused_in_words(whole: Path, tmp_path: Path, craft: Crafted, slug: str, words: str) -> None:
    table = pq.read_table(whole)
    rows, made = craft(table, json.loads(table.schema.metadata[b"rulesim"]))
    text = json.dumps(made).encode()
    metadata = {b"rulesim": text, b"rulesim.sha256": sha256(text).hexdigest().encode()}
    file = tmp_path / "crafted.parquet"
    pq.write_table(rows.replace_schema_metadata(metadata), file)
    with pytest.raises(InputError, match=f"{words}.*{slug}"):
        _ = read_saved(file).ensemble.outcomes


def test_a_manifest_that_no_longer_has_its_checksum_is_refused(whole: Path, tmp_path: Path) -> None:
    data = whole.read_bytes()
    assert data.count(b'"seed": 1,') == 1
    file = tmp_path / "runs.parquet"
    file.write_bytes(data.replace(b'"seed": 1,', b'"seed": 3,'))
    with pytest.raises(InputError, match=r"has been changed since it was written.*\[saved-form\]"):
        read_saved(file)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(0, 1, exclude_max=True))
def test_whichever_bit_of_a_saved_file_turns_over_its_rows_are_the_same_or_it_is_refused(
    made: Contest, whole: Path, tmp_path: Path, part: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, file = whole.read_bytes(), tmp_path / f"{part}.parquet"
    file.write_bytes(turned(data, int(len(data) * part)))
    order = quick.order(made)
    with suppress(InputError):
        told, rows = parquet.read_provenance(file), parquet.read_rows(file, layout(order.settled), quick.RUNS)
        assert told == parquet.read_provenance(whole)
        assert same(rows, parquet.read_rows(whole, layout(order.settled), quick.RUNS), quick.RUNS)


@pytest.mark.parametrize("name", ["runs.csv", "runs.parquet.gz", "runs.XLSX"])
def test_runs_are_saved_as_parquet_alone(made: Contest, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"ends in \.parquet.*\[saved-kind\]"):
        save_runs(quick.order(made), tmp_path / name)
    with pytest.raises(InputError, match="saved-kind"):
        play(replace(quick.order(made, 10), rows=True)).save(tmp_path / name)
    assert not list(tmp_path.iterdir())
