"""What types cannot check in conduct: cases that must apply, blocs that must be entitled, sums that must be right."""

from collections.abc import Iterator
from fractions import Fraction

from rulesim.errors import nearest
from rulesim.loading.check_figures import check_figures
from rulesim.loading.check_records import check_record
from rulesim.loading.check_rulebook import papers_again
from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.mentions import mentions
from rulesim.loading.path_fault import PathFault
from rulesim.loading.references import has_lists
from rulesim.model.conduct import AnyConduct, DecisionConduct, PetitionConduct, When
from rulesim.model.document import Path
from rulesim.model.stages import Ballot, Motion


def check_conduct(draft: DraftContest) -> Iterator[PathFault]:
    """Every fault in conduct, except names of things that do not exist."""
    for name, cases in draft.conduct.items():
        if name in draft.written:
            yield from _order(draft, name, cases)
            yield from _papers_cast(draft, name, cases)
    for path, name, case in draft.cases():
        if case.when is not None:
            yield from _testable(draft, path, case.when)
        yield from _entitled(draft, path, name, case)
        if isinstance(case, DecisionConduct):
            yield from _choices(path, case)
        if isinstance(case, PetitionConduct):
            yield from _lists(draft, path, name, case)
        yield from check_record(draft, path, name, case)
        yield from check_figures(draft, path, name, case)


def _order(draft: DraftContest, name: str, cases: tuple[AnyConduct, ...]) -> Iterator[PathFault]:
    """Cases that never apply, and stages at which possibly none applies."""
    path: Path = ("conduct", name)
    if name not in draft.reached:
        found = f"this contest never reaches the stage '{name}'"
        yield PathFault("conduct-unused", path, found, "expected a stage that it can reach")
    always = [i for i, case in enumerate(cases) if case.when is None]
    if not always:
        yield PathFault("case-missing", path, "every case has a condition", "expected a last case without 'when'")
    elif always[0] < len(cases) - 1:
        expected = "expected the case without 'when' to be the last"
        yield PathFault("case-unused", (*path, always[0] + 1), "this case follows one that always applies", expected)


def _testable(draft: DraftContest, path: Path, when: When) -> Iterator[PathFault]:
    """Only motions have votes that a condition can test."""
    tests = when.at_least is not None or when.more_than is not None
    if tests and not isinstance(draft.rules.stages.get(when.stage), Motion | None):
        found, expected = f"'{when.stage}' is not a motion", "expected a motion, since only its votes have shares"
        yield PathFault("not-a-motion", (*path, "when", "stage"), found, expected)


def _entitled(draft: DraftContest, path: Path, name: str, case: AnyConduct) -> Iterator[PathFault]:
    acting = draft.acting[name]
    for mention in mentions(case, path):
        bloc = draft.scenario.blocs.get(mention.word) if mention.role == "bloc" else None
        if bloc and bloc.of in draft.rules.bodies and bloc.of not in acting:
            found = f"'{mention.word}' belongs to '{bloc.of}', which does not act here"
            yield PathFault("bloc-not-entitled", mention.path, found, nearest(bloc.of, acting))
        elif bloc and bloc.of in acting and not _votes_anew(draft, name, bloc.of):
            found = f"the ballot papers of '{mention.word}' come from an earlier ballot"
            yield PathFault("papers-counted-again", mention.path, found, "expected their votes only in that ballot")


def _votes_anew(draft: DraftContest, name: str, body: str) -> bool:
    """Whether a body does more at a stage than have its earlier papers counted again."""
    stages = draft.stages(name)
    again = [section for stage in stages if isinstance(stage, Ballot) for section in stage.sections.values()]
    return not again or any(body in section.by and not section.papers_of for section in again)


def _papers_cast(draft: DraftContest, name: str, cases: tuple[AnyConduct, ...]) -> Iterator[PathFault]:
    """Papers counted again must come from conduct: the contest must hold that ballot, and not take it from a record."""
    if all(case.given is not None for case in cases):
        return
    for stage in draft.stages(name):
        for earlier in papers_again(stage).values():
            known = draft.conduct.get(earlier, ())
            if earlier not in draft.reached or any(case.given is not None for case in known):
                found = f"the ballot papers of '{earlier}' are counted again, but no conduct says how they are marked"
                expected = f"expected votes of blocs under 'conduct.{earlier}'"
                yield PathFault("papers-never-cast", ("conduct", name), found, expected)


def _choices(path: Path, case: DecisionConduct) -> Iterator[PathFault]:
    if sum(part for part in case.chooses.values() if isinstance(part, Fraction)) > 1:
        yield PathFault("shares-sum", (*path, "chooses"), "the chances exceed 100% in total", "expected at most 100%")


def _lists(draft: DraftContest, path: Path, name: str, case: PetitionConduct) -> Iterator[PathFault]:
    """Where each challenger has a list, a bloc must say which its members sign; elsewhere there are none."""
    lists = has_lists(draft.rules.stages[name])
    for bloc, signing in case.sign.items():
        at = (*path, "sign", bloc)
        if lists and sum(signing.backs.values()) != 1:
            found = f"'{bloc}' does not say whose list its members sign"
            yield PathFault("backs-sum", at, found, "expected 'backs', with shares that add up to 100%")
        if not lists and signing.backs:
            expected = "expected none, as everybody signs for one cause"
            yield PathFault("backs-unused", (*at, "backs"), "separate lists for challengers", expected)
