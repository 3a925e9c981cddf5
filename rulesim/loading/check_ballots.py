"""What a ballot must say, given what else it says, lest the program decide in its place."""

from collections.abc import Iterator
from fractions import Fraction

from rulesim.loading.path_fault import PathFault
from rulesim.model.ballot import SILENT, UNTIL_NOBODY_LEAVES, Ballot, Excludes, Fixed
from rulesim.model.document import Path


def check_ballot(at: Path, ballot: Ballot) -> Iterator[PathFault]:
    """Every matter on which a ballot at a path is silent though the result may depend on it."""
    if ballot.ties is None and ballot.binding:
        expected = f"expected 'ties: [RULES]', or 'ties: {SILENT}' if they do not say"
        yield PathFault("ties-missing", (*at, "ties"), "nothing says how the rules break a tie", expected)
    if ballot.rounds is None and _may_eliminate_nobody(ballot):
        found = "a round may elect nobody and eliminate nobody, and nothing says how many rounds there are"
        expected = f"expected 'rounds: NUMBER', or 'rounds: {UNTIL_NOBODY_LEAVES}'"
        yield PathFault("rounds-missing", (*at, "rounds"), found, expected)
    if ballot.is_college:
        yield from _counts_in_a_college(at, ballot)
    if ballot.last_standing is None and _last_may_fall_short(ballot):
        found = "the last one left might not have the majority, and nothing says whether it is needed"
        expected = "expected 'last_standing: elected' or 'last_standing: needs the majority'"
        yield PathFault("last-standing-missing", (*at, "last_standing"), found, expected)


def _counts_in_a_college(at: Path, ballot: Ballot) -> Iterator[PathFault]:
    """Where sections count by their weight everybody has a share of the whole, and no number of votes."""
    found = "a fixed number of votes, though sections count by their weight"
    if isinstance(ballot.wins.majority, Fixed):
        yield PathFault("count-in-college", (*at, "wins", "majority"), found, "expected a share: {share: 1/2}")
    if ballot.excludes.below is not None and ballot.excludes.below.count is not None:
        yield PathFault("count-in-college", (*at, "excludes", "below"), found, "expected a share: {share: 5%}")


def _last_may_fall_short(ballot: Ballot) -> bool:
    """Whether somebody might be left alone, or with only the choice to re-open, without what winning takes."""
    goes_on = ballot.rounds != 1 or ballot.reopen_nominations
    return ballot.binding and ballot.keeps == 1 and goes_on and _takes_more_than_the_last_two_give(ballot)


def _takes_more_than_the_last_two_give(ballot: Ballot) -> bool:
    """Whether whoever is first of the last two, level votes apart, may fall short, or several may leave at once."""
    majority, lead, rule = ballot.wins.majority, ballot.wins.lead, ballot.excludes
    if lead is not None or majority is None:
        return lead is not None
    at_once = rule.below is not None or rule.all_but == 1 or "both out" in ballot.tie_rules
    return at_once or isinstance(majority, Fixed) or majority.of != "valid" or majority.share > Fraction(1, 2)


def _may_eliminate_nobody(ballot: Ballot) -> bool:
    """Whether a round among several may leave everything as it was, so that the ballot might never end."""
    if not ballot.binding:
        return False
    decides = ballot.keeps == 1 and ballot.wins.majority is None and ballot.wins.lead is None
    return "nobody leaves" in ballot.tie_rules or not (decides or _always_eliminates(ballot.excludes))


def _always_eliminates(rule: Excludes) -> bool:
    return rule.lowest and rule.down_to == 1
