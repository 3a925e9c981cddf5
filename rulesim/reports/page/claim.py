"""A published claim about thresholds, tested: which base gives its numbers, and who meets them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from rulesim.studies.bars import BarsStudy, Origin, Row
from rulesim.studies.findings import Findings
from rulesim.studies.wording import in_runs, listed

ROUNDINGS: Mapping[str, str] = {
    "at least, rounded up": "rounded up",
    "to the nearest": "rounded to the nearest",
    "rounded down": "rounded down",
    "more than": "more than the share",
}

Base = tuple[Row, ...]
"""The thresholds on one base, under each rounding in turn."""


@dataclass(frozen=True)
class Claim:
    """A claim about thresholds, the result of testing it in words, and the thresholds base by base.

    `on_ballot` says, for each reading of the question, how often the supporters' candidate is on the ballot under it.
    """

    study: BarsStudy
    says: str
    bases: tuple[Base, ...]
    on_ballot: Mapping[str, str]


def claim(findings: Findings) -> Claim | None:
    """The claim that the scenario tests, if it does."""
    study = findings.bars
    if study is None:
        return None
    bases = groupby(study.rows, key=lambda row: (row.base_is, row.base))
    return Claim(study, _bases_agree(study), tuple(tuple(rows) for _, rows in bases), _on_ballot(findings, study))


def _on_ballot(findings: Findings, study: BarsStudy) -> Mapping[str, str]:
    asked = findings.readings.questions.get(study.claim.question)
    milestone = f"on_ballot.{study.claim.candidate}"
    shares = {name: one.milestones.get(milestone) for name, one in asked.readings.items()} if asked else {}
    return {name: in_runs(share) if share else "in no run" for name, share in shares.items()}


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
        where = [f"{bases(origin)} if {ROUNDINGS[origin.rule]}" for origin in found.origins if origin.bar == name]
        yield f"{number} ({name}) would need a base of {'; '.join(where)}."


def bases(origin: Origin, to: str = " to ") -> str:
    """The bases that would give a claimed number: `253 to 257`."""
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
