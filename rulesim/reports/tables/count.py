"""A count of real ballot papers: the votes round by round, then what follows from them."""

from fractions import Fraction

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rulesim.reports.words.count import lines, papers
from rulesim.reports.words.names import decimals_to_tell, score
from rulesim.rules.count import Round, taken_to_win
from rulesim.rules.scores import VoteThreshold
from rulesim.studies.count import CountStudy

_ABREAST = 7
_NOT_TOLD = "–"


def count_table(study: CountStudy) -> RenderableType:
    """The rounds, who is eliminated and why, ties and how they were broken, and the result."""
    stage = study.stage
    head = Text(f"{stage.book.rules.title}: {stage.ballot.title} [{stage.ballot.clause}]", style="bold")
    rounds = study.counted.rounds
    tables = [_rounds(study, rounds[at : at + _ABREAST]) for at in range(0, len(rounds), _ABREAST)]
    return Group(head, Text(papers(study)), *tables, *map(Text, lines(study)))


def _rounds(study: CountStudy, rounds: list[Round]) -> Table:
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    found.add_column("", overflow="fold")
    for one in rounds:
        found.add_column(f"round {one.number}", justify="right")
    for who in study.names:
        found.add_row(who, *(_score(study, one.scores.get(who)) for one in rounds))
    for title, values in _beside(study, rounds).items():
        if any(value for value in values):
            found.add_row(Text(title, style="dim"), *values)
    return found


def _beside(study: CountStudy, rounds: list[Round]) -> dict[str, list[str]]:
    """What stands below the votes of each round; empty where there is nothing to show."""
    bars = [taken_to_win(study.stage.ballot, one) for one in rounds]
    papers = [one.poll.turnout for one in rounds]
    unused = {"exhausted": [one.exhausted for one in papers], "spoilt": [one.spoilt for one in papers]}
    below = {title: [f"{many:,}" if many else "" for many in found] for title, found in unused.items()}
    for name, test in dict.fromkeys((name, bar.test) for found in bars for name, bar in found.items()):
        title = "needed" if name == "majority" else "lead needed"
        pairs = zip(rounds, bars, strict=True)
        below[f"{title}: {test}"] = [_bar(study, one, found[name]) if name in found else "" for one, found in pairs]
    return below


def _bar(study: CountStudy, done: Round, bar: VoteThreshold) -> str:
    """A bar, so exactly that it does not look like a score that it differs from."""
    college = study.stage.ballot.is_college
    return score(bar.needed, college, max(decimals_to_tell(bar.needed, one, college) for one in done.scores.values()))


def _score(study: CountStudy, value: Fraction | None) -> str:
    return _NOT_TOLD if value is None else score(value, study.stage.ballot.is_college)
