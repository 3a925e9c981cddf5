"""Every option of the rule language is alive: in some bundled contest, another value or none makes a difference.

A difference is one in what is played, in a study of it, or in what is refused. An option of which none is found stands
in options-told-only.yaml, with the reason; nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from mutations import at, others, put, without
from playing import Followed, bounded, follow

from rulesim.loading import rulebook as books
from rulesim.loading.contested import QUESTION, is_contested
from rulesim.loading.yaml_reader import read_file
from rulesim.model.document import Node, children, word
from rulesim.model.document import Path as Place

TOLD_ONLY = Path(__file__).with_name("options-told-only.yaml")
WITNESSES = read_file(Path(__file__).with_name("options-witnesses.yaml"))[0].plain()
CONTESTS, VALUES, TRIES, FEW = 70, 24, 160, 3
"""How many contests and values of each are tried, and how many in all, before an option is taken to be idle;
and how many if the reason is on file."""
OF_FORM = {"missing-key", "unknown-key", "unknown-word", "not-valid", "threshold-measure", "list-too-short"}
"""What is refused for its form alone: any value of the wrong kind would be, and it shows nothing of the option."""


class Contest:
    """A bundled scenario and its rule book as documents, and what follows from them."""

    def __init__(self, scenario: Node, book: str):
        self.scenario, self.book = scenario, books.load_rulebook(book)
        self.raw = read_file(self.book.file)[0]
        self._followed: dict[str, Followed] = {}

    def follow(self, changed: Node | None, in_rules: bool, place: Place, held: Mapping[str, str]) -> Followed:
        if not in_rules and place[0] == "boundary":
            return bounded(changed or self.scenario, self.book)
        scenario = self.scenario if in_rules or changed is None else changed
        return follow(scenario, changed if in_rules and changed is not None else self.book, held)

    def as_it_is(self, in_rules: bool, place: Place, held: Mapping[str, str]) -> Followed:
        key = f"{place[0] == 'boundary' and not in_rules} {sorted(held.items())}"
        if key not in self._followed:
            self._followed[key] = self.follow(None, in_rules, place, held)
        return self._followed[key]

    @property
    def ids(self) -> list[str]:
        """The names that both files know, outcomes and endings included."""
        found: dict[str, None] = {}
        for document, parts in ((self.scenario, ("people", "bodies", "blocs")), (self.raw, ("bodies", "stages"))):
            for part in parts:
                node = document.get(part)
                found |= dict.fromkeys(str(key) for key, _ in (children(node) if node else ()))
        endings, stages = self.raw.get("endings"), self.raw.get("stages")
        found |= dict.fromkeys(f"end.{key}" for key, _ in (children(endings) if endings else ()))
        for _, stage in children(stages) if stages else ():
            then = stage.get("then")
            found |= dict.fromkeys(str(key) for key, _ in (children(then) if then else ()))
        contested = self.raw.get("contested")
        for key, question in children(contested) if contested else ():
            found |= {str(key): None} | dict.fromkeys((question.get("readings") or question).fields or {})
        return list(found)


@pytest.fixture(scope="module")
def contests(walker: ModuleType) -> dict[str, Contest]:
    documents = walker.scenario_documents()
    return {name: Contest(document, word(document.fields["rulebook"])) for name, document in documents.items()}


@pytest.mark.parametrize("page", ["RULE_BOOKS", "SCENARIOS", "CONDUCT"])
def test_every_option_matters(page: str, maker: ModuleType, walker: ModuleType, contests: dict[str, Contest]) -> None:
    told_only = read_file(TOLD_ONLY)[0].plain()
    all_ = [option for _, model in getattr(maker, page) for option in walker.known_options(model)]
    lists = {(option.model, option.name) for option in all_ if option.word}
    known = [one for one in all_ if one.name != "kind" and (one.word or (one.model, one.name) not in lists)]
    idle = {str(one) for one in known if _is_idle(one, walker, contests, FEW if str(one) in told_only else TRIES)}
    expected = {str(one) for one in known} & set(told_only)
    assert idle - expected == set(), "nothing changes with these options"
    assert expected - idle == set(), "these options make a difference: take them out of options-told-only.yaml"


def test_reasons_are_told_for_options_that_there_are(maker: ModuleType, walker: ModuleType) -> None:
    known = {str(option) for model in maker.TITLES for option in walker.known_options(model)}
    reasons = read_file(TOLD_ONLY)[0].plain()
    assert set(reasons) <= known
    assert all(len(reason.split()) > 3 for reason in reasons.values())


def _is_idle(option: Any, walker: ModuleType, contests: dict[str, Contest], tries: int) -> bool:
    """Whether no change of an option makes a difference. Where a witness is on file, nothing else is tried."""
    if str(option) in WITNESSES:
        return not _bears_out(WITNESSES[str(option)], contests)
    return not any(_differs(*one) for one in islice(_changes(option, walker, contests), tries))


def _bears_out(witness: Mapping[str, Any], contests: dict[str, Contest]) -> bool:
    """Whether the change of a witness makes a difference in its contest; in-rules paths begin with `rules`."""
    contest = contests[witness["contest"]]
    scenario, book = contest.scenario, contest.raw
    for place, value in witness.get("first", {}).items():
        scenario, book = _set(scenario, book, place, value)
    outcomes = []
    for value in witness["change"]:
        followed = follow(*_set(scenario, book, witness["path"], value), witness.get("readings", {}))
        assert followed.faults <= {witness.get("refused", "")}, f"{witness['path']}: {value}: {sorted(followed.faults)}"
        outcomes.append(followed)
    return outcomes[0] != outcomes[1]


def _set(scenario: Node, book: Node, place: str, value: Any) -> tuple[Node, Node]:
    where, rest = place.partition("rules.")[::2] if place.startswith("rules.") else (place, "")
    keys = tuple(int(key) if key.isdecimal() else key for key in (rest or where).split("."))
    return (scenario, put(book, keys, value)) if rest else (put(scenario, keys, value), book)


def _changes(option: Any, walker: ModuleType, contests: dict[str, Contest]) -> Iterator[tuple[Any, ...]]:
    """Pairs of documents that say two things with an option, the likeliest contests first."""
    for example in _examples(option, walker):
        contest = contests[example.scenario]
        document = contest.raw if example.in_rules else contest.scenario
        pairs = (
            _words(option, document, example.use.path, walker) if option.word else _values(document, example, contest)
        )
        held = _readings(document, example.use.path) if example.in_rules else {}
        for one, other in islice(pairs, VALUES):
            yield contest, example.in_rules, example.use.path, held, one, other


def _examples(option: Any, walker: ModuleType) -> list[Any]:
    """Examples of the word itself, then of the option with another word; no contest often, each rule book in turn."""
    field = type(option)(option.model, option.name)
    found = (*walker.examples().get(option, ()), *walker.examples().get(field, ()), *_left_out(field, walker))
    return list({(one.scenario, one.use.path): one for one in found}.values())[:: max(1, len(found) // 200)][:CONTESTS]


def _left_out(field: Any, walker: ModuleType) -> list[Any]:
    """Examples of the default word of an option, which is written nowhere."""
    words = [one for one in walker.examples() if (one.model, one.name) == (field.model, field.name) and one.word]
    return [example for one in words for example in walker.examples()[one]]


def _values(document: Node, example: Any, contest: Contest) -> Iterator[tuple[None, Node]]:
    place = example.use.path
    node = at(document, place)
    if node is None:
        return
    yield None, without(document, place)
    for value in others(node, contest.ids):
        yield None, put(document, place, value)


def _words(option: Any, document: Node, place: Place, walker: ModuleType) -> Iterator[tuple[Node, Node]]:
    """The word at its place, against each other word of the list there."""
    node = at(document, place)
    for word_ in walker.words_beside(option):
        for said, instead in ((option.word, word_), ([option.word], [word_])):
            yield put(document, place, said), put(document, place, instead)
        if node is not None and node.is_map:
            renamed = {word_ if key == option.word else key: value for key, value in (node.fields or {}).items()}
            yield document, put(document, place, Node(node.file, node.line, fields=renamed))


def _readings(document: Node, place: Place) -> dict[str, str]:
    """The readings under which a place of a rule book counts."""
    found, node = {}, document
    for key in place:
        if is_contested(node) and key != QUESTION and node.fields:
            found[word(node.fields[QUESTION])] = str(key)
        node = dict(children(node)).get(key, node)
    return found


def _differs(
    contest: Contest, in_rules: bool, place: Place, held: dict[str, str], one: Node | None, other: Node
) -> bool:
    before = contest.as_it_is(in_rules, place, held) if one is None else contest.follow(one, in_rules, place, held)
    after = contest.follow(other, in_rules, place, held)
    if before.faults and not before.faults - OF_FORM:
        return False
    return before != after and not any(slug in OF_FORM or slug.startswith("not-a") for slug in after.faults)
