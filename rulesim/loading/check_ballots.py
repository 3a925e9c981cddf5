"""What a ballot must say, given what else it says, lest the program decide in its place."""

from collections.abc import Iterator

from rulesim.loading.path_fault import PathFault
from rulesim.model.ballot import SILENT, UNTIL_NOBODY_LEAVES, Ballot
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


def _may_eliminate_nobody(ballot: Ballot) -> bool:
    """Whether a round among several may leave everything as it was, so that the ballot might never end."""
    if not ballot.binding:
        return False
    decides = ballot.keeps == 1 and ballot.wins.majority is None and ballot.wins.lead is None
    return "nobody leaves" in ballot.tie_rules or not (decides or ballot.excludes.lowest)
