"""Where a key belongs that means nothing where it stands: one level below, or to another kind of stage."""

from typing import Any, get_args, get_origin

from pydantic import BaseModel

from rulesim.loading.model_types import keys, members, models
from rulesim.model.conduct import CONDUCT
from rulesim.model.stages import AnyStage

_STAGES = {get_args(stage.model_fields["kind"].annotation)[0]: stage for stage in get_args(AnyStage)}


def belongs(model: type[BaseModel], key: str) -> str:
    """What is expected of a key that `model` does not know but something near it does; empty if nothing does."""
    return _beside(model, key) or _below(model, key)


def _below(model: type[BaseModel], key: str) -> str:
    for name, field in model.model_fields.items():
        inner = next((member for member in members(field.annotation) if get_args(member)), None)
        for kind in (field.annotation, *_inside(inner)):
            if any(key in keys(one) for one in models(kind)):
                where = "under" if kind is field.annotation else "in an entry of"
                return f"expected {where} '{field.alias or name}'"
    return ""


def _inside(kind: Any) -> tuple[Any, ...]:
    """What a list or a mapping holds."""
    parts = get_args(kind)
    return parts[:1] if get_origin(kind) is tuple else parts[1:2]


def _beside(model: type[BaseModel], key: str) -> str:
    for kinds in (_STAGES, CONDUCT):
        if model in kinds.values():
            ours = next(kind for kind, one in kinds.items() if one is model)
            others = [kind for kind, one in kinds.items() if key in keys(one)]
            if others:
                known = ", ".join(sorted(keys(model)))
                return f"that goes with {' or '.join(map(_one, others))}; expected for {_one(ours)} one of: {known}"
    return ""


def _one(kind: str) -> str:
    return kind if kind == "nominations" else f"a {kind}"
