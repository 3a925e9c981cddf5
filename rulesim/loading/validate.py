"""Turns a document into a typed value, and every misfit into a fault with its line."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rulesim.errors import Fault, InputError, nearest
from rulesim.model.document import Node, Path, children, dotted, locate

Model = TypeVar("Model", bound=BaseModel)

_EXPECTED = {
    "int_type": ("not-a-number", "expected a whole number"),
    "int_parsing": ("not-a-number", "expected a whole number"),
    "int_from_float": ("not-a-number", "expected a whole number"),
    "greater_than_equal": ("number-too-small", "expected {ge} or more"),
    "string_type": ("not-text", "expected text"),
    "bool_type": ("not-true-or-false", "expected true or false"),
    "bool_parsing": ("not-true-or-false", "expected true or false"),
    "tuple_type": ("not-a-list", "expected a list such as [a, b]"),
    "mapping_type": ("not-a-mapping", "expected keys and values"),
    "dict_type": ("not-a-mapping", "expected keys and values"),
    "model_type": ("not-a-mapping", "expected keys and values"),
    "model_attributes_type": ("not-a-mapping", "expected keys and values"),
    "too_short": ("list-too-short", "expected at least {min_length}"),
    "union_tag_not_found": (
        "missing-key",
        "expected the key 'kind': one of petition, motion, decision, nominations, ballot",
    ),
    "literal_error": ("unknown-word", "expected {expected}"),
}


def validate(model: type[Model], node: Node, at: Path = ()) -> Model:
    """The document as a value of `model`; `at` is where it stands in its file. Raises InputError."""
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise InputError(_fault(model, node, detail, at) for detail in details) from None


def _fault(model: type[BaseModel], node: Node, detail: ErrorDetails, at: Path) -> Fault:
    loc = detail["loc"]
    path = _document_path(node, loc)
    place = locate(node, path)
    place = type(place)(place.file, place.line, dotted((*at, *path)))
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return Fault("unknown-key", place, f"the key '{loc[-1]}'", nearest(str(loc[-1]), known_keys(model, loc[:-1])))
    if kind == "missing":
        return Fault("missing-key", place, f"no '{loc[-1]}'", f"expected the key '{loc[-1]}'")
    found = _show(detail["input"])
    if kind == "union_tag_invalid":
        tags = str(context["expected_tags"]).replace("'", "").split(", ")
        return Fault("unknown-word", place, f"'{context['tag']}'", nearest(str(context["tag"]), tags))
    slug, expected = _EXPECTED.get(kind, (kind, "{expected}" if "expected" in context else detail["msg"]))
    return Fault(slug, place, found, expected.format(**context) if context else expected)


def _show(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return f"the keys {', '.join(map(str, value))}" if value else "an empty mapping"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text[:60]}{'…' if len(text) > 60 else ''}'"


def _document_path(node: Node, loc: tuple[int | str, ...]) -> Path:
    """The keys of `loc` that stand in the document: pydantic's own (union tags) are passed over."""
    path: list[int | str] = []
    for part in loc:
        below = dict(children(node))
        if part in below:
            path.append(part)
            node = below[part]
        elif part == loc[-1]:
            path.append(part)
    return tuple(path)


def known_keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that the model at `loc` knows."""
    found: Any = model
    for part in loc:
        found = _step(found, part)
    models = [kind for kind in _members(found) if _is_model(kind)]
    return tuple(field.alias or name for kind in models for name, field in kind.model_fields.items())


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _members(kind: Any) -> list[Any]:
    if get_origin(kind) is Annotated:
        return _members(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [inner for member in get_args(kind) for inner in _members(member) if inner is not NoneType]
    return [kind]


def _tags(model: Any) -> set[str]:
    """What pydantic may call a member of a union in an error's place."""
    field = getattr(model, "model_fields", {}).get("kind")
    tags = set(get_args(field.annotation)) if field else set()
    return tags | {getattr(model, "__name__", ""), getattr(model, "__name__", "").lower().removesuffix("of")}


def _step(kind: Any, part: int | str) -> Any:
    for member in _members(kind):
        if _is_model(member):
            for name, field in member.model_fields.items():
                if part in (name, field.alias):
                    return field.annotation
        elif len(get_args(member)) == 2 and get_origin(member) is not tuple:
            return get_args(member)[1]
        elif get_origin(member) is tuple:
            return get_args(member)[0]
    tagged = [member for member in _members(kind) if part in _tags(member)]
    return tagged[0] if tagged else kind
