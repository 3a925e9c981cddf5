"""Slugs, the reference that explains them, and the files and tests that raise them: each has the other two."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from loading.corpus import BAD, CORPUS, ROOT, slugs
from loading.documented import PAGE, documented, sections
from rulesim.engines.ensemble import play
from rulesim.errors import InputError
from rulesim.loading.references import What
from rulesim.loading.scenario import load, settle
from rulesim.loading.validate import _EXPECTED

MAKERS = {"PathFault": 0, "Fault": 0, "fail": 0, "refuse": 0, "stop": 0, "wrong": 0, "PydanticCustomError": 0}
"""What makes a fault, and which argument is the slug."""
COMPUTED = {
    "f'no-such-{what}'": {"no-such-rulebook", "no-such-scenario"},
    "f'{kind}-unused'": {"stage-unused", "ending-unused"},
    "f'{what}-unused'": {"unknown-unused", "bloc-unused", "person-unused"},
    "kind": set(),
    "fault.slug": set(),
    "slug": {slug for slug, _ in _EXPECTED.values()},
}
"""Slugs that are put together: what they can come to beside mentions and the slugs of the models' own errors."""
IN_PYTHON = {
    "entitled-missing": "cli.test_count:test_what_is_wrong_is_told",
    "reopen-choice": "cli.test_count:test_what_is_wrong_is_told",
    "size-missing": "cli.test_count:test_seats_as_many_as_a_body_has_people",
    "section-missing": "cli.test_count:test_what_is_wrong_is_told",
    "which-stage": "cli.test_count:test_what_is_wrong_is_told",
    "section-units": "cli.test_count:test_more_units_than_there_are",
    "too-many-ways": "cli.test_count:test_more_ways_than_can_be_looked_at",
    "output-closed": "cli.test_any_terminal:test_what_is_written_to_a_full_disk_or_nowhere_is_told",
    "file-unwritable": "ballot_files.test_files:test_a_file_replaced_is_whole_or_as_it_was",
    "profile-form": "ballot_files.test_preflib:test_a_file_that_is_wrong_is_refused",
    "profile-kind": "ballot_files.test_preflib:test_a_file_that_is_wrong_is_refused",
    "profile-names": "ballot_files.test_preflib:test_a_file_that_is_wrong_is_refused",
    "profile-paper": "ballot_files.test_preflib:test_a_file_that_is_wrong_is_refused",
    "profile-sum": "ballot_files.test_preflib:test_a_file_that_is_wrong_is_refused",
    "profile-seats": "ballot_files.test_blt:test_a_file_that_is_wrong_is_refused",
    "cluster-unreachable": "cli.test_large:test_what_is_wrong_is_told_in_a_line",
    "cluster-versions": "cli.test_cluster:test_workers_that_would_play_otherwise_are_refused",
    "cluster-without-workers": "cli.test_cluster:test_a_scheduler_without_workers_is_told",
    "extra-missing": "studies.test_save:test_without_pyarrow_it_says_what_to_install",
    "contest-too-long": "cli.test_machine:test_a_contest_that_outlasts_the_calendar",
    "file-unusable": "cli.test_machine:test_what_the_machine_refuses_is_told_in_a_line",
    "saved-kind": "studies.test_save:test_runs_are_saved_as_parquet_alone",
    "not-plain-text": "loading.test_yaml_reader:test_the_file_of_another_program_is_refused_by_its_name",
    "file-unfinished": "studies.test_save:test_what_was_left_is_not_begun_again_by_accident",
    "inputs-changed": "cli.test_large:test_changed_files_are_told_of_and_no_report_is_made_of_them",
    "precision-range": "cli.test_large:test_what_is_wrong_is_told_in_a_line",
    "resume-differs": "studies.test_save:test_it_refuses_to_go_on_with_something_else_and_names_what_differs",
    "saved-columns": "studies.test_save:test_rows_of_another_contest_are_refused",
    "saved-form": "studies.test_save:test_what_is_no_such_file_is_refused",
    "endless-contest": "loading.test_slugs:test_a_contest_that_never_ends",
    "file-exists": "cli.test_new:test_nothing_is_overwritten",
    "file-too-large": "loading.test_yaml_reader:test_a_file_of_a_hundred_megabytes_is_refused_unread",
    "file-unreadable": "loading.test_yaml_reader:test_a_folder_is_no_file",
    "no-such-scenario": "loading.test_library:test_what_is_no_file_is_told",
    "not-valid": "loading.test_validate:test_an_error_that_nobody_foresaw_has_a_slug_and_no_words_of_a_library",
    "nothing-expected": "cli.test_new:test_a_replay_must_expect_something",
    "nothing-to-replay": "loading.test_slugs:test_nothing_to_replay",
    "option-form": "loading.test_slugs:test_options_of_a_wrong_form",
    "option-twice": "loading.test_slugs:test_options_of_a_wrong_form",
    "override-unused": "cli.test_new:test_an_override_that_the_timetable_outdoes_is_refused",
    "override-unknown": "loading.test_overrides:test_a_path_must_exist",
    "reading-unused": "loading.test_readings:test_a_reading_that_nothing_consults_is_told",
}
"""Slugs that no single file can raise, and the tests that raise them."""


