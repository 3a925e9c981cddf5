"""One run as a story: a chapter for each stage; many signatures or nominations in a row are summed up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from rulesim.engines.event.events import Decides, NamesGiven, Opens, Outcome
from rulesim.engines.event.trace import Event
from rulesim.model.contest import Contest
from rulesim.reports.page.events import Line, line
from rulesim.reports.page.people import Shown, shown
from rulesim.reports.words.events import noun_of, title
from rulesim.reports.words.names import initial, person
from rulesim.studies.findings import Findings
from rulesim.studies.wording import days, listed

_FOLD_FROM = 3


@dataclass(frozen=True)
class Fold:
    """Many signatures or nominations in a row, in one sentence."""

    says: str
    first: datetime
    last: datetime
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Chapter:
    """One stage of the run."""

    title: str
    says: str
    clause: str
    opens: datetime | None
    told: tuple[Line | Fold, ...]


@dataclass(frozen=True)
class Story:
    """One run, chapter by chapter."""

    run: int
    why: str
    chapters: tuple[Chapter, ...]
    ending: str
    leader: Shown


def story(findings: Findings) -> Story:
    """The run that shows the findings best."""
    contest, trace = findings.ensemble.contest, findings.trace
    events = [event for event in trace.events if event.kind != "ends"]
    chapters = tuple(_chapter(part, contest) for part in _parts(events))
    ending = contest.rules.endings[trace.ending].says
    return Story(trace.run, _why(findings), chapters, ending, shown(trace.leader, contest.scenario))


def _why(findings: Findings) -> str:
    """Why this run was chosen."""
    for study in findings.readings.ranked:
        if study.divergence is not None and study.divergence.run == findings.trace.run:
            asks = findings.ensemble.contest.rules.contested[study.question].asks
            return f"It is the first run whose result depends on the answer to “{asks}”"
    return "It is the first run that takes the most common path."


def _parts(events: Sequence[Event]) -> Iterator[list[Event]]:
    """The events from one opening of a stage to the next. A decision appears once: its outcome adds nothing."""
    part: list[Event] = []
    for before, event in pairwise((None, *events)):
        if isinstance(before, Decides) and isinstance(event, Outcome):
            continue
        assert event is not None
        if isinstance(event, Opens) and part:
            yield part
            part = []
        part.append(event)
    if part:
        yield part


def _chapter(part: list[Event], contest: Contest) -> Chapter:
    head = line(part[0], contest) if isinstance(part[0], Opens) else None
    rest = part[1:] if head else part
    told = tuple(_told(rest, contest))
    says, clause, opens = (head.what, head.clause, head.at) if head else ("", "", None)
    return Chapter(title(contest, part[0].stage), says, clause, opens, told)


def _told(events: list[Event], contest: Contest) -> Iterator[Line | Fold]:
    for growing, run in groupby(events, key=lambda event: isinstance(event, NamesGiven)):
        group = list(run)
        names = [event for event in group if isinstance(event, NamesGiven)]
        if growing and len(group) >= _FOLD_FROM:
            yield _fold(names, contest)
        else:
            yield from (line(event, contest) for event in group)


def _fold(events: list[NamesGiven], contest: Contest) -> Fold:
    lines = tuple(line(event, contest) for event in events)
    grown: dict[str, list[int]] = {}
    for event in events:
        whom = person(contest, event.whom)
        grown.setdefault(whom, [event.names - event.added]).append(event.names)
    first, last = lines[0].at, lines[-1].at
    return Fold(f"{_growth(grown, noun_of(events[0]))}, {days(first, last)}.", first, last, lines)


def _growth(grown: Mapping[str, list[int]], noun: str) -> str:
    """`Angela Eagle rises from 0 to 51 nominations`, or several people in turn."""
    parts = [f"{name or 'the petition'} {_rise(names)}" for name, names in grown.items()]
    return initial(f"{listed(parts)} {noun}s")


def _rise(names: list[int]) -> str:
    return f"rises from {names[0]} to {names[-1]}" if names[0] else f"reaches {names[-1]}"
