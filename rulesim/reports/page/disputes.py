"""Disputed rules: what is asked, how it can be read, what depends on it, and where one run diverges."""

from dataclasses import dataclass
from itertools import zip_longest

from rulesim.model.contest import Contest, rulings
from rulesim.model.rulebook import Question, Reading
from rulesim.reports.page.events import Line, line
from rulesim.reports.page.footnotes import Footnotes
from rulesim.reports.page.people import Led, Shown, led, shown
from rulesim.studies.divergence import Course
from rulesim.studies.findings import Findings
from rulesim.studies.readings import QuestionStudy
from rulesim.studies.wording import in_runs, listed


@dataclass(frozen=True)
class ReadingShown:
    """One reading, its sources, and who is leader at the end under it."""

    name: str
    reading: Reading
    notes: tuple[int, ...]
    leaders: tuple[Led, ...]
    here: bool
    """Whether this is how the report reads the question."""


@dataclass(frozen=True)
class Side:
    """A run under one reading, from where it diverges."""

    reading: str
    first: Line | None
    then: tuple[Line, ...]
    ending: str
    leader: Shown


@dataclass(frozen=True)
class Fork:
    """A run under two readings."""

    run: int
    clause: str
    sides: tuple[Side, Side]

    @property
    def rows(self) -> tuple[tuple[Line | None, Line | None], ...]:
        """Both readings side by side: where they diverge, then what follows."""
        one, other = ((side.first, *side.then) for side in self.sides)
        return tuple(zip_longest(one, other))


@dataclass(frozen=True)
class Dispute:
    """One disputed rule and what depends on it."""

    study: QuestionStudy
    asked: Question
    says: str
    here: str
    readings: tuple[ReadingShown, ...]
    same: bool
    """Whether the leaders are the same under every reading."""
    notes: tuple[int, ...]
    fork: Fork | None


def disputes(findings: Findings, footnotes: Footnotes) -> tuple[Dispute, ...]:
    """The disputed rules of the findings, those first on which most depends."""
    return tuple(_dispute(findings, study, footnotes) for study in findings.readings.ranked)


def _dispute(findings: Findings, study: QuestionStudy, footnotes: Footnotes) -> Dispute:
    contest = findings.ensemble.contest
    asked = contest.rules.contested[study.question]
    readings = tuple(_reading(findings, study, name, footnotes) for name in study.readings)
    same = len({one.leaders for one in readings}) == 1
    notes, fork = footnotes.cite_ids(asked.sources), _fork(contest, study)
    return Dispute(study, asked, _says(study), _here(findings, study.question), readings, same, notes, fork)


def _reading(findings: Findings, study: QuestionStudy, name: str, footnotes: Footnotes) -> ReadingShown:
    """One reading; leaders are in the same order under every reading, so that they can be compared."""
    contest, held = findings.ensemble.contest, dict(findings.ensemble.settled.held)
    reading = contest.rules.contested[study.question].readings[name]
    leaders = led(study.readings[name].leaders, contest.scenario)
    ordered = tuple(sorted(leaders, key=lambda one: (one.who.tone == "c0", one.who.tone)))
    notes = footnotes.cite_ids(reading.sources)
    return ReadingShown(name, reading, notes, ordered, held.get(study.question) == name)


def _says(study: QuestionStudy) -> str:
    if not study.consulted:
        return "Nothing in this contest depends on the answer."
    if study.certain:
        answer = "changes the result" if study.flips.count else "makes no difference"
        return f"Nothing in this contest is uncertain, and the answer {answer}."
    if study.flips.count == 0:
        return "The result is the same in every run, whatever the answer."
    who = study.leader_flips
    changed = f"The answer changes the outcome {in_runs(study.flips)}"
    if who.count == study.flips.count:
        return f"The answer changes who becomes leader {in_runs(who)}."
    return f"{changed}, {f'and who becomes leader {in_runs(who)}' if who.count else 'but never who becomes leader'}."


def _here(findings: Findings, question: str) -> str:
    """How the question is settled in the runs, if its reading is not fixed from the start."""
    settled = findings.ensemble.settled
    if question in dict(settled.held):
        return ""
    ruled_before = settled.scenario.begins.ruled.get(question)
    by = [settled.rules.stages[stage].title for stage in rulings(settled.rules).get(question, ())]
    if question in settled.ruled and by:
        return f"In each run the question is settled by: {listed(by)}."
    return f"It was ruled “{ruled_before}” before the contest begins." if ruled_before else ""


def _fork(contest: Contest, study: QuestionStudy) -> Fork | None:
    found = study.divergence
    if found is None:
        return None
    one, other = (_side(contest, course) for course in found.courses)
    return Fork(found.run, found.clause or "no clause: people act differently", (one, other))


def _side(contest: Contest, course: Course) -> Side:
    first = line(course.event, contest) if course.event else None
    then = tuple(line(event, contest) for event in course.then if event.kind != "ends")
    ending, leader = contest.rules.ending(course.trace.ending).says, shown(course.trace.leader, contest.scenario)
    return Side(course.reading, first, then, ending, leader)
