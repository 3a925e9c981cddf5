"""Finds every word of a value that names something: what it is there for, where it stands, and what it stands under."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from rulesim.model.conduct import REST, ranked
from rulesim.model.document import Path
from rulesim.model.file_value import FileValue
from rulesim.model.named import Refers, Role

Surroundings = Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that must name something."""

    role: Role
    word: str
    path: Path
    under: Surroundings
    """The word of each role that was named last, above it or before it: the stage or the question it is about."""
    within: FileValue
    """The value in which it stands."""


def mentions(value: FileValue, path: Path = (), under: Surroundings | None = None) -> Iterator[Mention]:
    """Every mention in a value that stands at `path`. What an option left to its default would name is none."""
    under = under or {}
    for name, key, default, shape in _fields(type(value)):
        part = getattr(value, name)
        if part != default:
            yield from _below(shape, part, (*path, key), under, value)
            if shape.itself and isinstance(part, str):
                under = {**under, shape.itself: part}


def words(values: Iterable[FileValue], *roles: Role) -> frozenset[str]:
    """The words of some values that have one of some roles."""
    return frozenset(mention.word for value in values for mention in mentions(value) if mention.role in roles)


class _Shape(NamedTuple):
    """What is named by a value that is a word, by the keys of a mapping, and by its values or the items of a list."""

    itself: Role | None = None
    keys: Role | None = None
    below: "_Shape | None" = None


def _below(shape: _Shape, value: object, path: Path, under: Surroundings, within: FileValue) -> Iterator[Mention]:
    if isinstance(value, FileValue):
        yield from mentions(value, path, under)
    elif isinstance(value, str) and shape.itself:
        yield from _spelt_out(Mention(shape.itself, value, path, under, within))
    elif isinstance(value, tuple) and shape.below:
        for i, item in enumerate(value):
            yield from _below(shape.below, item, (*path, i), under, within)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            at = (*path, key)
            if shape.keys:
                yield from _spelt_out(Mention(shape.keys, key, at, under, within))
            if shape.below:
                here = {**under, shape.keys: key} if shape.keys else under
                yield from _below(shape.below, item, at, here, within)


def _spelt_out(mention: Mention) -> Iterator[Mention]:
    """The mentions that a word holds: a ranking several, a step two, the rest of a whole none."""
    match mention.role:
        case "ranking":
            yield from (replace(mention, role="person", word=who) for who in ranked(mention.word))
        case "step" if "." in mention.word:
            stage, _, outcome = mention.word.partition(".")
            yield replace(mention, role="stage", word=stage)
            yield replace(mention, role="outcome", word=outcome, under={**mention.under, "stage": stage})
        case "part" if mention.word == REST:
            return
        case _:
            yield mention


@cache
def _fields(model: type[FileValue]) -> tuple[tuple[str, str, object, _Shape], ...]:
    """The options of a model in which something may be named: each with its key and default."""
    shapes = ((name, field, _shape(field.rebuild_annotation())) for name, field in model.model_fields.items())
    return tuple((name, field.alias or name, field.default, shape) for name, field, shape in shapes if shape)


def _shape(kind: Any) -> _Shape | None:
    """What values of a type name; None if nothing. A model says itself what is named below it."""
    parts = get_args(kind)
    if get_origin(kind) is Annotated:
        return next((_Shape(mark.to) for mark in parts[1:] if isinstance(mark, Refers)), None) or _shape(parts[0])
    if isinstance(kind, type) and issubclass(kind, FileValue):
        return _Shape()
    if get_origin(kind) is Mapping:
        keys, below = map(_shape, parts)
        return _Shape(keys=keys and keys.itself, below=below) if keys or below else None
    if get_origin(kind) is tuple:
        below = _shape(parts[0])
        return below and _Shape(below=below)
    either = [shape for shape in map(_shape, parts) if shape]
    return _Shape(*(next(filter(None, each), None) for each in zip(*either, strict=True))) if either else None
