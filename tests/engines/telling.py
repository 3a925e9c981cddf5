"""Golden traces: which runs are told, and how a run is written down in plain text.

Every bundled scenario is told as it stands and under every reading of every question it consults: run 0, and the
first run that flips between readings of that question. Signatures and nominations that follow one another are
folded by who gives them to whom; a digest of every single event stands at the head, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import numpy as np

from rulesim.engines import ensemble
from rulesim.engines.event.play import play_run, tell
from rulesim.engines.event.trace import Trace
from rulesim.errors import InputError
from rulesim.loading.library import SCENARIOS, names
from rulesim.loading.rulebook import questions
from rulesim.loading.scenario import consulted, load, settle
from rulesim.model.contest import Contest, Settled
from rulesim.reports.words.events import Entry, entry
from rulesim.studies.flips import flipped

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "traces"
SEED = 1
LOOKED_AT = 300
"""How many runs are looked at for one that flips."""


def variants(contest: Contest) -> Iterator[tuple[str, Settled]]:
    """Each variant that is told, by the name of its file."""
    name = contest.scenario.scenario
    yield f"{name}/as-it-stands", settle(contest)
    for question in consulted(contest):
        for reading in questions(contest.book)[question]:
            with suppress(InputError):  # what is on record may be impossible under another reading
                yield f"{name}/{question}={reading}", settle(contest, {question: reading})


def scenarios() -> tuple[str, ...]:
    return names(SCENARIOS)


def golden_files(contest: Contest) -> dict[str, str]:
    """What is written down for a scenario, by the name of its file: runs are looked for anew."""
    settled = dict(variants(contest))
    stem = contest.scenario.scenario
    found = {f"{stem}/as-it-stands": written(contest, settled[f"{stem}/as-it-stands"], [0])}
    for question in consulted(contest):
        readings = {key: one for key, one in settled.items() if key.startswith(f"{stem}/{question}=")}
        runs = sorted({0, *_first_flip(list(readings.values()))})
        found |= {key: written(contest, one, runs) for key, one in readings.items()}
    return found


def _first_flip(readings: list[Settled]) -> list[int]:
    """The first run that flips, if any of those looked at does."""
    return np.flatnonzero(flipped(ensemble.play(readings, LOOKED_AT, SEED, workers=1)))[:1].tolist()


def written(contest: Contest, settled: Settled, runs: Iterable[int]) -> str:
    """Some runs in plain text."""
    return "\n".join(_told(contest, told) for told in (_trace(settled, run) for run in runs))


def runs_in(text: str) -> list[int]:
    """Which runs a text tells."""
    return [int(line.split()[1].rstrip(",")) for line in text.splitlines() if line.startswith("run ")]


def endings_in(text: str) -> list[str]:
    """How the runs of a text end, and who leads then."""
    return [line for line in text.splitlines() if line.startswith("ending ")]


def _trace(settled: Settled, number: int) -> Trace:
    people = ensemble.people_of(settled, SEED, number, 1)
    return tell(play_run(settled, people, 0, keep_trace=True), SEED, number)


def _told(contest: Contest, trace: Trace) -> str:
    readings = ", ".join(f"{question}: {reading}" for question, reading in sorted(trace.readings.items()))
    told = [entry(event, contest) for event in trace.events]
    head = f"run {trace.run}, seed {trace.seed}; {len(told)} events, digest {_digest(told)}"
    lines = [_line(group) for group in _folded(told)]
    return "\n".join(
        [head, f"readings {readings or 'none'}", *lines, f"ending {trace.ending}, leader {trace.leader}", ""]
    )


def _digest(lines: Iterable[Entry]) -> str:
    every = "\n".join(repr(_in_full(one)) for one in lines)
    return sha256(every.encode()).hexdigest()[:16]


def _in_full(one: Entry) -> tuple[object, ...]:
    event, tally = one.event, dict(one.tally)
    return event.at, event.stage, event.kind, one.who, one.what, event.clause, tally, sorted(tally.items())


def _folded(told: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Signatures and nominations that follow one another, by who gives them to whom; any other event by itself."""
    for is_growing, group in groupby(told, key=lambda one: one.event.kind in ("signs", "nominates")):
        if not is_growing:
            yield from ([one] for one in group)
            continue
        lists: dict[tuple[str, str], list[Entry]] = {}
        for one in group:
            lists.setdefault((one.who, one.what), []).append(one)
        yield from lists.values()


def _line(group: list[Entry]) -> str:
    first, last = group[0], group[-1]
    at, until = (one.at.isoformat(timespec="minutes") for one in (first, last))
    times = "" if len(group) == 1 else f" ×{len(group)}, the last {until}"
    tally = " ".join(f"{name}={number}" for name, number in last.tally.items())
    event = first.event
    parts = (f"{at} {event.stage} {event.kind}: {first.who} | {first.what}{times}", tally, event.clause)
    return " | ".join(part for part in parts if part)


def load_scenario(name: str) -> Contest:
    return load(name)
