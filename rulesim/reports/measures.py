"""Thresholds, majorities and bodies of a rule book in words."""

from __future__ import annotations

from rulesim.model.ballot import AsManyAs, Floor, Points, Seats, Section, UnitVotes
from rulesim.model.motion import Support
from rulesim.model.quantities import Share, show_share
from rulesim.model.requirement import AllOf, Requirement, Several, Single, Spread, fold
from rulesim.model.rulebook import Rules
from rulesim.model.stage import Base, Majority
from rulesim.model.threshold import Threshold
from rulesim.studies.wording import listed

_BASES: dict[Base, str] = {
    "valid": "voting validly",
    "papers": "handing in a valid paper",
    "cast": "handing in a paper",
    "present": "present",
    "entitled": "entitled to vote",
}


def majority(needs: Majority) -> str:
    """`more than 50% of those voting validly`."""
    more = f", and {needs.and_more} more" if isinstance(needs, Support) and needs.and_more else ""
    return f"{needs.test} {part(needs.share, needs.of)}{more}"


def part(share: Share, of: Base) -> str:
    """`50% of those voting validly`."""
    return f"{show_share(share)} of those {_BASES[of]}"


def floor(needs: Floor) -> str:
    """`at least 17 votes`."""
    if needs.share is not None:
        return f"{needs.test} {part(needs.share, needs.of)}"
    return f"{needs.test} {needs.count} {'vote' if needs.count == 1 else 'votes'}"


def threshold(needs: Threshold, rules: Rules) -> str:
    """`at least 20% of MPs and MEPs`."""
    if needs.share is None:
        return f"{needs.test} {needs.count} {'name' if needs.count == 1 else 'names'}"
    less = f" (without {needs.less} of them)" if needs.less else ""
    return f"{needs.test} {show_share(needs.share)} of {bodies(needs.of, rules)}{less}{_rounded(needs)}"


def _rounded(needs: Threshold) -> str:
    if needs.rounding == "exact":
        return ""
    return f", rounded {'to the nearest' if needs.rounding == 'nearest' else needs.rounding}"


def requirement(need: Requirement | None, rules: Rules) -> str:
    """What a candidate must show, in words."""
    if need is None:
        return "on the ballot by right"
    return fold(need, lambda one: _single(one, rules), _combined)


def _single(need: Single, rules: Rules) -> str:
    if isinstance(need, Spread):
        return f"names from at least {need.branches} {need.called}"
    by = f" from {bodies(need.by, rules)}" if need.by else ""
    return threshold(need, rules) + by


def _combined(several: Several, said: list[str]) -> str:
    return " and ".join(said) if isinstance(several, AllOf) else "either " + " or ".join(said)


def becomes(section: Section, rules: Rules) -> str:
    """What the votes of a section are turned into, if into anything."""
    match section.becomes:
        case Seats(seats=AsManyAs(as_many_as=body)):
            return f", turned into as many seats as there are {rules.bodies[body].name}, by highest averages"
        case Seats(seats=seats):
            return f", turned into {seats} seats by highest averages"
        case Points(units=units, points=points):
            return f", {units} units of {points} points each"
        case UnitVotes(units=units):
            return f", {units} units with one vote each"
        case _:
            return ""


def bodies(names: tuple[str, ...], rules: Rules) -> str:
    """Bodies in words."""
    return listed([rules.bodies[name].name for name in names])
