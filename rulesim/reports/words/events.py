"""Events as the entries of a trace: who did what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rulesim.engines.event import events as of
from rulesim.engines.event.trace import Event
from rulesim.model.contest import Contest
from rulesim.reports.words import tested
from rulesim.reports.words.names import as_printed, bloc, people, person, score
from rulesim.reports.words.reasons import TIES, because, outcome
from rulesim.studies.wording import counted, listed


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in words: when, who, what; its numbers, and for whom a signature or a nomination is given."""

    event: Event
    at: datetime
    who: str
    what: str
    tally: Mapping[str, int]
    whom: str

    def __str__(self) -> str:
        clause = f" [{self.event.clause}]" if self.event.clause else ""
        return f"{self.at:%Y-%m-%d %H:%M}  {self.who}: {self.what}{clause}"


def entry(event: Event, contest: Contest) -> Entry:
    """An event in words."""
    whom = event.whom if isinstance(event, of.NamesGiven) else ""
    return Entry(
        event,
        contest.scenario.starts + timedelta(minutes=event.at),
        _who(event, contest),
        _what(event, contest),
        _tally(event),
        person(contest, whom),
    )


def title(contest: Contest, stage: str) -> str:
    """What a stage is called in print."""
    return contest.rules.stages[stage].title


def noun_of(event: Event) -> str:
    """What is given: a signature to a petition, or a nomination."""
    return "signature" if event.kind == "signs" else "nomination"


def _who(event: Event, contest: Contest) -> str:
    match event:
        case of.Signs() | of.Nominates() | of.Votes():
            return bloc(contest, event.who) if event.who else "a member"
        case of.Decides():
            return person(contest, contest.scenario.leader) if event.who == "leader" else event.who
        case of.SupportTested():
            return event.asks
        case of.Counts():
            return f"Round {event.round}"
        case of.Tie():
            return people(contest, event.level)
        case _:
            return person(contest, event.who) if event.who else title(contest, event.stage)


def _what(event: Event, contest: Contest) -> str:
    match event:
        case of.Opens():
            return f"opens: {event.says}" if event.visit == 1 else f"opens again (visit {event.visit})"
        case of.Signs() | of.Nominates() | of.Stands() | of.Withdraws():
            return _act(event, contest)
        case of.Votes():
            return _votes(event)
        case of.Decides():
            return event.option
        case of.Ruled():
            return f"{event.question}: {ruling(event, contest)}"
        case of.Counts() | of.Excluded() | of.Tie():
            return _round(event, contest)
        case of.SignaturesTested():
            return tested.signatures(event, contest)
        case of.SupportTested():
            return tested.support(event)
        case of.NamesTested():
            return tested.names(event, contest)
        case of.VotesTested():
            return tested.votes(event)
        case of.Outcome():
            said, why = outcome(event.outcome), _why(event, contest)
            return f"{said}: {why}" if why else said
        case of.TakesOver():
            return f"{outcome(event.outcome)}: “{title(contest, event.stops)}” is cut short"
        case of.Ends():
            return f"{event.says}; {person(contest, event.who)} is leader"
    raise TypeError(event)


def _act(event: of.Signs | of.Nominates | of.Stands | of.Withdraws, contest: Contest) -> str:
    """What people choose to do."""
    match event:
        case of.Signs():
            return f"signs for {person(contest, event.whom)}" if event.whom else "signs"
        case of.Nominates():
            verb = "nominates" if event.added == 1 else f"{event.added} nominate"
            return f"{verb} {person(contest, event.whom)}"
        case of.Stands():
            return "stands" if event.admitted else "is barred from standing"
        case of.Withdraws(after=None):
            return "withdraws"
        case of.Withdraws(after=0):
            return "withdraws before the first round"
        case of.Withdraws():
            return f"withdraws after round {event.after}"


def _votes(event: of.Votes) -> str:
    if event.hundred:
        return sides(event.votes_for, event.against, event.hundred)
    spoilt = f", {event.spoilt} spoilt" if event.spoilt else ""
    away = f", {event.away} did not vote" if event.away else ""
    return f"{event.votes_for} for, {event.against} against{spoilt}{away}"


def sides(votes_for: int, against: int, hundred: int) -> str:
    """`172 for, 40 against`, or `48.7% for, 51.3% against`."""
    if not hundred:
        return f"{votes_for} for, {against} against"
    return f"{as_printed(votes_for, hundred)} for, {as_printed(against, hundred)} against"


def ruling(event: of.Ruled, contest: Contest) -> str:
    """How a question is settled, in the words of the rule book."""
    if not event.effective:
        return "fixed in advance, so this does not settle it"
    return contest.rules.contested[event.question].readings[event.reading].says


def _round(event: of.Counts | of.Excluded | of.Tie, contest: Contest) -> str:
    """What happens in a round of a ballot."""
    match event:
        case of.Counts(points=points) if not points:
            return "the votes are not on record; the elimination is"
        case of.Counts():
            each = (f"{person(contest, who)} {score(many, event.college)}" for who, many in event.points.items())
            spoilt = f"; {event.spoilt:,} spoilt" if event.spoilt else ""
            exhausted = f"; {event.exhausted:,} exhausted" if event.exhausted else ""
            return f"{', '.join(each)}{spoilt}{exhausted}"
        case of.Excluded():
            return f"is eliminated after round {event.round}: {because(event.reason, event.stay)}"
        case of.Tie():
            said = TIES[event.rule].run if event.then else TIES[event.rule].undecided
            out = f"{'is' if len(event.left) == 1 else 'are'} eliminated"
            ends = {"elected": "is elected", "reopened": "wins"}.get(event.then, out)
            return f"tied: {said.format(names=people(contest, event.left), ends=ends)}"


def _why(event: of.Outcome, contest: Contest) -> str:
    """Why a stage has its outcome; a decision is its own reason."""
    match contest.rules.stages[event.stage].kind, event.outcome:
        case "petition", _:
            return f"{counted(event.numbers['needed'], 'signature')} needed, {event.numbers['had']:,} collected"
        case "motion", _:
            return sides(event.numbers["for"], event.numbers["against"], event.numbers.get("hundred", 0))
        case "nominations", _:
            names = listed([person(contest, one) for one in event.people]) or "nobody"
            return f"{names} {'are' if len(event.people) > 1 else 'is'} on the ballot"
        case "ballot", "elected":
            return f"{people(contest, event.people)} ({because(event.reason) if event.reason else ''})"
        case "ballot", "shortlisted":
            return f"{len(event.people)} go through: {people(contest, event.people)}"
        case "ballot", "no result":
            return (
                f"nobody elected; {f'{len(event.people)} still standing' if event.people else 'no candidate remains'}"
            )
        case _:
            return because(event.reason) if event.reason else ""


def _tally(event: Event) -> Mapping[str, int]:
    """The whole numbers that go with an event."""
    match event:
        case of.Signs():
            return {"signatures": event.names}
        case of.Nominates():
            return {"names": event.names}
        case of.Votes() | of.SupportTested() if event.hundred:
            return {}
        case of.Votes():
            return {"for": event.votes_for, "against": event.against, "spoilt": event.spoilt}
        case of.Tested():
            base = {"base": event.base} if isinstance(event, of.SupportTested) else {}
            return {"needed": event.needed, "had": event.had, **base}
        case of.Counts():
            return {who: int(many * (10_000 if event.college else 1)) for who, many in event.points.items()}
        case _:
            return {}
