"""Whether a record fits the rules as they are read: a reading may give a stage to another body, or ask for people."""

from collections.abc import Iterable, Iterator

from rulesim.errors import Fault
from rulesim.loading.check_figures import check_figures
from rulesim.loading.check_records import check_record
from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.path_fault import PathFault, located
from rulesim.model.contest import Contest, Readings
from rulesim.model.rulebook import Rules


def misfits(contest: Contest, books: Iterable[tuple[Readings, Rules]]) -> tuple[Fault, ...]:
    """What of a record fits none of some books, each of them settled by some readings."""
    found = [_of_book(contest, readings, rules) for readings, rules in books]
    nowhere = [fault for key, fault in found[0].items() if all(key in one for one in found)] if found else []
    return tuple(located(nowhere, contest.document))


def _of_book(contest: Contest, readings: Readings, rules: Rules) -> dict[object, PathFault]:
    draft = DraftContest(contest.scenario, contest.conduct, (rules,), frozenset(contest.scenario.conduct))
    read = ", ".join(f"{question}: {reading}" for question, reading in readings)
    under = f" where the rules are read as {read}" if read else ""
    faults = _faults(draft)
    return {(one.slug, one.path): one._replace(expected=f"{one.expected}{under}") for one in faults}


def _faults(draft: DraftContest) -> Iterator[PathFault]:
    for path, name, case in draft.cases():
        if name in draft.reached and case.given is not None:
            yield from check_record(draft, path, name, case)
            yield from check_figures(draft, path, name, case)
