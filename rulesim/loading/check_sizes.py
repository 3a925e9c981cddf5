"""What types cannot say about bodies and blocs: parts that must fit into their wholes, sizes that are needed."""

from __future__ import annotations

from collections.abc import Iterator

from rulesim.loading.draft import Draft
from rulesim.loading.misfit import Misfit, not_negative


def check_sizes(draft: Draft) -> Iterator[Misfit]:
    """Every misfit of the sizes of bodies and blocs, and of the blocs between which people go over."""
    bodies, known = draft.scenario.bodies, draft.rules.bodies
    yield from not_negative(("bodies",), bodies)
    for body, people in bodies.items():
        whole = known[body].within if body in known else ""
        if people > bodies.get(whole, people):
            found = f"'{body}' has {people} people, and '{whole}', which holds it, {bodies[whole]}"
            yield Misfit("body-larger-than-its-whole", ("bodies", body), found, "expected at most as many")
    for body in sorted({body for name in draft.reached for body in draft.needed(name)} - set(bodies)):
        yield Misfit(
            "body-without-size", ("bodies",), f"no size for '{body}'", f"expected '{body}: <number of people>'"
        )
    yield from _blocs_fit(draft)
    yield from _boundary(draft)


def _blocs_fit(draft: Draft) -> Iterator[Misfit]:
    totals: dict[str, int] = {}
    for name, bloc in draft.scenario.blocs.items():
        before = totals.get(bloc.of, 0)
        totals[bloc.of] = before + bloc.size
        whole = draft.scenario.bodies.get(bloc.of)
        if whole is not None and before <= whole < totals[bloc.of]:
            found = f"with '{name}' the blocs of '{bloc.of}' have {totals[bloc.of]} people"
            expected = f"expected at most {whole}, the size of the body"
            yield Misfit("blocs-larger-than-body", ("blocs", name, "size"), found, expected)


def _boundary(draft: Draft) -> Iterator[Misfit]:
    boundary, blocs = draft.scenario.boundary, draft.scenario.blocs
    if boundary is None or not {boundary.bloc, boundary.taken_from} <= set(blocs):
        return
    if boundary.bloc == boundary.taken_from or blocs[boundary.bloc].of != blocs[boundary.taken_from].of:
        found = f"people of '{boundary.taken_from}' cannot go over to '{boundary.bloc}'"
        yield Misfit("boundary-blocs", ("boundary", "taken_from"), found, "expected two blocs of one body")
