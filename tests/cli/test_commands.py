"""Every command, in words and as JSON: the fields of the contract, and nothing beside the answer on standard output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Say
from rulesim.loading.library import RULEBOOKS, SCENARIOS, names

COMMANDS = ("list", "check", "show", "run", "trace", "readings", "replay")
SHARE = {"count", "share", "low", "high"}


def without_times(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in ("elapsed_s", "runs_per_s")}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_a_command_is_for(say: Say, command: str) -> None:
    for option in ("--help", "-h"):
        found = say(f"{command} {option}")
        assert (found.code, found.err) == (0, "")
        assert "Usage: rulesim" in found.out
        assert "--json" in found.out


def test_help_lists_every_command(say: Say) -> None:
    found = say("--help")
    assert found.code == 0
    assert all(command in found.out for command in COMMANDS)


def test_version(say: Say) -> None:
    assert say("--version").out.startswith("rulesim 0.")


HELD = ("size-of-threshold=all-elected", "freeze-date=nec-power", "incumbent-on-ballot=by-right")
ANSWERS = [
    "list",
    "check labour-2016 uk-labour-2016 what-happened",
    "show labour-2016",
    "show uk-labour-2016",
    "run labour-2016 --runs 20",
    "trace labour-2016 --run 3",
    "readings article-arithmetic --runs 10",
    f"readings labour-2016 --runs 3 --combinations {' '.join(f'--reading {held}' for held in HELD)}",
    "replay what-happened",
    "replay history/uk-con-1990 history/uk-lab-2016",
]


@pytest.mark.parametrize("words", ANSWERS)
def test_every_command_answers_in_words_and_as_one_json_document(say: Say, words: str) -> None:
    told = say(words)
    assert (told.code, told.err) == (0, "")
    assert told.out.strip()
    written = say(f"{words} --json")
    assert (written.code, written.err) == (0, "")
    assert written.json(), "one document, and nothing else"
    assert written.out.startswith("{")
    assert written.out.endswith("}\n")


def test_list(say: Say) -> None:
    found = say("list --json").json()
    assert sorted(entry["name"] for entry in found["scenarios"]) == list(names(SCENARIOS))
    assert sorted(entry["name"] for entry in found["rulebooks"]) == list(names(RULEBOOKS))
    assert all(entry["title"] for kind in found.values() for entry in kind)
    assert "labour-2016" in say("list").out


def test_check(say: Say) -> None:
    assert say("check labour-2016 --json").json() == {"checked": 1, "faults": [], "remarks": []}
    assert say("check labour-2016").out == "labour-2016: no faults found\n"


def test_show_gives_every_default_and_every_figure(say: Say) -> None:
    found = say("show labour-2016 --json").json()
    assert found["bodies"]["mps"] == 229
    assert found["blocs"]["rebels"]["size"] == 172
    assert set(found["conduct"]) >= {"confidence", "challenge", "nominations", "ballot"}
    book = say("show uk-labour-2016 --json").json()
    assert set(book["contested"]["incumbent-on-ballot"]["readings"]) == {"by-right", "nominated"}
    assert "Clause II.2.B(ii)" in say("show uk-labour-2016").out


def test_show_with_another_value(say: Say) -> None:
    assert say("show labour-2016 --json --set blocs.loyalists.size=45").json()["blocs"]["loyalists"]["size"] == 45


def test_run_has_the_fields_of_the_contract(say: Say) -> None:
    found = say("run labour-2016 --runs 30 --seed 5 --json").json()
    assert (found["scenario"], found["rulebook"], found["engine"]) == ("labour-2016", "uk-labour-2016", "vector")
    assert (found["runs"], found["seed"]) == (30, 5)
    assert found["readings"]["size-of-threshold"] == "all-elected"
    assert "incumbent-on-ballot" not in found["readings"], "it is ruled on inside each run"
    for shares in (found["endings"], found["leaders"], found["paths"], found["milestones"]):
        assert shares
        assert all(set(share) == SHARE for share in shares.values())
    for shares in (found["endings"], found["leaders"], found["paths"]):
        assert sum(share["count"] for share in shares.values()) == 30
    assert list(found["decided"]) == ["p5", "p50", "p95"]
    assert sorted(found["decided"].values()) == list(found["decided"].values())
    assert found["elapsed_s"] >= 0
    assert found["runs_per_s"] > 0
    assert {"versions", "seed", "readings", "overrides", "inputs"} <= set(found["manifest"])


def test_readings_has_the_fields_of_the_contract(say: Say) -> None:
    found = say("readings labour-2016-nec --runs 12 --json --reading size-of-threshold=all-elected").json()
    assert {"scenario", "rulebook", "runs", "seed", "engine"} <= set(found)
    assert {"endings", "leaders", "milestones", "decided"} <= set(found)
    assert next(iter(found["questions"])) == "incumbent-on-ballot"
    for question in found["questions"].values():
        assert set(question["flips"]) == SHARE
        assert question["verdict"] in ("academic", "decisive", "open")
        for reading in question["readings"].values():
            assert sum(share["count"] for share in reading["endings"].values()) == 12
            assert {"endings", "leaders", "milestones", "decided"} <= set(reading)
    parting = found["questions"]["incumbent-on-ballot"]["parting"]
    assert parting["clause"] == "Chapter 4, Clause II.2.B(ii)"
    assert set(parting["readings"]) == {"by-right", "nominated"}
    assert found["boundary"]["actual"] == 40
    assert {"size", "flips"} == set(found["boundary"]["points"][0])


def test_readings_tests_the_claim(say: Say) -> None:
    claim = say("readings article-arithmetic --runs 10 --json").json()["claim"]
    assert claim["claimed"] == {"challenge": 51, "vacancy": 37}
    assert (claim["single_base"], claim["supporters"]) == (False, 40)
    assert [claim["passes"][number] for number in ("37", "38", "50", "51")] == [True, True, False, False]


def test_trace_has_the_fields_of_the_contract(say: Say) -> None:
    found = say("trace labour-2016 --run 3 --seed 2 --json").json()
    assert {"run", "seed", "readings", "events", "ending"} <= set(found)
    assert (found["run"], found["seed"]) == (3, 2)
    for event in found["events"]:
        assert set(event) >= {"at", "stage", "kind", "who", "what", "clause", "tally"}
    assert found["events"][-1]["kind"] == "ends"
    assert found["events"][-1]["stage"] == found["ending"]


def test_trace_tells_every_signature_if_asked(say: Say) -> None:
    short, whole = say("trace labour-2016").out, say("trace labour-2016 --all").out
    assert len(whole.splitlines()) > 2 * len(short.splitlines())


def test_replay_has_the_fields_of_the_contract(say: Say) -> None:
    found = say("replay --all --json").json()
    assert found["replayed"] == found["matched"] == len(found["contests"]) >= 1
    assert all(set(contest) >= {"id", "matched", "differences"} for contest in found["contests"])
    damaged = say("replay what-happened --set conduct.challenge.given.signatures.eagle=50 --json")
    assert damaged.code == 1
    assert damaged.json()["matched"] == 0
    (first, *_) = damaged.json()["contests"][0]["differences"]
    assert set(first) == {"what", "stage", "recorded", "derived", "why", "told", "follows"}


def test_a_trace_tells_the_run_that_run_counts(say: Say) -> None:
    import rulesim

    told = say("trace labour-2016 --run 17 --seed 1 --json").json()
    row = rulesim.load("labour-2016").run(30, seed=1, workers=1).frame().iloc[17]
    assert (told["ending"], told["leader"]) == (row["ending"], row["leader"])
    outcomes = [event for event in told["events"] if event["kind"] == "outcome"]
    assert " > ".join(f"{event['stage']}.{event['facts']['outcome']}" for event in outcomes) == row["path"]


def test_the_same_seed_gives_the_same_document_but_for_times(say: Say) -> None:
    words = "run labour-2016 --runs 60 --seed 3 --json"
    one, other = say(words).json(), say(words).json()
    assert without_times(one) == without_times(other)
    assert without_times(one) != without_times(say(words.replace("--seed 3", "--seed 4")).json())


def test_the_number_of_workers_changes_nothing(say: Say) -> None:
    words = "run labour-2016 --runs 600 --json --workers"
    assert without_times(say(f"{words} 1").json()) == without_times(say(f"{words} 2").json())


@pytest.mark.parametrize("name", ["uk-labour-2021", "labour-2016", "history/uk-con-1990"])
def test_a_file_is_printed_to_copy_from(say: Say, name: str) -> None:
    """Letter for letter, comments and all."""
    file = next(folder / f"{name}.yaml" for folder in (RULEBOOKS, SCENARIOS) if (folder / f"{name}.yaml").exists())
    found = say(f"show {name} --yaml")
    assert (found.code, found.err, found.out) == (0, "", file.read_text("utf-8"))


@pytest.mark.parametrize("besides", ["--json", "--set starts=2020-01-01", "--diff uk-labour-2018", "--reading a=b"])
def test_nothing_is_asked_of_a_file_that_is_printed(say: Say, besides: str) -> None:
    found = say(f"show uk-labour-2021 --yaml {besides}")
    assert (found.code, found.out) == (2, "")
    assert f"--yaml with {besides.split()[0]}; expected --yaml alone" in found.err


def test_only_a_file_that_can_be_read_is_printed(say: Say, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("a: [1\n", encoding="utf-8")
    found = say(f"show {tmp_path / 'broken.yaml'} --yaml")
    assert (found.code, found.out) == (2, "")
    assert "broken.yaml:1" in found.err
