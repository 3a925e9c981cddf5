"""Reports asked for on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rulesim.cli.screen import err

if TYPE_CHECKING:
    from rulesim.studies.findings import Findings


def write(found: Findings, folder: Path) -> None:
    """Writes a report and says where."""
    from rulesim.reports.write import write_report

    for path in write_report(found, folder):
        err().print(f"wrote {path}")