def calls() -> Iterator[tuple[str, ast.expr]]:
    """The name and first argument of every call in the package that has one."""
    for path in sorted((ROOT / "rulesim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                yield getattr(node.func, "id", getattr(node.func, "attr", "")), node.args[0]


def raised() -> set[str]:
    """Every slug that the code can raise."""
    found = {"unknown-range" if what == "unknown" else f"unknown-{what}" for what in get_args(What)}
    for name, argument in calls():
        if name in MAKERS:
            found |= {argument.value} if isinstance(argument, ast.Constant) else COMPUTED[ast.unparse(argument)]
    return found


def in_files() -> set[str]:
    return {slug for path in BAD for slug in slugs(path)}


def test_every_slug_is_explained_and_every_explanation_has_its_slug() -> None:
    assert raised() == documented()


def test_every_slug_is_raised_by_a_file_or_a_test() -> None:
    assert in_files() | set(IN_PYTHON) == raised()
    assert not in_files() & set(IN_PYTHON)


@pytest.mark.parametrize("test", IN_PYTHON.values(), ids=IN_PYTHON)
def test_the_tests_named_exist(test: str) -> None:
    module, name = test.split(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_the_reference_is_in_order() -> None:
    assert list(sections()) == sorted(sections())


def test_every_explanation_has_an_example_and_a_way_out() -> None:
    for slug, text in sections().items():
        blocks = text.split("```")
        assert len(blocks) == 3, f"{slug}: expected one example"
        lines = blocks[1].strip().splitlines()[1:]
        assert 1 <= len(lines) <= 8, f"{slug}: {len(lines)} lines"
        assert blocks[0].strip(), f"{slug}: expected what is wrong"
        assert blocks[2].strip(), f"{slug}: expected how to mend it"


def test_the_reference_speaks_plainly() -> None:
    text = PAGE.read_text("utf-8")
    assert all(word not in text for word in ("Python", "pydantic", "exception", "parse", "null", "string", "integer"))


def test_a_contest_that_never_ends(tmp_path: Path) -> None:
    good = CORPUS / "good"
    book = (good / "rulebook-motion.yaml").read_text("utf-8").replace("tied: end.stays", "tied: confidence")
    (tmp_path / "rulebook-motion.yaml").write_text(book, "utf-8")
    scenario = tmp_path / "scenario.yaml"
    scenario.write_text((good / "scenario-motion.yaml").read_text("utf-8"), "utf-8")
    always_tied = {"conduct.confidence": "{given: {for: 5, against: 5}}", "blocs": "{}", "unknowns": "{}"}
    contest = load(str(scenario), always_tied)
    with pytest.raises(InputError, match=r"rulebook-motion.yaml:\d+ stages.confidence.then: .*endless-contest"):
        play([settle(contest)], runs=1, seed=1, workers=1)


@pytest.mark.parametrize(
    ("words", "slug"),
    [(["size"], "option-form"), (["size="], "option-form"), (["size=1", "size=2"], "option-twice")],
)
def test_options_of_a_wrong_form(words: list[str], slug: str) -> None:
    from rulesim.cli.options import overrides

    with pytest.raises(InputError) as caught:
        overrides(words)
    assert [fault.slug for fault in caught.value.faults] == [slug]


def test_nothing_to_replay(capsys: pytest.CaptureFixture[str]) -> None:
    from rulesim.cli.main import run_app

    assert run_app(["replay"]) == 2
    assert "[nothing-to-replay]" in capsys.readouterr().err
