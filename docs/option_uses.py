"""Where the options of the rule language are used: a walk through the bundled files beside the models that read them.

An option is a field of a model, or one word of a closed list that a field takes. A word that a file leaves to the
default is used there too, though not written.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rulesim.loading.contested import QUESTION, is_contested
from rulesim.loading.library import RULEBOOKS, SCENARIOS, names
from rulesim.loading.yaml_reader import read_file
from rulesim.model.conduct import CONDUCT, _parse_chance
from rulesim.model.document import Node, Path, children, word
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario, Unknown

Model = type[BaseModel]
SHORT = {"excludes": ("lowest", "nobody"), "ties": ("not in the rules",)}
"""Words that stand for a whole mapping, by field."""


@dataclass(frozen=True)
class Option:
    """A field of a model as written in files, or (with `word`) one word of its closed list."""

    model: Model
    name: str
    word: str = ""

    def __str__(self) -> str:
        told = f"{self.model.__name__}.{self.name}"
        return f"{told}: {self.word}" if self.word else told


@dataclass(frozen=True)
class Use:
    """A place of a document where an option is used; not `written` where its word is the default."""

    option: Option
    path: Path
    written: bool


def owner(model: Model, name: str) -> Model:
    """The model under which the reference tells a field: what several models share is told once."""
    above = (one for one in model.__mro__ if issubclass(one, BaseModel))
    return [one for one in above if name in one.model_fields][-1]


def told_by(model: Model) -> Model | None:
    """The model whose options a model has too, if there is one."""
    above = next(one for one in model.__mro__[1:] if issubclass(one, BaseModel))
    return above if above.model_fields else None


def known_options(model: Model) -> Iterator[Option]:
    """The options of a model that are its own to tell, each followed by the words of its closed list."""
    for name, field in model.model_fields.items():
        if owner(model, name) is model:
            told = field.alias or name
            yield Option(model, told)
            yield from (Option(model, told, each) for each in closed_list(name, field))


def closed_list(name: str, field: FieldInfo) -> tuple[str, ...]:
    return (*SHORT.get(name, ()), *dict.fromkeys(_words(field.annotation)))


def _words(kind: Any) -> Iterator[str]:
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    elif not isinstance(kind, type) or get_origin(kind):
        for part in get_args(kind):
            yield from _words(part) if not isinstance(part, tuple) else ()


def uses_in_rules(document: Node) -> Iterator[Use]:
    yield from _of_model(Rules, document, ())


def uses_in_scenario(document: Node, kinds: Mapping[str, str]) -> Iterator[Use]:
    """The uses in a scenario; `kinds` tells the kind of each stage of its rule book."""
    yield from _of_model(Scenario, document, ())
    conduct = document.get("conduct")
    for stage, cases in children(conduct) if conduct else ():
        at: Path = ("conduct", stage)
        for place, case in children(cases) if cases.is_list else ((None, cases),):
            yield from _of_model(CONDUCT[kinds[str(stage)]], case, at if place is None else (*at, place))


def _of_model(model: Model, node: Node, path: Path) -> Iterator[Use]:
    for name, field in model.model_fields.items():
        told, home = field.alias or name, owner(model, name)
        value, at = node.get(told), (*path, told)
        for default in () if value is not None else _by_default(field):
            yield Use(Option(home, told, default), at, written=False)
        if value is not None:
            yield Use(Option(home, told), at, written=True)
            for below in _of_kind(field.annotation, tuple(field.metadata), value, at):
                yield Use(Option(home, told, below), at, written=True) if isinstance(below, str) else below


def _by_default(field: FieldInfo) -> Iterator[str]:
    known = set(_words(field.annotation))
    values = field.default if isinstance(field.default, tuple) else (field.default,)
    return (value for value in values if isinstance(value, str) and value in known)


def _of_kind(kind: Any, marks: tuple[Any, ...], node: Node, path: Path) -> Iterator[Use | str]:
    """Uses below a value, and as plain text the words of the closed list that stand in it."""
    if node.get("fact"):
        return
    models = list(_models(kind))
    if is_contested(node) and not any(QUESTION in model.model_fields for model in models):
        for key, below in children(node):
            if key != QUESTION:
                yield from _of_kind(kind, marks, below, (*path, key))
    elif any(getattr(mark, "func", None) is _parse_chance for mark in (*marks, *_marks(kind))):
        yield from _of_model(Unknown, node, path) if node.is_map else ()
    elif node.is_map and (model := _fitting(models, node)):
        yield from _of_model(model, node, path)
    elif node.is_map or node.is_list:
        yield from _of_parts(kind, node, path)
    elif models and path[-1] in SHORT:
        yield word(node)
    else:
        yield from (each for each in _words(kind) if each == word(node))


def _of_parts(kind: Any, node: Node, path: Path) -> Iterator[Use | str]:
    """Uses in the parts of a list or mapping; one mapping may stand for a list of one."""
    for member in _members(kind):
        origin, arguments = get_origin(member), get_args(member)
        if origin is tuple and node.is_map:
            yield from _of_kind(arguments[0], (), node, path)
        elif origin is tuple:
            for place, below in children(node):
                yield from _of_kind(arguments[0], (), below, (*path, place))
        elif isinstance(origin, type) and issubclass(origin, Mapping) and node.is_map:
            keys = set(_words(arguments[0]))
            for key, below in children(node):
                yield from (str(key),) if key in keys else ()
                yield from _of_kind(arguments[1], (), below, (*path, key))


def _members(kind: Any) -> Iterator[Any]:
    if get_origin(kind) is Annotated:
        yield from _members(get_args(kind)[0])
    elif get_origin(kind) in (Union, types.UnionType):
        for member in get_args(kind):
            yield from _members(member)
    else:
        yield kind


def _marks(kind: Any) -> tuple[Any, ...]:
    return get_args(kind)[1:] if get_origin(kind) is Annotated else ()


def _models(kind: Any) -> Iterator[Model]:
    return (member for member in _members(kind) if isinstance(member, type) and issubclass(member, BaseModel))


def _fitting(models: list[Model], node: Node) -> Model | None:
    """The model of a union that a mapping is: of its kind, or the first that knows all of its keys."""
    kind, keys = node.get("kind"), set(node.fields or {})
    if kind and len(models) > 1:
        return next((model for model in models if model.__name__.lower() == word(kind)), None)
    return next((model for model in models if keys <= {f.alias or n for n, f in model.model_fields.items()}), None)


@dataclass(frozen=True)
class Example:
    """A contest that uses an option, at `path` of its scenario or (`in_rules`) of its rule book."""

    scenario: str
    """Its bundled name: `history/uk-con-1975`."""
    rulebook: str
    use: Use
    in_rules: bool
    played: bool
    """Whether the record comes to the stage or ending where it stands; for a scenario, whether people act there."""


def rank(example: Example) -> tuple[bool, bool, bool, int, str]:
    """The best example first: played, written, a real contest; then the shortest scenario, for it reads best."""
    size = _sizes()[example.scenario]
    replay = example.scenario.startswith("history/")
    return not example.played, not example.use.written, not replay, size, example.scenario


@lru_cache(maxsize=1)
def _sizes() -> Mapping[str, int]:
    return {name: sum(1 for _ in _leaves(document)) for name, document in scenario_documents().items()}


def _leaves(node: Node) -> Iterator[Node]:
    for _, below in children(node):
        yield from _leaves(below)
    if not (node.is_map or node.is_list):
        yield node


@lru_cache(maxsize=1)
def scenario_documents() -> Mapping[str, Node]:
    return {name: read_file(SCENARIOS / f"{name}.yaml")[0] for name in names(SCENARIOS)}


@lru_cache(maxsize=1)
def rule_documents() -> Mapping[str, Node]:
    return {name: read_file(RULEBOOKS / f"{name}.yaml")[0] for name in names(RULEBOOKS)}


def example_of(option: Option) -> Example | None:
    """The best example of an option in the bundled contests."""
    return next(iter(examples().get(option, ())), None)


def elsewhere(option: Option) -> Option | None:
    """Another option that takes the same closed list and has this word in use."""
    mine = _list_of(option)
    same = (one for one in examples() if one.word == option.word and one != option and _list_of(one) == mine)
    return min(same, key=str, default=None) if option.word else None


def _list_of(option: Option) -> tuple[str, ...]:
    fields = option.model.model_fields.items()
    return next(closed_list(name, field) for name, field in fields if (field.alias or name) == option.name)


@lru_cache(maxsize=1)
def examples() -> Mapping[Option, tuple[Example, ...]]:
    """Every use of every option in the bundled contests, the best example first."""
    found: dict[Option, list[Example]] = {}
    in_book = {name: tuple(uses_in_rules(document)) for name, document in rule_documents().items()}
    for name, document in scenario_documents().items():
        book = word(document.fields["rulebook"]) if document.fields else ""
        come_to = _come_to(document)
        for use in uses_in_scenario(document, _kinds(rule_documents()[book])):
            found.setdefault(use.option, []).append(Example(name, book, use, False, _played(use, come_to, "conduct")))
        for use in in_book[book]:
            found.setdefault(use.option, []).append(Example(name, book, use, True, _played(use, come_to, "stages")))
    return {option: tuple(sorted(all_, key=rank)) for option, all_ in found.items()}


def _kinds(book: Node) -> dict[str, str]:
    stages = book.get("stages")
    return {str(name): word(stage.get("kind") or stage) for name, stage in children(stages)} if stages else {}


def _come_to(document: Node) -> set[str]:
    """The stages and endings that a record comes to; without a record, the stages at which people act."""
    expects, conduct = document.get("expects"), document.get("conduct")
    if expects is None:
        return {str(name) for name, _ in children(conduct)} if conduct else set()
    path, ending = expects.get("path"), expects.get("ending")
    stages = {word(step).partition(".")[0] for _, step in children(path)} if path else set()
    return {*stages, *([f"end.{word(ending)}"] if ending else [])}


def _played(use: Use, come_to: set[str], under: str) -> bool:
    if len(use.path) < 2 or use.path[0] not in (under, "endings"):
        return True
    name = f"end.{use.path[1]}" if use.path[0] == "endings" else str(use.path[1])
    return name in come_to


def words_beside(option: Option) -> tuple[str, ...]:
    """The other words of the closed list that a word stands in."""
    return tuple(each for each in _list_of(option) if each != option.word)
