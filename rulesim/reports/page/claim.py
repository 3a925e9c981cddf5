"""A published claim about thresholds, tested: which base gives its numbers, and who meets them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rulesim.model.quantities import show_share
from rulesim.reports.page.people import Shown, shown
from rulesim.studies.bars import RULES, BarsStudy, Origin, Row
from rulesim.studies.findings import Findings
from rulesim.studies.shares import Estimate
from rulesim.studies.wording import in_runs, listed

ROUNDINGS: Mapping[str, str] = {
    "at least, rounded up": "rounded up",
    "to the nearest": "rounded to the nearest",
    "rounded down": "rounded down",
    "more than": "more than the share",
}


@dataclass(frozen=True)
class BaseRow:
    """The thresholds on one base, under each rounding in turn; `claimed` where they are as claimed."""

    base: int
    base_is: str
    bars: tuple[Mapping[str, int], ...]
    claimed: tuple[bool, ...]


@dataclass(frozen=True)
class Whence:
    """The bases that would give one claimed number, under each rounding in turn."""

    bar: str
    share: str
    number: int
    bases: tuple[str, ...]


@dataclass(frozen=True)
class ReadingOutcome:
    """How often the supporters' candidate is on the ballot under one reading of the question."""

    name: str
    says: str
    on_ballot: str


@dataclass(frozen=True)
class Claim:
    """A claim about thresholds, and the result of testing it."""

    says: str
    supporters: int
    candidate: Shown
    asks: str
    numbers: Mapping[str, int]
    roundings: tuple[str, ...]
    rows: tuple[BaseRow, ...]
    whence: tuple[Whence, ...]
    passes: Mapping[int, bool]
    readings: tuple[ReadingOutcome, ...]


def claim(findings: Findings) -> Claim | None:
    """The claim that the scenario tests, if it does."""
    study = findings.bars
    if study is None:
        return None
    contest = findings.ensemble.contest
    made = study.claim
    question = contest.rules.contested[made.question]
    return Claim(
        _bases_agree(study),
        made.supporters,
        shown(made.candidate, contest.scenario),
        question.asks,
        made.numbers,
        tuple(ROUNDINGS[rule] for rule, _, _ in RULES),
        tuple(_rows(study.rows)),
        tuple(_whence(study, name) for name in made.numbers),
        study.passes,
        tuple(_readings(findings, study)),
    )


def _rows(rows: tuple[Row, ...]) -> Iterator[BaseRow]:
    for described, base in dict.fromkeys((row.base_is, row.base) for row in rows):
        here = [row for row in rows if (row.base_is, row.base) == (described, base)]
        yield BaseRow(base, described, tuple(row.bars for row in here), tuple(row.as_claimed for row in here))


def _whence(study: BarsStudy, name: str) -> Whence:
    found = tuple(_bases(origin, "–") for origin in study.origins if origin.bar == name)
    return Whence(name, show_share(study.claim.shares[name]), study.claim.numbers[name], found)


def _readings(findings: Findings, study: BarsStudy) -> Iterator[ReadingOutcome]:
    found = findings.readings.questions.get(study.claim.question)
    asked = findings.ensemble.contest.rules.contested[study.claim.question]
    for name, ensemble in (found.readings if found else {}).items():
        share: Estimate | None = ensemble.milestones.get(f"on_ballot.{study.claim.candidate}")
        yield ReadingOutcome(name, asked.readings[name].says, in_runs(share) if share else "in no run")


def claim_in_words(found: BarsStudy) -> list[str]:
    """The result of testing a claim, sentence by sentence."""
    return [_bases_agree(found), *_origins(found), _supporters(found)]


def _bases_agree(found: BarsStudy) -> str:
    numbers = listed(list(map(str, found.claim.numbers.values())))
    if found.single_base:
        return f"The claimed thresholds, {numbers}, can follow from one base and one way of rounding."
    none = "none of those listed, and no other"
    return f"No single base and way of rounding gives the claimed thresholds, {numbers}: {none}."


def _origins(found: BarsStudy) -> Iterator[str]:
    for name, number in found.claim.numbers.items():
        where = [f"{_bases(origin)} if {ROUNDINGS[origin.rule]}" for origin in found.origins if origin.bar == name]
        yield f"{number} ({name}) would need a base of {'; '.join(where)}."


def _bases(origin: Origin, to: str = " to ") -> str:
    if origin.least is None:
        return "no number"
    return f"{origin.least}{to}{origin.most}" if origin.least != origin.most else f"{origin.least}"


def _supporters(found: BarsStudy) -> str:
    met, missed = (
        listed([str(number) for number, passes in found.passes.items() if passes is wanted], "or")
        for wanted in (True, False)
    )
    count = found.claim.supporters
    if not met or not missed:
        return f"{count} supporters {f'meet a threshold of {met}' if met else f'fall short of {missed}'}."
    return f"{count} supporters meet a threshold of {met}, and fall short of {missed}."
