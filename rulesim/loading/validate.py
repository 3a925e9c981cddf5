"""Turns a document into a typed value, and everything wrong with it into faults with their lines."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from rulesim.errors import Fault, InputError, Place, meant, nearest, raise_if
from rulesim.loading.elsewhere import belongs
from rulesim.loading.instead import a_group, a_list, a_number, a_text, a_value, listed
from rulesim.loading.model_types import keys, kind_at, models, step, tagged
from rulesim.loading.thousands import thousands
from rulesim.model.document import Node, Path, children, dotted, locate, word

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]

_NUMBER = ("not-a-number", "expected a whole number")
_MAPPING = ("not-a-mapping", "expected keys and values")
_YES_OR_NO = ("not-true-or-false", "expected true or false")
_EXPECTED = {
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "int_from_float": _NUMBER,
    "greater_than_equal": ("number-too-small", "expected {ge} or more"),
    "less_than_equal": ("number-too-large", "expected at most {le:,}"),
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


_INSTEAD: Mapping[str, Callable[[Any], str]] = {
    "not-a-list": a_list,
    "not-a-number": a_number,
    "not-text": a_text,
}
"""What is better said with the value at hand."""


def validate(model: type[Model], node: Node, at: Path = ()) -> Model:
    """The document as a value of `model`; `at` is where it stands in its file. Raises InputError."""
    unclear = [Fault("not-a-number", _place(node, path, at), *told) for path, *told in thousands(model, node)]
    try:
        valid = model.model_validate(_data(node))
    except ValidationError as error:
        details = _telling(error.errors(include_url=False), node, model)
        raise InputError([*unclear, *_faults(model, node, details, at)]) from None
    raise_if(unclear)
    return valid


def _data(node: Node) -> Any:
    """The document in plain Python. True and false become words, lest they pass for the numbers 1 and 0."""
    if node.fields is not None:
        return {key: _data(below) for key, below in node.fields.items()}
    if node.items is not None:
        return [_data(below) for below in node.items]
    return word(node) if isinstance(node.value, bool) else node.value


def _telling(details: Sequence[ErrorDetails], node: Node, model: type[BaseModel]) -> list[ErrorDetails]:
    """The errors without those that only follow from others."""
    no_keys = {detail["loc"][:-1] for detail in details if detail["loc"][-1:] == ("[key]",)}
    first = [detail for detail in details if not _follows(detail, no_keys)]
    forms: dict[Path, ErrorDetails] = {}
    for detail in (one for one in first if one["type"] in _EXPECTED):
        path = _document_path(model, node, detail["loc"])
        if path not in forms or _asks_for_keys(detail) == isinstance(detail["input"], Mapping):
            forms[path] = detail  # a value that fits none of several forms is told of the one that it comes closest to
    return [detail for detail in first if detail["type"] not in _EXPECTED or detail in forms.values()]


def _follows(detail: ErrorDetails, no_keys: Collection[Loc]) -> bool:
    """Whether something stands under a key that may not stand there, or a list is short only for its wrong entries."""
    loc = detail["loc"]
    if detail["type"] == "too_short":
        return len(detail["input"]) >= int(detail["ctx"]["min_length"])
    return loc[-1:] != ("[key]",) and any(loc[: len(one)] == one for one in no_keys)


def _asks_for_keys(detail: ErrorDetails) -> bool:
    return _EXPECTED[detail["type"]] == _MAPPING


def _faults(model: type[BaseModel], node: Node, details: Sequence[ErrorDetails], at: Path) -> Iterator[Fault]:
    """A fault for each error. A key that is misspelt is not missing too."""
    strange = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    yield from _unknown_keys(model, node, strange, at)
    for detail in details:
        loc, kind = detail["loc"], detail["type"]
        beside = [str(one[-1]) for one in strange if one[:-1] == loc[:-1]]
        misspelt = kind == "missing" and any(meant(one, [str(loc[-1])]) for one in beside)
        if kind != "extra_forbidden" and not misspelt:
            yield _fault(model, node, detail, at)


def _unknown_keys(model: type[BaseModel], node: Node, strange: Sequence[Loc], at: Path) -> Iterator[Fault]:
    """Keys that mean nothing where they stand: those of one group, of which the same is expected, in one fault."""
    together: dict[tuple[Loc, str], list[Loc]] = {}
    for loc in strange:
        together.setdefault((loc[:-1], _instead_of(model, node, loc)), []).append(loc)
    for (_, expected), locs in together.items():
        place = min(_place(node, _document_path(model, node, loc), at) for loc in locs)
        names = listed(str(loc[-1]) for loc in locs)
        yield Fault("unknown-key", place, f"unknown key{'s' if len(locs) > 1 else ''} {names}", expected)


def _instead_of(model: type[BaseModel], node: Node, loc: Loc) -> str:
    """What is expected instead of an unknown key: one of those not yet used, or the key in another place."""
    known, key = known_keys(model, loc[:-1]), str(loc[-1])
    there = _at(node, _document_path(model, node, loc)[:-1]).fields or {}
    free = [one for one in known if one not in there]
    if meant(key, free):
        return nearest(key, free)
    homes = (belongs(one, key) for one in models(kind_at(model, loc[:-1])))
    within = _at(node, _document_path(model, node, loc)[:-1])
    return next(filter(None, homes), "") or nearest(key, free or known) + _below_the_one_before(within, key)


def _below_the_one_before(group: Node, key: str) -> str:
    """What to do if a key belongs to the group above it, and only stands less far in than that."""
    line = group.key_lines.get(key, 0)
    above = [one for one, there in group.key_lines.items() if there < line]
    before = (group.fields or {}).get(above[-1]) if above else None
    if before is None or not before.is_map or before.line in (group.key_lines[above[-1]], line):
        return ""
    return f"; if it belongs to '{above[-1]}', more spaces before it"


def _at(node: Node, path: Path) -> Node:
    for part in path:
        node = dict(children(node)).get(part, node)
    return node


def _fault(model: type[BaseModel], node: Node, detail: ErrorDetails, at: Path) -> Fault:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    path = _document_path(model, node, loc)
    if kind == "missing":
        return _missing(_place(node, (*path, loc[-1]), at), loc[-1], _field(model, loc))
    if kind == "union_tag_not_found":
        return _no_kind(_place(node, (*path, "kind"), at), _at(node, path), model, loc)
    place, found = _place(node, path, at), _show(detail["input"])
    if kind == "union_tag_invalid":
        place, found = _place(node, (*path, "kind"), at), _show(detail["input"]["kind"])
        return _unknown_word(place, found, context["tag"], context["expected_tags"])
    if kind == "literal_error":
        return _unknown_word(place, found, detail["input"], context["expected"])
    if kind in _EXPECTED:
        slug, expected = _EXPECTED[kind]
        if slug == "not-a-mapping":
            return Fault(slug, place, found, a_group(detail["input"], models(kind_at(model, loc))))
        instead = _INSTEAD.get(slug)
        return Fault(slug, place, found, instead(detail["input"]) if instead else expected.format(**context))
    if "-" in kind:  # an error that our own models raise: its type is a slug, with hyphens, which pydantic's never have
        place, expected = _place(node, (*path, *context.get("at", ())), at), detail["msg"]
        if kind == "not-a-number" and (amended := a_number(detail["input"])) != _NUMBER[1]:
            expected = amended
        return Fault(kind, place, context.get("found") or found, expected)
    return Fault("not-valid", place, found, "expected a value as described in the reference")


def _field(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    """What a model says of the key that ends a place."""
    for one in models(kind_at(model, loc[:-1])):
        for name, field in one.model_fields.items():
            if loc[-1] in (name, field.alias):
                return field
    return None


def _missing(place: Place, key: int | str, field: FieldInfo | None) -> Fault:
    if isinstance(key, int):
        return Fault("list-too-short", place, f"no value at position {key + 1}", "expected one")
    return Fault("missing-key", place, f"the key '{key}' is missing", a_value(key, field))


def _no_kind(place: Place, node: Node, model: type[BaseModel], loc: Loc) -> Fault:
    """A stage that does not say of which kind it is, or whose key for it is misspelt."""
    kinds = models(kind_at(model, loc))
    known = {key for one in kinds for key in keys(one)}
    misspelt = [key for key in node.fields or {} if key not in known and meant(key, ["kind"])]
    if misspelt:
        found = f"unknown key '{misspelt[0]}'"
        there = replace(locate(node, (misspelt[0],)), path=place.path.removesuffix("kind") + misspelt[0])
        return Fault("unknown-key", there, found, "did you mean 'kind'?")
    words = ", ".join(str(one.model_fields["kind"].annotation.__args__[0]) for one in kinds)  # type: ignore[union-attr]
    return Fault("missing-key", place, "the key 'kind' is missing", f"expected 'kind: …' with one of: {words}")


def _unknown_word(place: Place, found: str, word: Any, expected: str) -> Fault:
    return Fault("unknown-word", place, found, nearest(str(word), re.findall("'([^']*)'", expected)))


def _place(node: Node, path: Path, at: Path) -> Place:
    place = locate(node, path)
    return replace(place, path=".".join(filter(None, (dotted(at), place.path))))


def _show(value: Any) -> str:
    if isinstance(value, Mapping):
        keys = ", ".join(list(map(str, value))[:5]) + (", …" if len(value) > 5 else "")
        return f"a group with the key{'s' if len(value) > 1 else ''} {keys}" if value else "an empty group"
    if isinstance(value, list):
        return f"a list of {len(value)} entr{'y' if len(value) == 1 else 'ies'}" if value else "an empty list"
    text = str(value)
    return f"'{text[:60]}{'…' if len(text) > 60 else ''}'"


def _document_path(model: type[BaseModel], node: Node, loc: Loc) -> Path:
    """The keys of `loc` that are in the document: those that pydantic adds are left out."""
    path: list[int | str] = []
    kind: Any = model
    for part in loc:
        tag, below = tagged(kind, part), dict(children(node))
        if tag is None and part in below:
            path.append(part)
            node = below[part]
        kind = tag or step(kind, part)
    return tuple(path)


def known_keys(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The keys that the model at `loc` knows."""
    return tuple(key for one in models(kind_at(model, loc)) for key in keys(one))
