"""Thresholds, majorities, bodies and dates of a rule book, and the ranges of a scenario, in words."""

from fractions import Fraction

from rulesim.model.ballot import Fixed, Floor
from rulesim.model.contest import Contest
from rulesim.model.quantities import Share, show_share
from rulesim.model.requirement import AllOf, Requirement, Single, Spread, fold
from rulesim.model.rulebook import InForce, Rules
from rulesim.model.scenario import Unknown
from rulesim.model.section import AsManyAs, Points, Seats, Section, UnitVotes
from rulesim.model.stage import Base, Majority
from rulesim.model.stages import Support
from rulesim.model.threshold import Threshold
from rulesim.studies.wording import MONTHS, counted, day, listed

_BASES: dict[Base, str] = {
    "valid": "casting a valid vote",
    "papers": "returning a valid ballot paper",
    "cast": "returning a ballot paper",
    "present": "present",
    "entitled": "entitled to vote",
}


def majority(needs: Majority | Fixed) -> str:
    """`more than half of those casting a valid vote`, `at least 16,901`."""
    if isinstance(needs, Fixed):
        return f"{needs.test} {needs.count:,}"
    if isinstance(needs, Support) and needs.is_fixed:
        return f"at least {counted(needs.and_more, 'vote')}"
    more = f", plus {needs.and_more}" if isinstance(needs, Support) and needs.and_more else ""
    return f"{needs.test} {part(needs.share, needs.of)}{more}"


def part(share: Share, of: Base) -> str:
    """`half of those casting a valid vote`."""
    return f"{part_of(share)} those {_BASES[of]}"


def part_of(share: Fraction) -> str:
    """`half of` or `20% of`."""
    return "half of" if share == Fraction(1, 2) else f"{show_share(share)} of"


def floor(needs: Floor) -> str:
    """`at least 17 votes`."""
    if needs.share is not None:
        return f"{needs.test} {part(needs.share, needs.of)}"
    return f"{needs.test} {counted(needs.count or 0, 'vote')}"


def threshold(needs: Threshold, rules: Rules, noun: str = "nomination") -> str:
    """`at least 20% of MPs and MEPs`."""
    if needs.share is None:
        return f"{needs.test} {counted(needs.count or 0, noun)}"
    less = f" (less {needs.less})" if needs.less else ""
    return f"{needs.test} {part_of(needs.share)} {bodies(needs.of, rules)}{less}{_rounded(needs)}"


def _rounded(needs: Threshold) -> str:
    if needs.rounding == "exact":
        return ""
    return f", rounded {'to the nearest' if needs.rounding == 'nearest' else needs.rounding}"


def requirement(need: Requirement | None, rules: Rules) -> str:
    """What a candidate must show, in words."""
    if need is None:
        return "on the ballot by right"
    return fold(
        need,
        lambda one: _single(one, rules),
        lambda several, said: " and ".join(said) if isinstance(several, AllOf) else "either " + " or ".join(said),
    )


def _single(need: Single, rules: Rules) -> str:
    if isinstance(need, Spread):
        return f"nominations from at least {need.branches} {need.called}"
    by = f" from {bodies(need.by, rules)}" if need.by and need.by != need.of else ""
    return threshold(need, rules) + by


def becomes(section: Section, rules: Rules) -> str:
    """What the votes of a section are converted into, if into anything."""
    match section.becomes:
        case Seats(seats=AsManyAs(as_many_as=body)):
            return f", converted into as many seats as there are {rules.bodies[body].name}, by the d’Hondt method"
        case Seats(seats=seats):
            return f", converted into {seats} seats by the d’Hondt method"
        case Points(units=units, points=points):
            return f", {units} units of {points} points each"
        case UnitVotes(units=units):
            return f", {units} units with one vote each"
        case _:
            return ""


def tried(unknown: Unknown) -> tuple[str, str]:
    """The range of an unknown, and what is in it: `61% to 67%`, `nine runs out of ten`."""
    low, high = map(show_share, ends(unknown))
    return f"{low} to {high}", "any value equally likely" if unknown.low is None else "nine runs out of ten"


def ends(unknown: Unknown) -> tuple[Share, ...]:
    """The ends of the range of an unknown."""
    ends = unknown.low, unknown.high, unknown.least, unknown.most
    return tuple(end for end in ends if end is not None)


def bodies(names: tuple[str, ...], rules: Rules) -> str:
    """Bodies in words."""
    return listed([rules.bodies[name].name for name in names])


def in_force(span: InForce) -> str:
    """Since when, and until when, a rule book has been in force."""
    since, until = _period(span.since), _period(span.until)
    if since and since == until:
        return f"in force in {since}"
    if since and until:
        return f"in force from {since} to {until}"
    if since:
        return f"in force since {since}"
    return f"in force until {until}" if until else "dates in force not known"


def out_of_force(contest: Contest) -> str:
    """That a contest starts outside the time in which its rules were in force; empty if it does not."""
    rules, starts = contest.rules, contest.scenario.starts
    if rules.in_force.holds_in(starts.date().isoformat()):
        return ""
    return f"the contest starts on {day(starts)}, outside the time of these rules ({in_force(rules.in_force)})"


def _period(written: str) -> str:
    """A year, month or day in words: `2020`, `January 2020` or `7 January 2020`."""
    year, *more = written.split("-")
    return " ".join([*(str(int(day)) for day in more[1:]), *(MONTHS[int(month) - 1] for month in more[:1]), year])
