"""What is bundled, with titles: read without checking, so that a list is quick."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from rulesim.loading.library import RULEBOOKS, SCENARIOS, names

_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)


def bundled() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Names and titles of the bundled scenarios and rule books."""
    return {"scenarios": _entries(SCENARIOS), "rulebooks": _entries(RULEBOOKS)}


def _entries(folder: Path) -> tuple[Mapping[str, str], ...]:
    return tuple({"name": name, "title": _title(folder / f"{name}.yaml")} for name in names(folder))


def _title(path: Path) -> str:
    found = _TITLE.search(path.read_text(encoding="utf-8"))
    return found[1].strip("\"'") if found else ""
