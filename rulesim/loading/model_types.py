"""The types below a model: which models a value may be, what their keys are, and what stands under each."""

from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a model knows."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def models(kind: Any) -> list[type[BaseModel]]:
    """The models that a value of a type may be."""
    return [member for member in members(kind) if isinstance(member, type) and issubclass(member, BaseModel)]


def members(kind: Any) -> list[Any]:
    """The types that a value of a type may be, one by one."""
    if get_origin(kind) is Annotated:
        return members(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [inner for member in get_args(kind) for inner in members(member) if inner is not NoneType]
    return [kind]


def tagged(kind: Any, part: int | str) -> type[BaseModel] | None:
    """The member of a union of models that pydantic calls `part`."""
    either = models(kind)
    return next((model for model in either if part in _tags(model)), None) if len(either) > 1 else None


def _tags(model: type[BaseModel]) -> set[str]:
    """What pydantic may call a member of a union in an error's place: its `kind`, or the tags of a requirement."""
    field = model.model_fields.get("kind")
    return set(get_args(field.annotation)) if field else {model.__name__.lower().removesuffix("of")}


def step(kind: Any, part: int | str) -> Any:
    """The type of the value under a key, or at a position."""
    for model in models(kind):
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                return field.annotation
    for member in members(kind):
        if get_origin(member) is tuple:
            return get_args(member)[0]
        if len(get_args(member)) == 2:
            return get_args(member)[1]
    return kind


def kind_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> Any:
    """The type of what stands at a place that pydantic names."""
    kind: Any = model
    for part in loc:
        kind = tagged(kind, part) or step(kind, part)
    return kind
