"""Turns a document into a typed value, and everything wrong with it into faults with their lines."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rulesim.errors import Fault, InputError, Place, nearest
from rulesim.model.document import Node, Path, children, dotted, locate, word

Model = TypeVar("Model", bound=BaseModel)

_NUMBER = ("not-a-number", "expected a whole number")
_MAPPING = ("not-a-mapping", "expected keys and values")
_YES_OR_NO = ("not-true-or-false", "expected true or false")
_EXPECTED = {
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "int_from_float": _NUMBER,
    "greater_than_equal": ("number-too-small", "expected {ge} or more"),
    "string_type": ("not-text", "expected text; put it in quotes if it looks like a number"),
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "tuple_type": ("not-a-list", "expected a list such as [a, b]"),
    "mapping_type": _MAPPING,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "too_short": ("list-too-short", "expected {min_length} or more"),
    "too_long": ("list-too-long", "expected at most {max_length}"),
}


def validate(model: type[Model], node: Node, at: Path = ()) -> Model:
    """The document as a value of `model`; `at` is where it stands in its file. Raises InputError."""
    try:
        return model.model_validate(_data(node))
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise InputError(_fault(model, node, detail, at) for detail in details) from None


def _data(node: Node) -> Any:
    """The document in plain Python. True and false become words, lest they pass for the numbers 1 and 0."""
    if node.fields is not None:
        return {key: _data(below) for key, below in node.fields.items()}
    if node.items is not None:
        return [_data(below) for below in node.items]
    return word(node) if isinstance(node.value, bool) else node.value


def _fault(model: type[BaseModel], node: Node, detail: ErrorDetails, at: Path) -> Fault:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    path = _document_path(model, node, loc)
    if kind in ("missing", "union_tag_not_found"):
        key = loc[-1] if kind == "missing" else "kind"
        return _missing(_place(node, (*path, key), at), key)
    place, found = _place(node, path, at), _show(detail["input"])
    if kind == "extra_forbidden":
        known = known_keys(model, loc[:-1])
        return Fault("unknown-key", place, f"unknown key '{loc[-1]}'", nearest(str(loc[-1]), known))
    if kind == "union_tag_invalid":
        place, found = _place(node, (*path, "kind"), at), _show(detail["input"]["kind"])
        return _unknown_word(place, found, context["tag"], context["expected_tags"])
    if kind == "literal_error":
        return _unknown_word(place, found, detail["input"], context["expected"])
    if kind in _EXPECTED:
        slug, expected = _EXPECTED[kind]
        return Fault(slug, place, found, expected.format(**context))
    if "-" in kind:  # an error that our own models raise: its type is a slug, with hyphens, which pydantic's never have
        return Fault(kind, place, found, detail["msg"])
    return Fault("not-valid", place, found, "expected a value as described in the reference")


def _missing(place: Place, key: int | str) -> Fault:
    if isinstance(key, int):
        return Fault("list-too-short", place, f"no value at position {key + 1}", "expected one")
    return Fault("missing-key", place, f"the key '{key}' is missing", "expected a value for it")


def _unknown_word(place: Place, found: str, word: Any, expected: str) -> Fault:
    return Fault("unknown-word", place, found, nearest(str(word), re.findall("'([^']*)'", expected)))


def _place(node: Node, path: Path, at: Path) -> Place:
    return replace(locate(node, path), path=dotted((*at, *path)))


def _show(value: Any) -> str:
    if isinstance(value, Mapping):
        keys = ", ".join(list(map(str, value))[:5]) + (", …" if len(value) > 5 else "")
        return f"a group with the key{'s' if len(value) > 1 else ''} {keys}" if value else "an empty group"
    if isinstance(value, list):
        return f"a list of {len(value)} entr{'y' if len(value) == 1 else 'ies'}" if value else "an empty list"
    text = str(value)
    return f"'{text[:60]}{'…' if len(text) > 60 else ''}'"


def _document_path(model: type[BaseModel], node: Node, loc: tuple[int | str, ...]) -> Path:
    """The keys of `loc` that are in the document: those that pydantic adds are left out."""
    path: list[int | str] = []
    kind: Any = model
    for part in loc:
        tagged, below = _tagged(kind, part), dict(children(node))
        if tagged is None and part in below:
            path.append(part)
            node = below[part]
        kind = tagged or _step(kind, part)
    return tuple(path)


def known_keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that the model at `loc` knows."""
    kind: Any = model
    for part in loc:
        kind = _tagged(kind, part) or _step(kind, part)
    return tuple(field.alias or name for one in _models(kind) for name, field in one.model_fields.items())


def _models(kind: Any) -> list[type[BaseModel]]:
    return [member for member in _members(kind) if isinstance(member, type) and issubclass(member, BaseModel)]


def _members(kind: Any) -> list[Any]:
    if get_origin(kind) is Annotated:
        return _members(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [inner for member in get_args(kind) for inner in _members(member) if inner is not NoneType]
    return [kind]


def _tagged(kind: Any, part: int | str) -> type[BaseModel] | None:
    """The member of a union of models that pydantic calls `part`."""
    models = _models(kind)
    return next((model for model in models if part in _tags(model)), None) if len(models) > 1 else None


def _tags(model: type[BaseModel]) -> set[str]:
    """What pydantic may call a member of a union in an error's place: its `kind`, or the tags of a requirement."""
    field = model.model_fields.get("kind")
    return set(get_args(field.annotation)) if field else {model.__name__.lower().removesuffix("of")}


def _step(kind: Any, part: int | str) -> Any:
    """The type of the value under a key, or at a position."""
    for model in _models(kind):
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                return field.annotation
    for member in _members(kind):
        if get_origin(member) is tuple:
            return get_args(member)[0]
        if len(get_args(member)) == 2:
            return get_args(member)[1]
    return kind
