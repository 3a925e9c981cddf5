"""What to write instead of a value of the wrong form, in the words of the file itself."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from rulesim.loading.yaml_slip import in_quotes

_LONGEST = 60
_GROUPED = re.compile(r"\d{1,3}(?:[ ,.'’_]\d{3})+")
_IN_PARENTHESES = re.compile(r"\(([^()]{1,60})\)")
_ABOUT = re.compile(
    r"(?:about|around|some|circa|ca\.?|c\.|~|≈)\s*(\d+)|(\d+)\s*(?:people|persons|members|mps|votes)", re.I
)


def a_list(value: Any) -> str:
    """A list in place of a single entry."""
    text = str(value)
    if isinstance(value, Mapping):
        return "expected a list, even of one: put a dash before it, or square brackets around it"
    if re.match(r"-\S", text):
        return f"expected a space after the dash: '- {text[1:][:_LONGEST]}'"
    if bare := _IN_PARENTHESES.fullmatch(text):
        return f"expected square brackets: [{bare[1]}]"
    if len(text) > _LONGEST or ": " in text:
        return "expected a list, even of one: each entry on a line of its own, after a dash"
    return f"expected a list, even of one: [{text}]"


def a_number(value: Any) -> str:
    """A whole number in place of what people write for one."""
    text = str(value).strip()
    if text.endswith("%"):
        return "expected a whole number of people, not a share"
    if _GROUPED.fullmatch(text):
        return f"expected a whole number in digits only: {re.sub(r'[^0-9]', '', text)}"
    if about := _ABOUT.fullmatch(text):
        return f"expected the whole number alone: {about[1] or about[2]}"
    return "expected a whole number"


def a_text(value: Any) -> str:
    """One text in place of a list, a group or a number."""
    if isinstance(value, list):
        alone = f": {value[0]}" if len(value) == 1 and isinstance(value[0], str) else ""
        return f"expected one text, not a list{alone}"
    if isinstance(value, Mapping):
        parts = [*value.items()]
        whole = f"{parts[0][0]}: {parts[0][1]}" if len(parts) == 1 and isinstance(parts[0][1], str | int) else ""
        return f"expected a text: put it in quotes, {in_quotes(whole)}" if whole else "expected a text"
    return f'expected a text: put it in quotes, "{value}"'


def a_group(value: Any, models: Sequence[type[BaseModel]]) -> str:
    """Keys with values: the value as it stands under the key to which it belongs, or the keys there are."""
    if not models:
        names = [str(word) for word in value if isinstance(word, str)] if isinstance(value, list) else []
        alone = _written(value) if isinstance(value, str | int) else "…"
        named = ", ".join(f"{name}: …" for name in names[:3]) or f"NAME: {alone}"
        return f"expected names, each with its own value: {{{named}}}"
    model = models[0]
    for name, field in model.model_fields.items():
        if not isinstance(value, list) and _takes(field, value):
            key = field.alias or name
            more = "" if _is_whole(model, {key: value}) else ", …"
            return f"expected keys and values: {{{key}: {_written(value)}{more}}}"
    return f"expected keys and values, with: {listed(_first(model))}"


def _written(value: object) -> str:
    """A value as it is written inside braces."""
    text = str(value)[:_LONGEST]
    return f'"{text}"' if re.search(r"[,:#{}\[\]]", text) else text


def _takes(field: FieldInfo, value: Any) -> bool:
    """Whether a value may stand under a key; any text is welcome to a key that wants text, so only one it requires."""
    if field.annotation is str and not field.metadata and not field.is_required():
        return False
    try:
        TypeAdapter(field.rebuild_annotation()).validate_python(value)
    except ValidationError:
        return False
    return True


def _is_whole(model: type[BaseModel], value: Mapping[str, Any]) -> bool:
    """Whether nothing else is needed."""
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def _first(model: type[BaseModel]) -> list[str]:
    """The keys that a value must have; if there are none, those that it may have."""
    keys = {field.alias or name: field for name, field in model.model_fields.items()}
    return [key for key, field in keys.items() if field.is_required()] or list(keys)


def a_value(key: str, field: FieldInfo | None) -> str:
    """What belongs under a key that is missing."""
    says = (field.description or "").replace("`", "'") if field else ""
    return f"expected '{key}: …'" + (f", {says}" if says else "")


def listed(words: Iterable[str]) -> str:
    """Words one after the other: `'a', 'b' and 'c'`."""
    quoted = [f"'{word}'" for word in words]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
