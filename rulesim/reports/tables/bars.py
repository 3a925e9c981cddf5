"""A claim about thresholds, tested."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from rulesim.model.contest import Contest
from rulesim.reports.claim import claim_in_words
from rulesim.reports.tables.shares import titled
from rulesim.reports.words.names import person
from rulesim.studies.bars import BarsStudy


def bars_table(found: BarsStudy, contest: Contest) -> RenderableType:
    """A claim about thresholds, tested."""
    names = list(found.claim.shares)
    table = titled(
        "The thresholds, by what they are a share of", "base", "who is counted", "rounding", *names, "matches the claim"
    )
    for row in found.rows:
        table.add_row(
            str(row.base),
            row.base_is,
            row.rule,
            *(str(row.bars[name]) for name in names),
            "yes" if row.as_claimed else "no",
        )
    who = person(contest, found.claim.candidate)
    passes = titled(
        f"Would {found.claim.supporters} supporters of {who} be enough?",
        "threshold",
        "met",
        "if nominations are needed",
    )
    for number, passed in found.passes.items():
        passes.add_row(str(number), "yes" if passed else "no", "on the ballot" if passed else "not on the ballot")
    return Group(table, passes, Text("\n".join(claim_in_words(found))))
