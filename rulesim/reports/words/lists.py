"""Running totals of a petition or of nominations, given once for many in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from rulesim.engines.event.events import NamesGiven
from rulesim.engines.event.trace import Event
from rulesim.model.contest import Contest
from rulesim.reports.words.events import Entry, entry, noun_of
from rulesim.studies.wording import counted


def grown(events: Iterable[Event], contest: Contest) -> Iterator[Entry]:
    """The entries of a trace; of signatures or nominations in a row, only the last total for each candidate."""
    for given, group in groupby(events, key=lambda event: isinstance(event, NamesGiven)):
        if given:
            yield from _last(group, contest)
        else:
            yield from (entry(event, contest) for event in group)


def _last(events: Iterable[Event], contest: Contest) -> Iterator[Entry]:
    lists: dict[tuple[str, str], list[NamesGiven]] = {}
    for event in events:
        if isinstance(event, NamesGiven):
            lists.setdefault((event.stage, event.whom), []).append(event)
    for names in sorted(lists.values(), key=lambda names: names[-1].at):
        last = entry(names[-1], contest)
        has = f"has {counted(names[-1].names, noun_of(last.event))} so far"
        yield last if len(names) == 1 else replace(last, who=last.whom or "The petition", what=has)
