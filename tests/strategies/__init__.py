"""Hypothesis strategies that make valid things only: thresholds, bodies, ballots, rule books, contests.

`tests/test_strategies.py` tests that whatever they make loads, and that every kind and option occurs.

Importing them also takes off Hypothesis's limit of time for each example: speed is benchmarked, never asserted.
"""

from hypothesis import HealthCheck, Phase, settings

from strategies.ballots import ballots, fields, majorities, profiles, tallies
from strategies.books import Book, rulebooks
from strategies.quantities import delays, divisions, durations, shares, subsets
from strategies.scenarios import Drawn, contests, drawn_contests
from strategies.signatures import signed
from strategies.thresholds import Groups, groups, requirements, signing_orders, thresholds

__all__ = [
    "Book", "Drawn", "Groups", "ballots", "contests", "delays", "divisions", "drawn_contests", "durations", "fields",
    "groups", "majorities", "profiles", "requirements", "rulebooks", "shares", "signed", "signing_orders", "subsets",
    "tallies", "thresholds",
]  # fmt: skip

settings.register_profile("rulesim", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", settings.get_profile("rulesim"), max_examples=10_000)
"""For a planted fault it is enough that a test fails, by whatever example."""
settings.register_profile("planted", settings.get_profile("rulesim"), phases=[Phase.explicit, Phase.generate])
settings.load_profile("rulesim")
