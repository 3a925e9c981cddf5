"""From a scenario as written to a scenario resolved: overrides, facts, named ranges, sizes, lists of cases.

Resolving a resolved scenario changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from rulesim.errors import Fault, InputError, Place, fail
from rulesim.loading.yaml_reader import read_text
from rulesim.model.document import Node, Path, dotted, locate, mapping, replace, scalar, sequence, walk

_RANGE_KEYS = ({"low", "high"}, {"from", "to"})
REST = "rest"


def override(document: Node, overrides: Mapping[str, str], prefix: str = "") -> Node:
    """The document with values replaced, each `path: value` as written on the command line."""
    for path, text in overrides.items():
        if prefix and not path.startswith(prefix):
            continue
        place = f"--set {path}"
        value = read_text(f"value: {text}\n".encode(), place).get("value")
        assert value is not None
        parts = tuple(path.removeprefix(prefix).split("."))
        _must_exist(document, parts[:-1], place)
        document = replace(document, _typed(document, parts), _placed(value, place))
    return document


def _placed(node: Node, file: str) -> Node:
    return Node(file, 0, node.value, node.items, node.fields, node.key_lines)


def _typed(document: Node, parts: tuple[str, ...]) -> Path:
    """The path with positions in lists as numbers."""
    typed: list[str | int] = []
    node: Node | None = document
    for part in parts:
        is_position = node is not None and node.items is not None and part.isdigit()
        typed.append(int(part) if is_position else part)
        if node is not None:
            items = node.items or ()
            node = (items[int(part)] if int(part) < len(items) else None) if is_position else node.get(part)
    return tuple(typed)


def _must_exist(document: Node, parts: tuple[str, ...], place: str) -> None:
    node = document
    for i, part in enumerate(_typed(document, parts)):
        below = (
            node.items[part] if isinstance(part, int) and node.items and part < len(node.items) else node.get(str(part))
        )
        if below is None:
            known = ", ".join(node.fields or {}) or "nothing"
            at = dotted(parts[:i]) or "the file"
            raise fail("override-unknown", Place(place, 0), f"'{at}' has no '{part}'", f"expected one of: {known}")
        node = below


def resolve(document: Node) -> Node:
    """The scenario with every shorthand spelt out. Raises InputError."""
    return _list_cases(_name_ranges(_size_rests(document)))


def seen_until(document: Node) -> date | None:
    """The day after which nothing was known, if the scenario names one."""
    node = document.get("as_seen")
    if node is None or node.value is None:
        return None
    try:
        return date.fromisoformat(str(node.value)[:10])
    except ValueError:
        return None


def _name_ranges(document: Node) -> Node:
    """Gives a range written where it is used a name among the unknowns: its own path."""
    conduct = document.get("conduct")
    if conduct is None:
        return document
    unknowns = dict((document.get("unknowns") or Node("", 0, fields=MappingProxyType({}))).fields or {})
    for path, node in walk(conduct):
        keys = set(node.fields or {})
        if any(keys >= wanted for wanted in _RANGE_KEYS) and keys <= {
            *_RANGE_KEYS[0],
            *_RANGE_KEYS[1],
            "note",
        }:
            name = "/".join(str(part) for part in path)
            unknowns[name] = node
            document = replace(document, ("conduct", *path), scalar(name, node))
    if unknowns:
        place = document.get("unknowns") or document
        document = replace(document, ("unknowns",), mapping(unknowns, place))
    return document


def _size_rests(document: Node) -> Node:
    """Puts a number in place of `size: rest`: what a body has beyond its other blocs."""
    blocs, bodies = document.get("blocs"), document.get("bodies")
    if blocs is None or bodies is None or not blocs.is_map or not bodies.is_map:
        return document
    taken: dict[str, int] = {}
    rests: dict[str, str] = {}
    for name, bloc in (blocs.fields or {}).items():
        body, size = _value(bloc, "of"), _value(bloc, "size")
        if size == REST and str(body) in rests:
            place = locate(document, ("blocs", name, "size"))
            raise fail(
                "two-rests",
                place,
                f"a second bloc of '{body}' with the size 'rest'",
                f"expected one (first: '{rests[str(body)]}')",
            )
        if size == REST:
            rests[str(body)] = name
        elif isinstance(size, int):
            taken[str(body)] = taken.get(str(body), 0) + size
    faults: list[Fault] = []
    for body, name in rests.items():
        whole = _value(bodies, body)
        node = (blocs.fields or {})[name].get("size")
        if isinstance(whole, int) and node is not None:
            left = whole - taken.get(body, 0)
            if left < 0:
                faults.append(_too_large(locate(document, ("blocs", name, "size")), body, whole, taken[body]))
            document = replace(document, ("blocs", name, "size"), scalar(max(left, 0), node))
    if faults:
        raise InputError(faults)
    return document


def _too_large(place: Place, body: str, whole: int, taken: int) -> Fault:
    return Fault(
        "blocs-larger-than-body",
        place,
        f"the blocs of '{body}' have {taken} people",
        f"expected at most {whole}, the size of the body",
    )


def _value(node: Node, key: str) -> object:
    below = node.get(key)
    return below.value if below is not None else None


def _list_cases(document: Node) -> Node:
    """Conduct written as one case becomes a list of one."""
    conduct = document.get("conduct")
    for name, node in ((conduct.fields if conduct else None) or {}).items():
        if node.is_map:
            document = replace(document, ("conduct", name), sequence((node,), node))
    return document
