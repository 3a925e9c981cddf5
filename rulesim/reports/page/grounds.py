"""What the report is based on: assumptions, unknowns, the rule book and the facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from rulesim.model.contest import Citation
from rulesim.model.facts import Source
from rulesim.model.quantities import show_share
from rulesim.model.rulebook import Status
from rulesim.model.scenario import Unknown
from rulesim.reports.page.footnotes import Footnotes
from rulesim.reports.words.thresholds import in_force
from rulesim.studies.findings import Findings
from rulesim.studies.wording import day

STATUSES: dict[Status, str] = {
    "official text": "The rules were encoded from the official text.",
    "press reports": "The rules were encoded from press reports and other accounts, not from an official copy.",
    "illustrative": "The rules are an illustration, and no party’s.",
}


@dataclass(frozen=True)
class UnknownShown:
    """A share nobody knows: its range in words, and as shares for a picture."""

    name: str
    range: str
    kind: str
    low: float
    high: float
    note: str


@dataclass(frozen=True)
class FactShown:
    """One published figure."""

    id: str
    says: str
    value: str
    known_from: str
    note: str
    unsure: bool
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Assumed:
    """A disputed rule and how it is read in this report."""

    asks: str
    reading: str
    says: str


@dataclass(frozen=True)
class Grounds:
    """Everything that the findings are based on."""

    assumptions: tuple[str, ...]
    assumed: tuple[Assumed, ...]
    unknowns: tuple[UnknownShown, ...]
    rulebook: str
    in_force: str
    status: str
    rulebook_notes: tuple[int, ...]
    departures: tuple[str, ...]
    facts: tuple[FactShown, ...]


def grounds(findings: Findings, footnotes: Footnotes) -> Grounds:
    """What the findings are based on."""
    contest = findings.ensemble.contest
    rules = contest.rules
    return Grounds(
        contest.scenario.assumptions,
        tuple(_assumed(findings)),
        tuple(_unknown(name, unknown) for name, unknown in contest.scenario.unknowns.items()),
        rules.title,
        in_force(rules.in_force),
        STATUSES[rules.status],
        footnotes.cite_ids(rules.sources),
        rules.departures,
        tuple(_fact(citation, footnotes) for citation in contest.citations),
    )


def _assumed(findings: Findings) -> Iterator[Assumed]:
    contested = findings.ensemble.contest.rules.contested
    held = dict(findings.ensemble.settled.held)
    for question, asked in contested.items():
        if question in held:
            yield Assumed(asked.asks, held[question], asked.readings[held[question]].says)


def _unknown(name: str, unknown: Unknown) -> UnknownShown:
    ninety = unknown.low is not None
    low, high = (unknown.low, unknown.high) if ninety else (unknown.least, unknown.most)
    assert low is not None
    assert high is not None
    kind = "nine runs out of ten" if ninety else "any value equally likely"
    shown = f"{show_share(low)} to {show_share(high)}"
    return UnknownShown(name.replace("-", " "), shown, kind, float(low), float(high), unknown.note)


def _fact(citation: Citation, footnotes: Footnotes) -> FactShown:
    fact = citation.fact
    worked_out = f"calculated as {fact.derived}" if fact.derived else ""
    note = "; ".join(part for part in (worked_out, fact.note) if part)
    value = " ".join(part for part in (_value(fact.value), fact.unit) if part)
    return FactShown(
        citation.id, fact.name, value, day(fact.known_from), note, fact.unsure, footnotes.cite(citation.sources)
    )  # fmt: skip


def _value(value: int | bool | str | Mapping[str, int | str]) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_value(figure)}" for name, figure in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if len(value) >= 10 and value[:4].isdigit():
        return _moment(value)
    return value


def _moment(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return day(moment) if len(value) == 10 else f"{day(moment)}, {moment.hour:02}:{moment.minute:02}"


def is_link(source: Source) -> bool:
    """Whether a source's address leads somewhere a browser can go."""
    return source.url.startswith(("https://", "http://"))
