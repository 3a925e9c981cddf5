"""A profile: the papers of a real ballot, identical ones together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Ranking = tuple[tuple[str, ...], ...]
"""One paper: groups of names, the best first; those in one group are ranked equal. An empty paper ranks nobody."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who is on the papers, and how many papers carry each ranking; whole numbers, so that counts are exact."""

    names: tuple[str, ...]
    papers: Mapping[Ranking, int]
    withdrawn: tuple[str, ...] = ()
    """Names on the papers that are out of the contest: the count passes over them."""
    title: str = ""

    @property
    def size(self) -> int:
        """The number of papers."""
        return sum(self.papers.values())

    @property
    def strict(self) -> bool:
        """Whether no paper ranks candidates equal."""
        return all(len(group) == 1 for ranking in self.papers for group in ranking)

    @property
    def complete(self) -> bool:
        """Whether every paper ranks everybody."""
        return all(sum(map(len, ranking)) == len(self.names) for ranking in self.papers)


def profile_of(
    names: Iterable[str], papers: Iterable[tuple[Ranking, int]], withdrawn: Iterable[str] = (), title: str = ""
) -> Profile:
    """A profile with those ranked equal in the order of `names`, and identical papers together in their first order."""
    known = tuple(names)
    place = {name: number for number, name in enumerate(known)}
    found: dict[Ranking, int] = {}
    for ranking, many in papers:
        tidy = tuple(tuple(sorted(group, key=place.__getitem__)) for group in ranking)
        found[tidy] = found.get(tidy, 0) + many
    out = set(withdrawn)
    return Profile(known, found, tuple(name for name in known if name in out), title)


def together(profiles: Iterable[Profile]) -> Profile:
    """The papers of several files with the same names as one profile."""
    several = tuple(profiles)
    papers = (paper for profile in several for paper in profile.papers.items())
    withdrawn = {name for profile in several for name in profile.withdrawn}
    return profile_of(several[0].names, papers, withdrawn, several[0].title)


def standing_only(profile: Profile) -> Profile:
    """The profile without the names that are out of the contest; a paper may then rank nobody."""
    out = set(profile.withdrawn)
    papers = ((_without(ranking, out), many) for ranking, many in profile.papers.items())
    return profile_of((name for name in profile.names if name not in out), papers, (), profile.title)


def _without(ranking: Ranking, out: set[str]) -> Ranking:
    groups = (tuple(name for name in group if name not in out) for group in ranking)
    return tuple(group for group in groups if group)
