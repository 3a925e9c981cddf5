"""People, blocs and votes as they are printed."""

from collections.abc import Iterable
from fractions import Fraction

from rulesim.luck.nominations import RECORD
from rulesim.model.contest import Contest


def person(contest: Contest, who: str) -> str:
    """A person's name; `nobody` stays what it is."""
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


def as_printed(part: int, hundred: int) -> str:
    """A percentage with the decimals that the record has: `48.7%`, where 1,000 stand for 100%."""
    return f"{part * 100 / hundred:.{len(str(hundred)) - 3}f}%"


def score(value: Fraction, college: bool) -> str:
    """Votes, seats or points as a number; in a college as a percentage of the whole."""
    if college:
        return f"{float(value * 100):.2f}%"
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):,.2f}"
