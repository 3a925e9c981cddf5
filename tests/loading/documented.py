"""The reference of errors as tests see it: its headings, and what stands below each."""

from __future__ import annotations

import re
from functools import cache

from loading.corpus import ROOT

PAGE = ROOT / "docs" / "reference" / "errors.md"


@cache
def sections() -> dict[str, str]:
    """The text below each heading of the second level, in the order of the page."""
    parts = re.split(r"^## (.+)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return {heading.strip("`"): text for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def documented() -> set[str]:
    """Every slug that the reference explains."""
    return set(sections())
