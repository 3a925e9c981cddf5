"""The few figures that stand large at the top of a report."""

from collections.abc import Iterator

from rulesim.reports.sections import Page
from rulesim.studies.wording import interval, percent


def key_figures(page: Page) -> Iterator[tuple[str, str]]:
    """Who is leader at the end, whether a dispute matters, and when it is decided: each figure, and what it is."""
    top = page.leads.leaders[0]
    every = "every one" if top.runs.share == 1 else interval(top.runs)
    yield percent(top.runs.share), f"of {page.runs:,} runs end with {top.who.name} as leader ({every})"
    if page.disputes:
        most = page.disputes[0].flips
        every = "every one" if most.share == 1 else interval(most)
        yield percent(most.share), f"of runs have a different result if one rule is read differently ({every})"
        decisive = sum(one.verdict == "decisive" for one in page.disputes)
        rules = "disputed rule is decisive" if len(page.disputes) == 1 else "disputed rules are decisive"
        yield f"{decisive} of {len(page.disputes)}", rules
    when = "every run is decided then" if page.when.certain else "half of the runs are decided by then"
    yield page.when.brief, when
