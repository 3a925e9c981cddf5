"""What was found, in plain words and with its uncertainty: two or three sentences, right for any contest."""

from collections.abc import Sequence
from dataclasses import dataclass

from rulesim.model.rulebook import NOBODY, NOT_KNOWN
from rulesim.studies.bars import BarsStudy
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.findings import Findings
from rulesim.studies.flips import DECISIVE_ABOVE, Verdict
from rulesim.studies.readings import QuestionStudy
from rulesim.studies.routes import left_office
from rulesim.studies.wording import in_runs, listed, number, percent


@dataclass(frozen=True)
class Headline:
    """The findings in sentences; an empty one has nothing to say."""

    leads: str
    """Who is leader at the end."""
    disputes: str
    """Whether a disputed rule matters."""
    rest: str
    """Whether the other disputed rules matter."""
    claim: str
    """The result of testing a published claim."""

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.leads, self.disputes, self.rest, self.claim) if part)


def headline(findings: Findings) -> Headline:
    """The findings in plain words."""
    studies = findings.readings.ranked
    disputes = _disputes(findings, studies)
    return Headline(_leads(findings.ensemble), disputes, _rest(studies), _claim(findings.bars))


def _leads(ensemble: Ensemble) -> str:
    scenario = ensemble.contest.scenario
    top, share = next(iter(ensemble.leaders.items()))
    if top == NOBODY:
        return f"Nobody is leader at the end {in_runs(share)}{_second(ensemble, NOBODY) if share.share < 1 else ''}."
    if top == NOT_KNOWN:
        return f"The record does not say who is leader at the end {in_runs(share)}."
    if top != scenario.leader:
        return f"{scenario.people[top].name} is leader at the end {in_runs(share)}{_second(ensemble, top)}."
    still = "" if left_office(ensemble).share > 0.5 else "still "
    return f"{scenario.people[top].name} is {still}leader at the end {in_runs(share)}."


def _second(ensemble: Ensemble, top: str) -> str:
    """The leader at the start, if somebody else is leader more often; otherwise whoever comes second."""
    scenario, leaders = ensemble.contest.scenario, ensemble.leaders
    if scenario.leader not in leaders and not scenario.is_vacant:
        return f", {scenario.people[scenario.leader].name} in none"
    others = [who for who in leaders if who not in (top, NOBODY, NOT_KNOWN)]
    who = scenario.leader if scenario.leader in others else next(iter(others), None)
    return f", {scenario.people[who].name} {in_runs(leaders[who])}" if who else ""


def _disputes(findings: Findings, studies: Sequence[QuestionStudy]) -> str:
    contested = findings.ensemble.contest.rules.contested
    if not contested:
        return "No rule in the rule book is in dispute."
    if not studies:
        return "Each disputed rule is read in one way only in this report, so none was tested."
    main = studies[0]
    if main.verdict == "academic":
        return _all_academic(contested[main.question].asks, studies)
    return f"“{contested[main.question].asks}” {_turns(main)}"


def _all_academic(asks: str, studies: Sequence[QuestionStudy]) -> str:
    several, most = len(studies) > 1, studies[0].flips
    if most.count == 0:
        same = "every run has the same result"
    else:
        same = f"the result differs in {'at most ' if several else ''}{percent(most.share)} of runs"
    if several:
        return f"However the {number(len(studies))} disputed rules are read, {same}: the disputes are academic."
    return f"“{asks}” Whatever the answer, {same}: the dispute is academic."


def _turns(main: QuestionStudy) -> str:
    who = main.leader_flips
    if main.verdict == "open":
        change = f"The answer changes the outcome {in_runs(main.flips)}"
        few = ", but too few runs were played to say that it never does" if main.flips.count == 0 else ""
        return f"{change}{few}: it remains open whether the dispute matters."
    if who.count and who.low > DECISIVE_ABOVE:
        return f"The answer changes who becomes leader {in_runs(who)}: the dispute is not academic."
    leads = f", and who becomes leader {in_runs(who)}" if who.count else ", but never who becomes leader"
    return f"The answer changes the outcome {in_runs(main.flips)}{leads}: the dispute is not academic."


def _rest(studies: Sequence[QuestionStudy]) -> str:
    if len(studies) < 2 or studies[0].verdict == "academic":
        return ""
    others = [study.verdict for study in studies[1:]]
    first = "decide" if studies[0].verdict == "decisive" else "be decisive"
    verdicts: tuple[Verdict, ...] = ("decisive", "open", "academic")
    counted = [(verdict, others.count(verdict)) for verdict in verdicts if verdict in others]
    if len(others) == 1:
        return f"The other disputed rule is {_is(others[0], first)}."
    if len(counted) == 1:
        return f"The other {number(len(others))} disputed rules are {_is(others[0], first)}."
    parts = [f"{number(count)} {'is' if count == 1 else 'are'} {_is(verdict, first)}" for verdict, count in counted]
    return f"Of the other {number(len(others))} disputed rules, {listed(parts)}."


def _is(verdict: Verdict, first: str) -> str:
    return "decisive too" if verdict == "decisive" and first == "decide" else verdict


def _claim(found: BarsStudy | None) -> str:
    if found is None:
        return ""
    numbers = listed([str(value) for value in found.claim.numbers.values()])
    follow = "follow from one" if found.single_base else "do not follow from any single"
    supporters = f"{found.claim.supporters} supporters {listed(_reaches(found))}"
    return f"The claimed thresholds, {numbers}, {follow} base and way of rounding; {supporters}."


def _reaches(found: BarsStudy) -> list[str]:
    """For every threshold, whether the supporters meet it on the bases and roundings that might be meant."""
    said = []
    for name in found.claim.numbers:
        comes_to = sorted({row.bars[name] for row in found.rows} or {found.claim.numbers[name]})
        reached = {found.claim.supporters >= number for number in comes_to}
        if len(reached) > 1:
            met = f"meet the {name} threshold only on some ways of counting"
        else:
            met = f"{'meet' if True in reached else 'fall short of'} the {name} threshold however it is counted"
        said.append(f"{met} ({_from_to(comes_to)})")
    return said


def _from_to(numbers: list[int]) -> str:
    return str(numbers[0]) if numbers[0] == numbers[-1] else f"{numbers[0]} to {numbers[-1]}"
