"""Nominations and thresholds, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rulesim.model import stages as model
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario
from rulesim.reports.page.people import Shown, shown
from rulesim.reports.words.thresholds import requirement
from rulesim.studies.findings import Findings
from rulesim.studies.nominations import Bar, Collected, NominationsStudy, study_nominations
from rulesim.studies.wording import listed


@dataclass(frozen=True)
class Collector:
    """One person's nominations at a stage."""

    who: Shown
    names: Collected

    def needs_less_than(self, bar: int) -> bool:
        """Whether somebody is on the ballot without so many nominations, such as a leader by right."""
        return self.names.on_ballot.count > self.names.reaches[bar].count


@dataclass(frozen=True)
class Nominations:
    """One nominations stage: its thresholds, in words too, those claimed, and the people who seek nominations there."""

    study: NominationsStudy
    stage: model.Nominations
    needs: str
    claimed: Mapping[int, str]
    people: tuple[Collector, ...]

    @property
    def main_bar(self) -> int | None:
        """The threshold by which a picture divides the runs: the highest that applies, or else the highest of all."""
        bars = self.study.bars
        return max([bar.names for bar in bars if bar.here] or [bar.names for bar in bars], default=None)


def nominations(findings: Findings) -> tuple[Nominations, ...]:
    """Every nominations stage that the runs reach."""
    scenario = findings.ensemble.contest.scenario
    return tuple(_stage(findings, study, scenario) for study in study_nominations(findings.readings))


def _stage(findings: Findings, study: NominationsStudy, scenario: Scenario) -> Nominations:
    stage = findings.ensemble.settled.rules.stages[study.stage]
    claim = scenario.claim
    claimed = {} if claim is None else {number: name for name, number in claim.numbers.items()}
    people = tuple(Collector(shown(found.person, scenario), found) for found in study.people)
    assert isinstance(stage, model.Nominations)
    words = [*(_needs(study.bars) if study.one_bar else _in_words(stage, findings.ensemble.settled.rules))]
    if study.one_bar and stage.leads_by_right and study.bars:
        words.append("A sitting leader is on the ballot by right and needs none.")
    return Nominations(study, stage, " ".join(words), claimed, people)


_KINDS = {"incumbent": "A sitting leader", "challenger": "A challenger", "anyone": "Every candidate"}


def _in_words(stage: model.Nominations, rules: Rules) -> Iterator[str]:
    """What is needed where no one number says it."""
    for kind, need in stage.needs.items():
        yield f"{_KINDS[kind]}: {requirement(need, rules)}."


def _needs(bars: tuple[Bar, ...]) -> Iterator[str]:
    here = [str(bar.names) for bar in bars if bar.here]
    if here:
        needed = "nomination is needed" if here == ["1"] else "nominations are needed"
        yield f"As the rules are read in this scenario, {listed(here, 'or')} {needed}."
    else:
        yield "As the rules are read in this scenario, nobody needs nominations."
    for bar in bars:
        if not bar.here:
            questions = dict.fromkeys(question for question, _ in bar.under)
            ways = [_readings_of(question, bar) for question in questions]
            yield f"Under another reading the threshold is {bar.names} ({listed(ways, 'or')})."


def _readings_of(question: str, bar: Bar) -> str:
    readings = [f"“{reading}”" for asked, reading in bar.under if asked == question]
    return f"{question} read as {listed(readings, 'or')}"
