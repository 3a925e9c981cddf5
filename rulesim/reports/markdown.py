"""The report as Markdown, for places where HTML cannot go."""

import re
from typing import Any
from urllib.parse import quote

from rulesim.reports.page.events import Line
from rulesim.reports.sections import Page
from rulesim.reports.templating import TICKED, render
from rulesim.studies.wording import short_day

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$#])")
_BLANKS = re.compile(r"\n{3,}")


class Ready(str):
    """Text that is Markdown already."""

    __slots__ = ()


def render_markdown(page: Page) -> str:
    """The report as GitHub-flavoured Markdown, with tables in place of pictures."""
    more = {"cite": cite, "code": code, "link": link, "ready": Ready, "ticked": ticked, "told": told}
    text = render("report.md.j2", page, plain, more)
    return _BLANKS.sub("\n\n", text).strip() + "\n"


def plain(value: Any) -> Any:
    """Text that Markdown takes for nothing but text, on one line, also inside a table."""
    if type(value) is not str:
        return value
    return _MARKUP.sub(r"\\\1", value.replace("&", "&amp;").replace("\n", " "))


def code(text: str) -> Ready:
    """Text as it is typed."""
    fence = "``" if "`" in text else "`"
    return Ready(f"{fence}{text}{fence}".replace("|", "\\|").replace("\n", " "))


def cite(numbers: tuple[int, ...]) -> Ready:
    """References to footnotes."""
    return Ready("".join(f"[^{number}]" for number in numbers))


def ticked(text: str) -> Ready:
    """Text in which what stands between backticks is code."""
    parts = TICKED.split(text)
    return Ready("".join(code(part) if i % 2 else plain(part) for i, part in enumerate(parts)))


def link(url: str) -> Ready:
    """An address that ends where its brackets end."""
    return Ready(quote(url, safe="%/:=&?~#+!$,;'@*[]"))


def told(line: Line) -> Ready:
    """One event of a run."""
    mark = {"passed": "✓ ", "failed": "✗ ", "": ""}[line.mark]
    clause = f" ({line.clause})" if line.clause else ""
    return Ready(f"{short_day(line.at)}: {mark}**{plain(line.who)}**{line.glue}{plain(line.what + clause)}")
