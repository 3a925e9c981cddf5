"""What came up and the rules say nothing of, on the screen."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from rulesim.reports.words.silences import HEADING


def silent(sentences: Iterable[str]) -> Iterator[RenderableType]:
    """A heading and the sentences, if there are any."""
    found: list[RenderableType] = [Padding(Text(one), (0, 2)) for one in sentences]
    if found:
        yield Text(HEADING, style="bold")
        yield from [*found, ""]
