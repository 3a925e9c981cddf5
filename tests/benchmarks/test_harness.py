"""What the benchmarks are made of does what it says. Nothing is timed here."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import contest
from benchmarks.beside import player, scenarios_ahead, section
from benchmarks.chains import Size
from benchmarks.chains import contest as generated
from benchmarks.growth import SIZES, Point, slope
from benchmarks.page import PAGE, put, sections
from benchmarks.parts import PACKAGE, PARTS, part_of
from benchmarks.profiles import counted, one_by_one, rankings, together, without_a_tie
from rulesim.luck.draws import BLOCK
from rulesim.rules.batch.round import KINDS


@pytest.mark.parametrize(("what", "size"), [(what, sizes[i]) for what, sizes in SIZES.items() for i in (0, -1)])
def test_generated_contests_are_as_large_as_asked_for(what: str, size: int, tmp_path: Path) -> None:
    settled = generated(Size(**{what: size}), tmp_path)
    found = {
        "people": settled.scenario.bodies["mps"],
        "blocs": len(settled.scenario.blocs) - 1,
        "candidates": len(settled.scenario.people),
        "stages": len(settled.rules.stages),
    }
    assert found == {"people": 500, "blocs": 5, "candidates": 4, "stages": 5} | {what: size}
    assert sum(bloc.size for bloc in settled.scenario.blocs.values() if bloc.of == "mps") == found["people"]


def test_a_generated_contest_comes_to_its_last_stage(tmp_path: Path) -> None:
    table = contest.outcomes(generated(Size(stages=7), tmp_path), 20, 1)
    assert any(path.count(" > ") == 6 for path in table.paths)


def test_the_slope_of_a_power() -> None:
    assert slope([Point(size, 3e-6 * size**1.5) for size in (10, 100, 1000)]) == pytest.approx(1.5)
    assert slope([Point(10, 1.0), Point(100, None, "too long")]) is None


def test_every_section_has_its_place_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    assert sorted(re.findall(r"<!-- measured: (\w+) -->", text)) == sorted(sections(1, 1, 1))
    for name in sections(1, 1, 1):
        filled = put(text, name, "| anew |\n")
        assert "| anew |" in filled
        assert put(filled, name, "| again |\n") == put(text, name, "| again |\n")
    with pytest.raises(ValueError, match="found 0"):
        put(text, "weather", "")


def test_every_module_named_for_a_part_belongs_to_it() -> None:
    modules = [path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py")]
    found = {part: {name for name in modules if part_of(name) == part} for part in PARTS}
    assert all(found.values())
    assert "engines/event/petition" in found["signatures"]
    assert part_of("luck/draws") == "draws"
    assert part_of("engines/ensemble") == "bookkeeping"


def test_the_ways_to_count_agree_where_no_tie_is_broken() -> None:
    papers = rankings(12, 51, 4)
    clear = np.flatnonzero(without_a_tie(papers))
    assert len(clear) > 3
    assert [together(papers)()[row] for row in clear] == [one_by_one(papers)()[row] for row in clear]
    assert {KINDS[kind] for kind in counted(papers).result.kind} == {"elected"}


def test_another_version_is_played_by_the_interpreter_that_is_named() -> None:
    told = section(sys.executable, 1, 0, chosen=("article-arithmetic",))
    head, _, row, last = told.strip().splitlines()[-4:]
    assert head.startswith("| scenario | runs in a repeat | this version | the other |")
    assert row.startswith(f"| `article-arithmetic` | {BLOCK:,} |")
    assert last.startswith("| all |")


def test_an_interpreter_without_rulesim_is_named(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.write_text("#!/bin/sh\necho 'no module named rulesim' >&2\nexit 1\n", "utf-8")
    bare.chmod(0o755)
    with pytest.raises(SystemExit, match="bare cannot play"), player(str(bare)):
        pass


def test_scenarios_that_look_ahead_are_those_without_a_record() -> None:
    ahead = scenarios_ahead()
    assert "labour-2016" in ahead
    assert "what-happened" not in ahead
    assert not [name for name in ahead if name.startswith("history/")]
