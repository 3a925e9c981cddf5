"""Bodies as sets of people with names of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Person = tuple[str, int]


def people_of(within: Mapping[str, str], sizes: Mapping[str, int]) -> dict[str, set[Person]]:
    """Everybody in each body. `within` names the body around each; its people are members of both."""
    members: dict[str, set[Person]] = {}
    free: dict[str, list[Person]] = {}
    waiting = list(within)
    while waiting:
        name = waiting.pop(0)
        outer = within[name]
        if outer and outer not in members:
            waiting.append(name)
            continue
        if outer:
            free[outer], taken = free[outer][sizes[name] :], free[outer][: sizes[name]]
        else:
            taken = [(name, number) for number in range(sizes[name])]
        members[name], free[name] = set(taken), list(taken)
    return members


def union(members: Mapping[str, set[Person]], of: Iterable[str]) -> set[Person]:
    """Everybody in at least one of some bodies."""
    everybody: set[Person] = set()
    for name in of:
        for person in members[name]:
            everybody.add(person)
    return everybody
