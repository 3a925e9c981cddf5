"""People, blocs and votes as they are printed."""

from collections.abc import Iterable
from fractions import Fraction

from rulesim.luck.nominations import RECORD
from rulesim.model.contest import Contest
from rulesim.model.rulebook import NOT_KNOWN


def person(contest: Contest, who: str) -> str:
    """A person's name; `nobody` stays what it is."""
    if who == NOT_KNOWN:
        return "nobody knows who"
    return contest.scenario.people[who].name if who in contest.scenario.people else who


def initial(text: str) -> str:
    """Text with a capital at its beginning: `Nobody`."""
    return text[:1].upper() + text[1:]


def people(contest: Contest, who: Iterable[str], between: str = ", ") -> str:
    """Several names."""
    return between.join(person(contest, one) for one in who)


def bloc(contest: Contest, name: str) -> str:
    """What a bloc is called in print; on record are those of a body, or of nobody in particular."""
    if name in contest.scenario.blocs:
        return contest.scenario.blocs[name].title or name
    body = name.removeprefix(RECORD)
    return f"{contest.rules.bodies[body].name}, on record" if body else "on record"


_MOST_DECIMALS = 12


def as_printed(part: int, hundred: int) -> str:
    """A percentage with the decimals that the record has: `48.7%`, where 1,000 stand for 100%."""
    return f"{part * 100 / hundred:.{len(str(hundred)) - 3}f}%"


def score(value: Fraction, college: bool, decimals: int = 2) -> str:
    """Votes, seats or points as a number; in a college as a percentage of the whole."""
    if college:
        return f"{float(value * 100):.{decimals}f}%"
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):,.{decimals}f}"


def decimals_to_tell(one: Fraction, other: Fraction, college: bool) -> int:
    """The decimals with which two scores look different, if they are."""
    parts = 100 if college else 1
    tried = range(2, _MOST_DECIMALS)
    return 2 if one == other else next((n for n in tried if round(one * parts, n) != round(other * parts, n)), 2)
