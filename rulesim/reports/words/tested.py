"""What was needed and what was had, in words."""

from __future__ import annotations

from rulesim.engines.event.events import NamesTested, SignaturesTested, SupportTested, VotesTested
from rulesim.model.contest import Contest
from rulesim.model.quantities import show_share
from rulesim.reports.words.names import score
from rulesim.rules.requirement import Check

_BASES = {
    "valid": "valid votes",
    "papers": "valid votes",
    "cast": "papers cast",
    "present": "present",
    "entitled": "entitled to vote",
}


def signatures(event: SignaturesTested) -> str:
    """`51 signatures needed, 44 had`."""
    return f"{event.needed} {'signature' if event.needed == 1 else 'signatures'} needed, {event.had} had"


def support(event: SupportTested) -> str:
    """`54 votes needed (more than 2/3 of 80 present), 40 had`."""
    more = f" and {event.and_more} more" if event.and_more else ""
    test = f"{event.test} {show_share(event.share)} of {event.base} {_BASES[event.of]}{more}"
    return f"{event.needed} votes needed ({test}), {event.had} had"


def votes(event: VotesTested) -> str:
    """`more than 253,219 needed (valid), 313,209 had`, or a lead that was needed."""
    needed, had = (score(value, event.college) for value in (event.needed, event.had))
    lead = "a lead of " if event.measure == "lead" else ""
    return f"{lead}{event.test} {needed} needed ({event.of}), {had} had"


def names(event: NamesTested, contest: Contest) -> str:
    """`51 names needed, 40 had: not on the ballot`; of a part of a requirement, only what it asks for."""
    if not event.decides:
        glue = ", or " if event.rule == "any" else ", and "
        return glue.join(_part(check, contest) for check in event.checks)
    verdict = "on the ballot" if event.met else "not on the ballot"
    match event.rule:
        case "by right":
            return f"{verdict} by right: no names needed"
        case "all":
            return f"{verdict}: all of these are {'met' if event.met else 'needed'}"
        case "any":
            return f"{verdict}: {'one of these is enough' if event.met else 'none of these is met'}"
        case "names":
            (check,) = event.checks
            noun = "name" if check.needed == 1 and check.bodies else check.called
            return f"{check.needed} {noun} needed, {_had(check)} had: {verdict}"


def _part(check: Check, contest: Contest) -> str:
    """`5 needed from regions, 4 had`, in the rule book's own words for bodies and places."""
    of = f"needed from {' and '.join(contest.rules.bodies[body].name for body in check.bodies)}"
    return f"{check.needed} {of if check.bodies else f'{check.called} needed'}, {_had(check)} had"


def _had(check: Check) -> str:
    return "enough" if check.had is None else str(check.had)
