"""These tests run under the Hypothesis profile of the strategies."""

import strategies  # noqa: F401
