"""Every option of the rule language is used by a bundled contest, or the reason why not is on file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from rulesim.loading.yaml_reader import read_file
from rulesim.model.document import Node, children

UNUSED = Path(__file__).with_name("options-unused.yaml")


def test_every_option_is_used_by_a_bundled_contest(maker: ModuleType, walker: ModuleType) -> None:
    known = [option for model in maker.TITLES for option in walker.known_options(model)]
    unused = {str(one) for one in known if walker.example_of(one) is None and walker.elsewhere(one) is None}
    reasons = read_file(UNUSED)[0].plain()
    assert len(known) > 300
    assert unused == set(reasons), "tell the reason in options-unused.yaml, or take it out"
    assert all(len(reason.split()) > 5 for reason in reasons.values())


def test_the_walk_finds_only_options_that_are_told(maker: ModuleType, walker: ModuleType) -> None:
    """What stands in a file and is no option of the reference would be a hole in it."""
    told = {option for model in maker.TITLES for option in walker.known_options(model)}
    assert set(walker.examples()) <= told


def test_no_key_of_a_file_is_passed_over(walker: ModuleType) -> None:
    """Whatever stands in a stage of a rule book is come by."""
    for document in walker.rule_documents().values():
        walked = {tuple(map(str, use.path)) for use in walker.uses_in_rules(document) if use.written}
        for path in _keys_of_stages(document):
            assert path in walked, f"{document.file}: {'.'.join(path)} is passed over"


def _keys_of_stages(document: Node) -> Iterator[tuple[str, ...]]:
    stages = document.get("stages")
    for stage, node in children(stages) if stages else ():
        yield from (("stages", str(stage), str(key)) for key, _ in children(node) if key != "kind")
