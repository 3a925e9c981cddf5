"""The transcript is the contract: every scenario under every reading is told as it is on file, event by event."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.telling import FOLDER, endings_in, load_scenario, runs_in, scenarios, variants, written

HOW = 'record it anew with: python tests/engines/record_traces.py --reason "…"'


@pytest.mark.parametrize("name", scenarios())
def test_every_run_is_told_as_on_file(name: str) -> None:
    contest = load_scenario(name)
    for stem, settled in variants(contest):
        path = FOLDER / f"{stem}.txt"
        assert path.is_file(), f"{stem} is not on file; {HOW}"
        on_file = path.read_text("utf-8")
        assert runs_in(on_file)[0] == 0
        assert written(contest, settled, runs_in(on_file)) == on_file, f"{stem} differs; if that is right, {HOW}"


def test_nothing_else_is_on_file() -> None:
    wanted = {FOLDER / f"{stem}.txt" for name in scenarios() for stem, _ in variants(load_scenario(name))}
    assert set(FOLDER.rglob("*.txt")) == wanted, HOW


def test_a_run_told_beside_run_0_flips_between_the_readings_of_its_question() -> None:
    by_question: dict[tuple[str, str], list[Path]] = {}
    for path in sorted(FOLDER.rglob("*=*.txt")):
        by_question.setdefault((path.parent.name, path.stem.partition("=")[0]), []).append(path)
    flips = 0
    for told in by_question.values():
        texts = [path.read_text("utf-8") for path in told]
        assert len({tuple(runs_in(text)) for text in texts}) == 1, f"{told} tell different runs"
        last = {endings_in(text)[-1] for text in texts}
        if len(runs_in(texts[0])) > 1:
            assert len(last) > 1, f"{told}: the run told beside run 0 does not flip"
            flips += 1
    assert flips >= 5


def test_every_recording_has_its_reason() -> None:
    lines = (FOLDER / "REASONS.md").read_text("utf-8").splitlines()
    reasons = [line for line in lines if line.startswith("- ")]
    assert reasons
    assert all(len(line.partition(": ")[2].split()) > 4 for line in reasons), "a reason is more than a word or two"
