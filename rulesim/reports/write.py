"""Writes a report into a folder, each file whole or not at all."""

import re
from contextlib import ExitStack
from pathlib import Path

from rulesim.files import whole_file
from rulesim.reports.html import render_html
from rulesim.reports.markdown import render_markdown
from rulesim.reports.sections import page
from rulesim.studies.findings import Findings

_LONGEST = 60
"""The longest name: most systems take 255 bytes, and a letter may have four."""
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def write_report(findings: Findings, folder: Path) -> tuple[Path, Path]:
    """Writes `<scenario>.html` and `<scenario>.md`; makes the folder if need be. Raises OSError."""
    name = _NOT_IN_A_NAME.sub("-", findings.manifest.scenario)[:_LONGEST].strip("-.") or "report"
    html, markdown = folder / f"{name}.html", folder / f"{name}.md"
    told = page(findings)
    texts = {html: render_html(told), markdown: render_markdown(told)}
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:  # which moves them to their places only when all are written
        for path, text in texts.items():
            files.enter_context(whole_file(path)).write_text(text, encoding="utf-8", newline="\n")
    return html, markdown
