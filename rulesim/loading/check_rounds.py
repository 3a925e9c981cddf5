"""What types cannot check in the rounds of a ballot on record: what their figures are, and whether they can be so."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.path_fault import PathFault
from rulesim.model.ballot import Ballot
from rulesim.model.document import Path
from rulesim.model.figures import PERCENT
from rulesim.model.record import GivenRound
from rulesim.model.section import AsManyAs, Points, Seats, UnitVotes

Rule = Seats | Points | UnitVotes | None
"""What the votes of a section become."""


def check_round(draft: DraftContest, path: Path, name: str, one: GivenRound) -> Iterator[PathFault]:
    """Every fault in a round on record, except names of things that do not exist."""
    ballots = [stage for stage in draft.stages(name) if isinstance(stage, Ballot)]
    if one.votes and (one.sections or len(ballots[0].sections) > 1):
        expected = f"expected 'sections', with the votes of {', '.join(ballots[0].sections)}"
        yield PathFault("votes-by-section", (*path, "votes"), "one total for all sections", expected)
        return
    for section in ballots[0].sections:
        rules = [ballot.sections[section].becomes for ballot in ballots if section in ballot.sections]
        yield from _said(path, section, rules, one)
        yield from _units(path, section, rules, one)
        if section in one.converted and section not in one.percent and one.in_ != PERCENT:
            yield from _given_out(draft, path, section, rules, one)
    if one.in_ != PERCENT:
        yield from _papers_fit(draft, path, ballots, one)


def _place(path: Path, section: str, one: GivenRound) -> Path:
    """Where the figures of a section stand."""
    if section in one.by_unit:
        return (*path, "by_unit", section)
    return (*path, "sections", section) if one.sections else (*path, "votes")


def _figures(section: str, one: GivenRound) -> Mapping[str, Fraction]:
    return one.sections.get(section, {}) if one.sections else one.votes


def _said(path: Path, section: str, rules: Sequence[Rule], one: GivenRound) -> Iterator[PathFault]:
    """A section whose votes become something must say what its figures are; for others there is nothing to say."""
    ways = [way for way in ("converted", "papers", "by_unit") if section in getattr(one, way)]
    become = next((rule for rule in rules if rule is not None), None)
    at = _place(path, section, one)
    if become is None:
        for way in ways:
            found = f"'{section}' under '{way}', but its votes stay votes"
            yield PathFault("figures-unclear", (*path, way), found, "expected them to be given as votes")
    elif _figures(section, one) and section in one.by_unit:
        yield PathFault(
            "figures-twice", at, f"the votes of '{section}' are given twice", "expected only one of the two"
        )
    elif (_figures(section, one) or section in one.by_unit) and ways not in ([_papers_way(become)], ["converted"]):
        yield PathFault("figures-unclear", at, _unclear(section, become, ways), _expected(section, become))


def _papers_way(become: Rule) -> str:
    """How the papers of a section are given: as a whole where that suffices, or by unit."""
    return "papers" if isinstance(become, Seats) else "by_unit"


def _noun(become: Rule) -> str:
    return "seats" if isinstance(become, Seats) else "points" if isinstance(become, Points) else "votes of units"


def _unclear(section: str, become: Rule, ways: Sequence[str]) -> str:
    if not ways:
        return f"the votes of '{section}' become {_noun(become)}, and the record does not say which its figures are"
    if len(ways) > 1:
        return f"'{section}' stands under {' and '.join(ways)}"
    return f"ballot papers of '{section}' {'by unit' if ways == ['by_unit'] else 'without their units'}"


def _expected(section: str, become: Rule) -> str:
    if isinstance(become, Seats):
        return f"expected 'converted: [{section}]' if they are seats, or 'papers: [{section}]' if they are papers"
    return f"expected 'converted: [{section}]' if they are {_noun(become)}, or the papers of each unit under 'by_unit'"


def _units(path: Path, section: str, rules: Sequence[Rule], one: GivenRound) -> Iterator[PathFault]:
    """The papers of every unit are on record, or of none: those left out are not zero."""
    known = sorted({rule.units for rule in rules if isinstance(rule, Points | UnitVotes)})
    had = len(one.by_unit.get(section, ()))
    if section in one.by_unit and not _figures(section, one) and known and had not in known:
        expected = f"expected {' or '.join(map(str, known))}; write {{}} for a unit in which nobody voted"
        yield PathFault("units-missing", (*path, "by_unit", section), f"{had} units", expected)


def _given_out(
    draft: DraftContest, path: Path, section: str, rules: Sequence[Rule], one: GivenRound
) -> Iterator[PathFault]:
    """Seats must be as many as there are; points and votes of units can be no more than the units have to give."""
    total, most = sum(_figures(section, one).values(), Fraction(0)), [_most(draft, rule) for rule in rules if rule]
    exactly = one.others != "not known" and all(isinstance(rule, Seats) for rule in rules if rule)
    allowed = sorted({many for each in most for many in each})
    if not total or not allowed or (total in allowed if exactly else total <= allowed[-1]):
        return
    noun = _noun(next(rule for rule in rules if rule))
    many = f"{total if total.denominator == 1 else float(total)} {noun}"
    expected = f"expected {' or '.join(map(str, allowed))}" if exactly else f"expected at most {allowed[-1]}"
    yield PathFault(
        "given-out-wrong", _place(path, section, one), f"{many} in all", f"{expected}, as many as there are"
    )


def _most(draft: DraftContest, rule: Rule) -> list[int]:
    """How many seats, points or votes there are; of seats as many as a body has people, its size may change."""
    match rule:
        case Seats(seats=AsManyAs(as_many_as=body)):
            return list(draft.sizes(body))
        case Seats(seats=int(seats)):
            return [seats]
        case Points():
            return [rule.units * rule.points]
        case UnitVotes():
            return [rule.units]
    return []


def _papers_fit(draft: DraftContest, path: Path, ballots: Sequence[Ballot], one: GivenRound) -> Iterator[PathFault]:
    """No section can have more papers in a round than people, nor all of them with those that count for nobody."""
    counted, people, beside = Fraction(0), 0, one.spoilt_in_all + one.exhausted
    alone = len(ballots[0].sections) == 1
    for section in ballots[0].sections:
        bodies = max((ballot.sections[section].by for ballot in ballots), key=lambda by: _people_in(draft, by))
        papers = _papers(ballots, section, one)
        counted, people = counted + papers, people + _people_in(draft, bodies)
        at = _place(path, section, one)
        own = beside if alone else one.spoilt_in(section)
        what = f"ballot papers with those spoilt{' or exhausted' * alone}" if own else "ballot papers"
        yield from record_fits(draft, at, bodies, papers + own, what)
    if not alone and beside and counted + beside > people:
        found = f"{counted + beside} ballot papers with those spoilt or exhausted"
        key = "spoilt" if one.spoilt_in_all else "exhausted"
        expected = f"expected at most {people}, the size of all sections"
        yield PathFault("record-larger-than-body", (*path, key), found, expected)


def _papers(ballots: Sequence[Ballot], section: str, one: GivenRound) -> Fraction:
    """The papers of a section on record; none where its figures are seats, points or proportions, as in a college."""
    if section in one.by_unit:
        return Fraction(sum(many for unit in one.by_unit[section].values() for many in unit.values()))
    college = any(ballot.is_college for ballot in ballots) and section not in one.papers
    return (
        Fraction(0)
        if college or section in (*one.converted, *one.percent)
        else sum(_figures(section, one).values(), Fraction(0))
    )


def _people_in(draft: DraftContest, bodies: Sequence[str]) -> int:
    return sum(map(draft.largest, bodies))


def record_fits(
    draft: DraftContest, path: Path, bodies: Sequence[str], many: Fraction, what: str
) -> Iterator[PathFault]:
    """There cannot be more people, or papers of people, than all of the bodies have members."""
    most = _people_in(draft, bodies)
    if many > most:
        found = f"{many if many.denominator == 1 else float(many)} {what}"
        expected = f"expected at most {most}, the size of {' and '.join(bodies)}"
        yield PathFault("record-larger-than-body", path, found, expected)
