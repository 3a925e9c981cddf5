"""What was needed and what there was, in words."""

from rulesim.engines.event.events import NamesTested, SignaturesTested, SupportTested, VotesTested
from rulesim.model.contest import Contest
from rulesim.reports.words.names import as_printed, score
from rulesim.reports.words.rough import rough_on_record
from rulesim.reports.words.thresholds import part_of
from rulesim.rules.requirement import Check
from rulesim.studies.wording import counted

_OF_A_MOTION = {
    "valid": "valid votes",
    "papers": "valid votes",
    "cast": "votes cast",
    "present": "present",
    "entitled": "entitled to vote",
}
_OF_A_BALLOT = {
    "valid": "valid votes",
    "papers": "valid ballot papers",
    "cast": "ballot papers returned",
    "present": "those present",
    "entitled": "those entitled to vote",
}


def signatures(event: SignaturesTested, contest: Contest) -> str:
    """`51 signatures needed, 44 collected`."""
    rough = rough_on_record(contest, event.stage, event.who)
    return f"{counted(event.needed, 'signature')} needed, {event.had:,} collected{rough}"


def support(event: SupportTested) -> str:
    """`54 votes needed (more than 2/3 of 80 present), 40 cast in favour`."""
    if event.hundred:
        share = f"{event.test} {part_of(event.share)} {_OF_A_MOTION[event.of]}"
        return f"{share} needed, {as_printed(event.had, event.hundred)} cast in favour"
    more = f" plus {event.and_more}" if event.and_more else ""
    test = f"{event.test} {part_of(event.share)} {event.base:,} {_OF_A_MOTION[event.of]}{more}"
    return f"{counted(event.needed, 'vote')} needed ({test}), {event.had:,} cast in favour"


def votes(event: VotesTested) -> str:
    """`more than 253,219 needed (of valid votes), 313,209 received`, or a lead that was needed."""
    needed, had = (score(value, event.college) for value in (event.needed, event.had))
    if event.measure == "lead":
        return f"a lead of {event.test} {needed} needed (of {_OF_A_BALLOT[event.of]}), lead of {had}"
    return f"{event.test} {needed} needed (of {_OF_A_BALLOT[event.of]}), {had} received"


def names(event: NamesTested, contest: Contest) -> str:
    """`51 nominations needed, 40 received: not on the ballot`; of a part of a requirement, only what it asks for."""
    if not event.decides:
        glue = ", or " if event.rule == "any" else ", and "
        return glue.join(_part(check, contest) for check in event.checks)
    verdict = "on the ballot" if event.met else "not on the ballot"
    match event.rule:
        case "by right":
            return f"{verdict} by right, without nominations"
        case "all":
            return f"{verdict}: {'meets' if event.met else 'does not meet'} all of these requirements"
        case "any":
            return f"{verdict}: meets {'one' if event.met else 'none'} of these requirements"
        case "names":
            (check,) = event.checks
            needed = counted(check.needed, "nomination") if check.bodies else f"{check.needed} {check.called}"
            rough = rough_on_record(contest, event.stage, event.who) if check.bodies else ""
            return f"{needed} needed, {_had(check)} received{rough}: {verdict}"


def _part(check: Check[int], contest: Contest) -> str:
    """`5 needed from regions, 4 received`, in the rule book's own words for bodies and places."""
    of = f"needed from {' and '.join(contest.rules.bodies[body].name for body in check.bodies)}"
    return f"{check.needed} {of if check.bodies else f'{check.called} needed'}, {_had(check)} received"


def _had(check: Check[int]) -> str:
    return "enough" if check.had is None else str(check.had)
