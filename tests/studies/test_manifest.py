"""The manifest: enough to make a result again."""

from __future__ import annotations

import shlex
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from rulesim.loading.library import RULEBOOKS, SCENARIOS, SEEDS
from rulesim.loading.scenario import load
from rulesim.studies.manifest import manifest
from rulesim.studies.order import Order

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
        "labour-2016": SCENARIOS / "labour-2016.yaml",
        "uk-labour-2016": RULEBOOKS / "uk-labour-2016.yaml",
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


def test_its_command_names_a_file_that_is_not_bundled(tmp_path: Path) -> None:
    mine = tmp_path / "my labour.yaml"
    mine.write_bytes((SCENARIOS / "labour-2016.yaml").read_bytes())
    assert shlex.split(manifest(Order(load(str(mine)), 1), 1).command)[2] == str(mine)
