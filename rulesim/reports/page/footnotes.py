"""Sources, numbered in the order in which a report first cites them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rulesim.loading.seeds import find_sources
from rulesim.model.facts import Source


@dataclass
class Footnotes:
    """The numbered sources of one report."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)

    def cite(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """The numbers of some sources, each source once."""
        return tuple(dict.fromkeys(self._number(source) for source in sources))

    def cite_ids(self, references: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the sources behind `seed/id` references."""
        return self.cite(source for reference in references for source in find_sources(reference))

    def _number(self, source: Source) -> int:
        key = (source.title, source.url)
        if key not in self.numbers:
            self.sources.append(source)
            self.numbers[key] = len(self.sources)
        return self.numbers[key]
