"""From a scenario as written to a scenario resolved: named ranges, sizes, lists of cases, candidates in order.

Resolving a resolved scenario changes nothing.
"""

from datetime import date

from rulesim.errors import Fault
from rulesim.loading.seeds import find_fact
from rulesim.model.conduct import REST
from rulesim.model.document import Node, locate, mapping, replace, scalar, sequence, walk, word
from rulesim.model.quantities import parse_moment

_ENDS = ({"low", "high"}, {"from", "to"})


def resolve(document: Node) -> tuple[Node, list[Fault]]:
    """The scenario with every shorthand spelt out, and what was wrong with the shorthands."""
    faults: list[Fault] = []
    return _order_candidates(_list_cases(_name_ranges(_size_rests(document, faults)))), faults


def seen_until(document: Node) -> date | None:
    """The day after which nothing was known, if the scenario names one."""
    node = document.get("as_seen")
    fact = find_fact(word(node.get("fact"))) if node else None
    try:
        return parse_moment(fact.value if fact else node and node.value).date()
    except ValueError:
        return None


def _name_ranges(document: Node) -> Node:
    """Gives a range written where it is used a name among the unknowns: its own path."""
    conduct, written = document.get("conduct"), document.get("unknowns")
    if conduct is None or (written is not None and not written.is_map):
        return document
    unknowns = dict(document.entries("unknowns"))
    for path, node in walk(conduct):
        if _is_range(node):
            name = "/".join(str(part) for part in path)
            unknowns[name] = node
            document = replace(document, ("conduct", *path), scalar(name, node))
    return replace(document, ("unknowns",), mapping(unknowns, written or document)) if unknowns else document


def _is_range(node: Node) -> bool:
    keys = set(node.fields or {})
    return any(ends <= keys for ends in _ENDS) and keys <= {*_ENDS[0], *_ENDS[1], "note"}


def _size_rests(document: Node, faults: list[Fault]) -> Node:
    """Puts a number in place of `size: rest`: what a body has beyond its other blocs."""
    blocs, bodies = document.entries("blocs"), document.entries("bodies")
    first: dict[str, str] = {}
    for name, bloc in blocs.items():
        body, size = word(bloc.get("of")), bloc.get("size")
        if size is None or size.value != REST:
            continue
        if body in first:
            found = f"a second bloc of '{body}' has the size 'rest'"
            place = locate(document, ("blocs", name, "size"))
            faults.append(Fault("two-rests", place, found, f"expected only one (the first is '{first[body]}')"))
        first.setdefault(body, name)
        others = sum(_people(other.get("size")) for other in blocs.values() if word(other.get("of")) == body)
        left = max(_people(bodies.get(body)) - others, 0)
        document = replace(document, ("blocs", name, "size"), scalar(left, size))
    return document


def _people(node: Node | None) -> int:
    return node.value if node and isinstance(node.value, int) else 0


def _list_cases(document: Node) -> Node:
    """Conduct written as one case becomes a list of one."""
    for name, node in document.entries("conduct").items():
        if node.is_map:
            one = Node(node.file, node.line, items=(node,), implied=True)
            document = replace(document, ("conduct", name), one)
    return document


def _order_candidates(document: Node) -> Node:
    """Puts those already on the ballot into the order of `people`, as nominations do."""
    begins = document.get("begins")
    written = begins.get("candidates") if begins else None
    if written is None or written.items is None:
        return document
    order = {name: place for place, name in enumerate(document.entries("people"))}
    ordered = sorted(written.items, key=lambda who: order.get(word(who), len(order)))
    return replace(document, ("begins", "candidates"), sequence(tuple(ordered), written))
