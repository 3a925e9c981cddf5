"""What came up of which a party's rules say nothing, and what was assumed in their place, in words."""

from collections.abc import Iterator, Mapping

from rulesim.model.ballot import Ballot, TieRule
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.shares import Estimate
from rulesim.studies.wording import counted

HEADING = "Where the rules are silent"
TIE_RULES: Mapping[TieRule, str] = {
    "earlier rounds": "earlier rounds",
    "revote": "a fresh vote",
    "lot": "lot",
    "both out": "eliminating all who are tied",
    "nobody leaves": "eliminating nobody",
}
NO_RULE_FOR_TIES = "the rules do not say how a tie is broken, so this is assumed"
NO_RULE_FOR_NO_VOTES = "not one valid vote, of which the rules say nothing: it is counted as equal votes for all"
NO_RULE_FOR_NOBODY = "the rules do not say what follows, and it is taken as no result"


def tie_rules(ballot: Ballot) -> str:
    """`earlier rounds, then lot`, in the order in which they are tried."""
    return ", then ".join(TIE_RULES[rule] for rule in ballot.tie_rules) or "nothing"


def silences(played: Ensemble) -> Iterator[str]:
    """A sentence for everything that came up in some runs and of which the rules say nothing."""
    return (_silence(played, name, runs) for name, runs in played.silent.items())


def silences_between(played: Mapping[str, Ensemble]) -> Iterator[str]:
    """The same for several ensembles by name; what came up in one need not be told again of the next."""
    told = set[str]()
    for name, one in played.items():
        new = {figure: runs for figure, runs in one.silent.items() if figure not in told}
        told |= new.keys()
        for figure, runs in new.items():
            yield f"{name}: {_silence(one, figure, runs)}" if name else _silence(one, figure, runs)


def _silence(played: Ensemble, name: str, runs: Estimate) -> str:
    stage, _, figure = name.rpartition(".")
    often = f"in {runs.count:,} of {counted(played.runs, 'run')}"
    title = played.contest.rules.stages[stage].title
    match figure:
        case "silent_ties":
            return f"{title}: {often} there is a tie. The rules do not say how it is broken; {_assumed(played, stage)}."
        case "empty_rounds":
            return f"{title}: {often} a round has {NO_RULE_FOR_NO_VOTES}."
        case _:
            return f"{title}: {often} there is no candidate; {NO_RULE_FOR_NOBODY}."


def _assumed(played: Ensemble, stage: str) -> str:
    """What is assumed of ties, under each reading that the book may be under."""
    ballots = (book.stages[stage] for book in played.settled.books.values())
    said = dict.fromkeys(tie_rules(one) for one in ballots if isinstance(one, Ballot) and one.is_silent_on_ties)
    return f"{' or '.join(said)} {'is' if len(said) == 1 else 'are'} assumed"
