"""Writes a report into a folder, each file whole or not at all."""

import re
from contextlib import ExitStack
from pathlib import Path

from rulesim.files import unwritable, whole_file
from rulesim.reports.html import render_html
from rulesim.reports.markdown import render_markdown
from rulesim.reports.sections import page
from rulesim.studies.findings import Findings

_LONGEST = 60
"""The longest name: most systems take 255 bytes, and a letter may have four."""
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def write_report(findings: Findings, folder: Path) -> tuple[Path, Path]:
    """Writes `<scenario>.html` and `<scenario>.md`; makes the folder if need be. Raises InputError."""
    html, markdown = (path_of(findings.manifest.scenario, folder, suffix) for suffix in ("html", "md"))
    told = page(findings)
    texts = {html: render_html(told), markdown: render_markdown(told)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as files:  # which moves them to their places only when all are written
            for path, text in texts.items():
                temporary = files.enter_context(whole_file(path))
                temporary.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(folder, error) from None
    return html, markdown


def path_of(scenario: str, folder: Path, suffix: str) -> Path:
    """Where the report on a scenario stands in a folder."""
    name = _NOT_IN_A_NAME.sub("-", scenario)[:_LONGEST].strip("-.") or "report"
    return folder / f"{name}.{suffix}"
