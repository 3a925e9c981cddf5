"""What types cannot say about conduct: cases that must apply, blocs that must be entitled, what must fit together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rulesim.errors import nearest
from rulesim.loading.check_records import check_record
from rulesim.loading.check_rulebook import papers_again
from rulesim.loading.draft import Draft
from rulesim.loading.mentions import mentions
from rulesim.loading.misfit import Misfit
from rulesim.loading.references import has_lists
from rulesim.model.conduct import AnyConduct, DecisionConduct, PetitionConduct, When
from rulesim.model.document import Path
from rulesim.model.stages import Ballot, Motion


def check_conduct(draft: Draft) -> Iterator[Misfit]:
    """Every misfit of conduct but for words that name nothing."""
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


def _order(draft: Draft, name: str, cases: tuple[AnyConduct, ...]) -> Iterator[Misfit]:
    """Cases that never apply, and a stage for which none may apply."""
    path: Path = ("conduct", name)
    if name not in draft.reached:
        found = f"this contest never comes to the stage '{name}'"
        yield Misfit("conduct-unused", path, found, "expected a stage that it can reach")
    always = [i for i, case in enumerate(cases) if case.when is None]
    if not always:
        yield Misfit("case-missing", path, "every case has a 'when'", "expected a last case without one")
    elif always[0] < len(cases) - 1:
        expected = "expected the case without 'when' to be the last"
        yield Misfit("case-unused", (*path, always[0] + 1), "a case after one that always applies", expected)


def _testable(draft: Draft, path: Path, when: When) -> Iterator[Misfit]:
    """Only motions have votes that a condition can test."""
    tests = when.at_least is not None or when.more_than is not None
    if tests and not isinstance(draft.rules.stages.get(when.stage), Motion | None):
        found, expected = f"'{when.stage}' is no motion", "expected a motion, whose votes have shares"
        yield Misfit("not-a-motion", (*path, "when", "stage"), found, expected)


def _entitled(draft: Draft, path: Path, name: str, case: AnyConduct) -> Iterator[Misfit]:
    acting = draft.acting[name]
    for mention in mentions(case, path):
        bloc = draft.scenario.blocs.get(mention.word) if mention.role == "bloc" else None
        if bloc and bloc.of in draft.rules.bodies and bloc.of not in acting:
            found = f"'{mention.word}' belongs to '{bloc.of}', which does not act here"
            yield Misfit("bloc-not-entitled", mention.path, found, nearest(bloc.of, acting))
        elif bloc and bloc.of in acting and not _votes_anew(draft, name, bloc.of):
            found = f"the papers of '{mention.word}' are those of an earlier ballot"
            yield Misfit("papers-counted-again", mention.path, found, "expected votes only in that ballot")


def _votes_anew(draft: Draft, name: str, body: str) -> bool:
    """Whether a body acts at a stage by more than papers that are counted again."""
    stages = draft.stages(name)
    again = [section for stage in stages if isinstance(stage, Ballot) for section in stage.sections.values()]
    return not again or any(body in section.by and not section.papers_of for section in again)


def _papers_cast(draft: Draft, name: str, cases: tuple[AnyConduct, ...]) -> Iterator[Misfit]:
    """Papers that are counted again must come from conduct: the contest holds that ballot, and not from a record."""
    if all(case.given is not None for case in cases):
        return
    for stage in draft.stages(name):
        for earlier in papers_again(stage).values():
            known = draft.conduct.get(earlier, ())
            if earlier not in draft.reached or any(case.given is not None for case in known):
                found = f"papers of '{earlier}' are counted again, and nothing says what is on them"
                expected = f"expected votes of blocs under 'conduct.{earlier}'"
                yield Misfit("papers-never-cast", ("conduct", name), found, expected)


def _choices(path: Path, case: DecisionConduct) -> Iterator[Misfit]:
    if sum(part for part in case.chooses.values() if isinstance(part, Fraction)) > 1:
        expected = "expected chances that add up to 100% at the most"
        yield Misfit("shares-sum", (*path, "chooses"), "more than 100%", expected)


def _lists(draft: Draft, path: Path, name: str, case: PetitionConduct) -> Iterator[Misfit]:
    """Whoever signs where each challenger has a list signs one of them; elsewhere there are none."""
    lists = has_lists(draft.rules.stages[name])
    for bloc, signing in case.sign.items():
        at = (*path, "sign", bloc)
        if lists and sum(signing.backs.values()) != 1:
            found = f"'{bloc}' does not say whose list it signs"
            yield Misfit("backs-sum", at, found, "expected 'backs', with shares that add up to 100%")
        if not lists and signing.backs:
            expected = "expected none: here all sign for one cause"
            yield Misfit("backs-unused", (*at, "backs"), "lists of challengers", expected)
