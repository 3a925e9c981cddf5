"""The options of the language and the words of its closed lists: as models have them, and as documents use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from rulesim.model.file_value import FileValue

Model = type[FileValue]


def options(models: tuple[Model, ...]) -> set[str]:
    """Every option of some models and of those within them, `Ballot.keeps`, and every word: `Ballot.paper: ranked`."""
    return {told for model in _within(models) for name in model.model_fields for told in _told(model, name)}


def used(value: Any) -> Iterator[str]:
    """The options that have another value than their default somewhere within a value, and the words that occur."""
    if isinstance(value, FileValue):
        for name, field in type(value).model_fields.items():
            held = getattr(value, name)
            if name in value.model_fields_set and (field.is_required() or held != field.get_default()):
                yield _option(type(value), name)
            yield from (f"{_option(type(value), name)}: {word}" for word in _leaves(held) & _words(field.annotation))
            yield from used(held)
    elif isinstance(value, Mapping):
        yield from (told for part in value.values() for told in used(part))
    elif isinstance(value, tuple):
        yield from (told for part in value for told in used(part))


def _option(model: Model, name: str) -> str:
    """An option as files write it."""
    return f"{model.__name__}.{model.model_fields[name].alias or name}"


def _told(model: Model, name: str) -> Iterator[str]:
    yield _option(model, name)
    yield from (f"{_option(model, name)}: {word}" for word in _words(model.model_fields[name].annotation))


def _within(models: tuple[Model, ...]) -> set[Model]:
    """The models and all that their fields are made of."""
    found: set[Model] = set()
    waiting = list(models)
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            fields: Mapping[str, FieldInfo] = model.model_fields
            waiting += [part for field in fields.values() for part in _parts(field.annotation) if _is_model(part)]
    return found


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, FileValue)


def _parts(annotation: Any) -> Iterator[Any]:
    """A type and every type within it; the words of a closed list are its parts."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _parts(part)


@cache
def _words(annotation: Any) -> frozenset[str]:
    """The words of the closed lists that a type is made of, but for those of models within it."""
    lists = (part for part in _parts(annotation) if get_origin(part) is Literal)
    return frozenset(word for part in lists for word in get_args(part))


def _leaves(value: Any) -> set[str]:
    """The words that a value holds by itself, keys of mappings included."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, Mapping):
        return {*value, *(word for part in value.values() for word in _leaves(part))}
    if isinstance(value, tuple):
        return {word for part in value for word in _leaves(part)}
    return set()
