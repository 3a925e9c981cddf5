"""What the report is based on: assumptions, unknowns, the rule book and the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rulesim.model.contest import Citation
from rulesim.model.facts import Fact, Source
from rulesim.model.rulebook import Status
from rulesim.reports.page.footnotes import Footnotes
from rulesim.reports.words.silences import silences_between
from rulesim.reports.words.thresholds import out_of_force
from rulesim.studies.findings import Findings
from rulesim.studies.readings import ensembles
from rulesim.studies.wording import day

STATUSES: dict[Status, str] = {
    "official text": "The rules were encoded from the official text.",
    "press reports": "The rules were encoded from press reports and other accounts, not from an official copy.",
    "illustrative": "The rules are an illustration, and no party’s.",
}


@dataclass(frozen=True)
class Grounds:
    """What the findings are based on, beside the contest itself: the footnotes of the rule book and of each fact.

    `assumed` is the reading of each disputed rule that nobody settles during the contest, `silences` what came up in
    some runs though the rules say nothing of it, `out_of_force` that the contest is not of the time of its rules.
    """

    assumed: Mapping[str, str]
    silences: tuple[str, ...]
    out_of_force: str
    notes: tuple[int, ...]
    facts: tuple[tuple[Citation, tuple[int, ...]], ...]


def grounds(findings: Findings, footnotes: Footnotes) -> Grounds:
    """What the findings are based on."""
    contest, held = findings.ensemble.contest, dict(findings.ensemble.settled.held)
    assumed = {question: held[question] for question in contest.rules.contested if question in held}
    notes = footnotes.cite_ids(contest.rules.sources)
    silent = tuple(silences_between(ensembles(findings.readings)))
    facts = tuple((one, footnotes.cite(one.sources)) for one in contest.citations)
    return Grounds(assumed, silent, out_of_force(contest), notes, facts)


def doubts(fact: Fact) -> str:
    """How a figure was calculated, and what is doubtful about it."""
    worked_out = f"calculated as {fact.derived}" if fact.derived else ""
    return "; ".join(part for part in (worked_out, fact.note) if part)


def published(fact: Fact) -> str:
    """A published figure with its unit."""
    return " ".join(part for part in (_value(fact.value), fact.unit) if part)


def _value(value: int | bool | str | Mapping[str, int | str]) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_value(part)}" for name, part in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return _moment(value) if len(value) >= 10 and value[:4].isdigit() else value


def _moment(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return day(moment) if len(value) == 10 else f"{day(moment)}, {moment:%H:%M}"


def is_link(source: Source) -> bool:
    """Whether a source's address leads somewhere a browser can go."""
    return source.url.startswith(("https://", "http://"))
