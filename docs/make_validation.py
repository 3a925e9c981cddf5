"""Writes docs/validation.md: what every replay checked, from the replays themselves.

`python docs/make_validation.py` writes it; `--check` only says whether it is as it would be written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rulesim.api import load
from rulesim.loading.library import SCENARIOS
from rulesim.loading.scenario import replays
from rulesim.loading.seeds import find_sources
from rulesim.loading.yaml_reader import read_file
from rulesim.model.document import walk
from rulesim.model.rough import Rough
from rulesim.model.scenario import Expected, Scenario
from rulesim.reports.json import replays as as_document
from rulesim.reports.words.rough import rough_numbers, roughly

HERE = Path(__file__).resolve().parent
PAGE = HERE / "validation.md"
INTRO = """\
<!-- Made by docs/make_validation.py from the bundled replays. Change those, not this page. -->

# What has been checked against the record

A replay gives the engine what people did, and nothing of what followed. The rules must then lead to what the record
says: the thresholds in numbers, who was eliminated in each round, the path, the winner, the day. `rulesim replay --all`
plays them all and ends with exit code 1 if any differs; this page is made from the same results.

{matched} of {replayed} replays match their record. A match says that the rule book, as encoded, leads from what people
did to what followed. It does not say that the encoding is right where the contest never went: a clause that was never
needed is not tested.

The columns: *thresholds*, how many thresholds were derived and compared; *figures*, how many other figures, such as
votes; *rounds*, for how many rounds it was compared who was eliminated; *tie*, whether a tie rule had to be applied;
*path*, *winner* and *day*, whether those were compared; *sources*, how many sources the record and the facts
are based on."""
BOUNDS = """\
Of these a record says no more than a bound, or about how many. Signatures and nominations are played as the number that
stands there; of figures that the rules must produce, every number is a match that the record allows."""
HEAD = "| contest | thresholds | figures | rounds | tie | path | winner | day | matches | sources |"
RULE = "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"


def page() -> str:
    """The whole page."""
    loaded = {name: load(name) for name in replays()}
    results = {name: contest.replay() for name, contest in loaded.items()}
    found = as_document(list(results.values()))
    told = dict(zip(results, found["contests"], strict=True))
    parties: dict[str, list[str]] = {}
    for name, contest in told.items():
        parties.setdefault(contest["party"], []).append(name)
    parts = [INTRO.format(**found), "## By party"]
    for party, names in sorted(parties.items()):
        ties = {name: any(event.kind == "tie" for event in results[name].trace.events) for name in names}
        rows = [_row(name, loaded[name].scenario, told[name], ties[name]) for name in names]
        parts += [f"### {party}", "\n".join([HEAD, RULE, *rows])]
    parts += ["## What is disputed", _disputed(told, loaded)]
    parts += ["## Numbers on record as bounds", "\n".join([BOUNDS, "", *_bounds(results)])]
    parts += ["## Records that are not replayed", _not_replayed()]
    return "\n\n".join(parts) + "\n"


def _row(name: str, scenario: Scenario, told: Mapping[str, Any], tie: bool) -> str:
    expects = scenario.expects or Expected()
    bars = sum(".needed" in figure or "lead_needed" in figure for figure in expects.figures)
    rounds = sum(len(each) for each in expects.excluded.values())
    asked = (tie, bool(expects.path), bool(expects.leads), bool(expects.decided), told["matched"])
    cells = [bars, len(expects.figures) - bars, rounds, *("yes" if one else "–" for one in asked)]
    cells.append(len(_sources(scenario, name)))
    link = f"[{scenario.title}](../scenarios/{name}.yaml), `{name}`"
    return f"| {link} | {' | '.join(map(str, cells))} |"


def _sources(scenario: Scenario, name: str) -> set[str]:
    """The titles of the sources that a replay names, or that the facts it uses rest on."""
    facts = {
        str(node.fields["fact"].value)
        for _, node in walk(read_file(SCENARIOS / f"{name}.yaml")[0])
        if node.fields is not None and set(node.fields) == {"fact"}
    }
    return {source.title for one in (*scenario.sources, *sorted(facts)) for source in find_sources(one)}


def _disputed(told: Mapping[str, Mapping[str, Any]], loaded: Mapping[str, Any]) -> str:
    """Where the record contradicts the rules as known: both sides."""
    intro = (
        "On these points the record and the rules as known contradict each other. Both are kept, and neither is bent."
    )
    return "\n".join([intro, "", *_disputes(told, loaded)])


def _disputes(told: Mapping[str, Mapping[str, Any]], loaded: Mapping[str, Any]) -> Iterator[str]:
    for name, contest in told.items():
        for one in contest["disputed"]:
            title = loaded[name].scenario.title
            yield f"- **{title}** (`{name}`), {one['what']}: the record has {one['record_says']}; the rules produce"
            yield f"  {one['derived']}. {one['says'][0].upper()}{one['says'][1:]}."


def _bounds(results: Mapping[str, Any]) -> Iterator[str]:
    """The signatures and nominations that a record gives only as a bound or about, and the figures expected so."""
    for name, contest in ((name, result.contest) for name, result in results.items()):
        expects = contest.scenario.expects or Expected()
        said = [f"played, at `{stage}`: {roughly(one)}" for stage in contest.conduct for one in _rough(contest, stage)]
        said += [f"`{what}`: {roughly(one)}" for what, one in expects.figures.items() if isinstance(one, Rough)]
        if said:
            yield f"- **{contest.scenario.title}** (`{name}`): {'; '.join(said)}."


def _rough(contest: Any, stage: str) -> Iterator[Rough]:
    for who in ("", *contest.scenario.people):
        yield from rough_numbers(contest, stage, who)


def _not_replayed() -> str:
    entries = read_file(HERE / "not-replayed.yaml")[0].plain()
    return "\n".join(f"- **{record}.** {reason}" for record, reason in entries.items())


def main(words: list[str]) -> int:
    """Writes the page, or with `--check` compares it."""
    text = page()
    if PAGE.is_file() and PAGE.read_text("utf-8") == text:
        return 0
    if "--check" in words:
        print("docs/validation.md is out of date: run python docs/make_validation.py")
        return 1
    PAGE.write_text(text, "utf-8")
    print("wrote docs/validation.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
