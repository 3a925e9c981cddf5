"""What a share of flips comes to.

A *flip* is a run that ends otherwise (another ending, or another leader) under one reading of a question
than under another. The verdict follows from the 95% interval of the share of flips:

- `academic`: the whole interval lies at or below 1%;
- `decisive`: the whole interval lies above 5%;
- `open`: neither can be said with so many runs.
"""

from __future__ import annotations

from typing import Literal

from rulesim.studies.shares import Estimate

ACADEMIC_UP_TO = 0.01
DECISIVE_ABOVE = 0.05
Verdict = Literal["academic", "decisive", "open"]


def verdict(flips: Estimate) -> Verdict:
    """What a share of flips comes to, by the rule stated above."""
    if flips.high <= ACADEMIC_UP_TO:
        return "academic"
    return "decisive" if flips.low > DECISIVE_ABOVE else "open"
