"""The manifest: enough to make a result again."""

from __future__ import annotations

import json
import shlex
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from rulesim.loading.library import RULEBOOKS, SCENARIOS, SEEDS
from rulesim.loading.scenario import load
from rulesim.studies.manifest import manifest
from rulesim.studies.order import Order
from rulesim.studies.play import play
from rulesim.studies.saved import read_saved

HELD = {"size-of-threshold": "whip-holders", "incumbent-on-ballot": "nominated"}
CHANGED = {"blocs.loyalists.size": "45", "rules.stages.vacancy.window": "5 days"}


def test_it_names_what_was_played() -> None:
    made = manifest(Order(load("labour-2016", CHANGED), 500, 7, HELD), 500)
    assert (made.scenario, made.rulebook, made.engine) == ("labour-2016", "uk-labour-2016", "vector")
    assert (made.runs, made.seed) == (500, 7)
    assert dict(made.readings) == HELD
    assert list(made.readings) == sorted(HELD)
    assert dict(made.overrides) == CHANGED


def test_it_has_the_version_of_every_part() -> None:
    made = manifest(Order(load("labour-2016"), 1), 1)
    assert made.versions.keys() >= {"rulesim", "python", "numpy", "scipy", "simpy"}
    assert made.versions["numpy"] == version("numpy")


def test_it_has_the_hash_of_every_file_the_contest_was_made_from() -> None:
    made = manifest(Order(load("labour-2016"), 1), 1)
    files = {
        "scenarios/labour-2016": SCENARIOS / "labour-2016.yaml",
        "rulebooks/uk-labour-2016": RULEBOOKS / "uk-labour-2016.yaml",
        "seeds/seed-article": SEEDS / "seed-article.yaml",
        "seeds/uk-lab-2015": SEEDS / "uk-lab-2015.yaml",
        "seeds/uk-lab-2016": SEEDS / "uk-lab-2016.yaml",
    }
    assert dict(made.inputs) == {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert list(made.inputs) == sorted(made.inputs)


def test_its_command_makes_the_result_again() -> None:
    made = manifest(Order(load("labour-2016", CHANGED), 500, 7, HELD), 500)
    words = shlex.split(made.command)
    assert words[:7] == ["rulesim", "run", "labour-2016", "--runs", "500", "--seed", "7"]
    options = list(zip(words[7::2], words[8::2], strict=True))
    held = [("--reading", f"{question}={reading}") for question, reading in sorted(HELD.items())]
    assert options == [*held, *(("--set", f"{path}={value}") for path, value in sorted(CHANGED.items()))]


@pytest.mark.parametrize(
    ("given", "here", "named"),
    [
        ("{}/party/my labour.yaml", "party", "my labour.yaml"),
        ("{}/party/my labour.yaml", ".", "party/my labour.yaml"),
        ("{}/party/my labour.yaml", "elsewhere", "../party/my labour.yaml"),
        ("{}/party/my labour.yaml", "/", "my labour.yaml"),
        ("../party/my labour.yaml", "elsewhere", "../party/my labour.yaml"),
        ("my labour.yaml", "party", "my labour.yaml"),
    ],
)
def test_it_says_nothing_of_the_folders_of_a_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, here: str, named: str
) -> None:
    """A file that is not bundled is named as it was, or from the folder one is in."""
    mine = own(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / here)
    changed = {"rulebook": str(mine.parent / "rules.yaml")}
    made = manifest(Order(load(given.format(tmp_path), changed), 1), 1)
    assert made.file == shlex.split(made.command)[2] == named
    assert str(tmp_path) not in json.dumps(asdict(made))


def own(folder: Path) -> Path:
    """A scenario and its rule book, of which the one names the other from the root."""
    (folder / "party").mkdir()
    rules, mine = folder / "party" / "rules.yaml", folder / "party" / "my labour.yaml"
    rules.write_bytes((RULEBOOKS / "uk-labour-2016.yaml").read_bytes())
    text = (SCENARIOS / "labour-2016.yaml").read_text("utf-8")
    mine.write_text(text.replace("rulebook: uk-labour-2016", f"rulebook: {rules}"), "utf-8")
    return mine


def test_what_was_saved_is_read_back_from_anywhere_beside_its_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = own(tmp_path)
    play(Order(load(str(mine)), 10, rows=True)).save(mine.parent / "runs.parquet")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = read_saved(mine.parent / "runs.parquet")
    assert (found.ensemble.runs, found.changed_inputs) == (10, ())
