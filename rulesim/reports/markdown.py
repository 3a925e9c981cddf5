"""The report as Markdown, for places where HTML cannot go."""

import re
from typing import Any
from urllib.parse import quote

from rulesim.reports.page.events import Line
from rulesim.reports.sections import Page
from rulesim.reports.templating import TICKED, render
from rulesim.studies.wording import short_day
from rulesim.visible import visible

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$#]|(?<!\w):(?=[\w+-]+:)|(?<=:)/(?=/)|(?<=\bwww)\.")
"""What would be markup anywhere, `:smile:` and addresses among it."""
_FIRST = re.compile(r"^( ?\d{1,9}(?=[.)](?:\s|$))| ?(?=[-+=:](?:[-+=:\s]|$)))(.)")
"""What would be a list, a rule or a heading where a line begins."""
_BLANKS, _EMPTY_LINES = re.compile(r"[ \t\n\r\f\v]+"), re.compile(r"\n{3,}")


class Ready(str):
    """Text that is Markdown already."""

    __slots__ = ()


def render_markdown(page: Page) -> str:
    """The report as GitHub-flavoured Markdown, with tables in place of pictures."""
    more = {"cite": cite, "code": code, "link": link, "ticked": ticked, "told": told, "typed": typed}
    text = render("report.md.j2", page, plain, more)
    return visible(_EMPTY_LINES.sub("\n\n", text).strip() + "\n")


def plain(value: Any) -> Any:
    """Text that Markdown takes for nothing but text, on one line, also inside a table."""
    if type(value) is not str:
        return value
    line = _BLANKS.sub(" ", value.replace("&", "&amp;"))
    return _FIRST.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line))


def code(text: str) -> Ready:
    """Text as it is typed, in a table."""
    return Ready(_fenced(text).replace("|", "\\|"))


def typed(text: str) -> Ready:
    """Text as it is typed, on one line that is nothing else."""
    return Ready(_BLANKS.sub(" ", text))


def _fenced(text: str) -> str:
    line = typed(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"


def cite(numbers: tuple[int, ...]) -> Ready:
    """References to footnotes."""
    return Ready("".join(f"[^{number}]" for number in numbers))


def ticked(text: str) -> Ready:
    """Text in which what stands between backticks is code."""
    parts = TICKED.split(text)
    return Ready("".join(_fenced(part) if i % 2 else plain(part) for i, part in enumerate(parts)))


def link(url: str) -> Ready:
    """An address that ends where its brackets end."""
    return Ready(quote(url, safe="%/:=&?~#+!$,;'@*[]"))


def told(line: Line) -> Ready:
    """One event of a run."""
    mark = {"passed": "✓ ", "failed": "✗ ", "": ""}[line.mark]
    clause = f" ({line.clause})" if line.clause else ""
    return Ready(f"{short_day(line.at)}: {mark}**{plain(line.who.strip())}**{line.glue}{plain(line.what + clause)}")
