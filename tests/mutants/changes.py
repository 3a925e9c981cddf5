"""Every small change to an expression or a statement, by a closed set of operators over the syntax tree.

They are those that a hand might slip into: an edge moved, a sign turned, one off, a condition forgotten, a part left
out. Left alone is what no answer hangs on: annotations and aliases of types, docstrings, assertions (they are there
for the type checker) and the words of errors.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

Found = Iterator[tuple[str, ast.expr]]
"""Changes of one expression: what is done, and the expression instead."""
EDGE: dict[type, type] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
TURNED: dict[type, type] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ANOTHER: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
OPPOSITE = {
    "min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "argmin": "argmax", "argmax": "argmin",
    "any": "all", "all": "any", "floor": "ceil", "ceil": "floor", "up": "down",
}  # fmt: skip
COMMUTES = (ast.Add, ast.Mult, ast.BitOr, ast.BitAnd)
TYPES_ONLY = frozenset({"TypeVar", "isinstance", "issubclass", "cast"})
REORDERS = frozenset({"reversed", "sorted"})
SYMMETRIC = frozenset({"min", "max", "minimum", "maximum"})
"""Functions whose arguments stand in any order."""


@dataclass(frozen=True)
class Change:
    """One change of a module: where, what is done, the lines that it touches before and after, and the whole text.

    `line` and `becomes` hold the lines with single spaces, so that a change can be named whatever its number.
    """

    module: str
    number: int
    within: str
    what: str
    line: str
    becomes: str
    text: str


def changes(module: str, text: str) -> list[Change]:
    """All changes of a module, in the order of its text; no two give the same text."""
    found = {change.text: change for change in _Finder(module, text).changes() if change.text != text}
    return sorted(found.values(), key=lambda change: (change.number, change.line, change.becomes))


def of_expression(node: ast.expr) -> Found:
    """The changes of an expression by itself, not of its parts."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BinOp():
            yield from _computed(node)
        case ast.BoolOp():
            yield from _joined(node)
        case ast.UnaryOp(op=ast.Not() | ast.Invert() | ast.USub()):
            yield "an operand without its sign or its not", node.operand
        case ast.Constant(value=bool(truth)):
            yield "the other truth", ast.Constant(not truth)
        case ast.Constant(value=int(number) | float(number)):
            yield "one more", ast.Constant(number + 1)
            yield "one less", ast.Constant(number - 1)
        case ast.IfExp():
            yield from _forced(node)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            yield from _unfiltered(node)
        case ast.Call():
            yield from _called(node)


def _with(node: ast.AST, **fields: object) -> ast.expr:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    assert isinstance(changed, ast.expr)
    return changed


def _compared(node: ast.Compare) -> Found:
    for place, sign in enumerate(node.ops):
        for what, table in (("an edge moved", EDGE), ("a comparison turned", TURNED)):
            if type(sign) in table:
                yield what, _with(node, ops=[*node.ops[:place], table[type(sign)](), *node.ops[place + 1 :]])


def _computed(node: ast.BinOp) -> Found:
    if type(node.op) in ANOTHER:
        yield "another operation", _with(node, op=ANOTHER[type(node.op)]())
    yield "an operand left out", node.left
    if isinstance(node.op, COMMUTES):
        yield "an operand left out", node.right


def _joined(node: ast.BoolOp) -> Found:
    yield "and for or", _with(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    for place in range(len(node.values)):
        rest = [*node.values[:place], *node.values[place + 1 :]]
        yield "an operand left out", rest[0] if len(rest) == 1 else _with(node, values=rest)


def _forced(node: ast.IfExp) -> Found:
    yield "a condition always met", node.body
    yield "a condition never met", node.orelse


def _unfiltered(node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Found:
    for place, loop in enumerate(node.generators):
        for left_out in range(len(loop.ifs)):
            free = copy.copy(loop)
            free.ifs = [*loop.ifs[:left_out], *loop.ifs[left_out + 1 :]]
            yield (
                "a filter left out",
                _with(node, generators=[*node.generators[:place], free, *node.generators[place + 1 :]]),
            )


def _called(node: ast.Call) -> Found:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name in TYPES_ONLY:
        return
    if name in OPPOSITE:
        field = "id" if isinstance(node.func, ast.Name) else "attr"
        yield "the opposite function", _with(node, func=_with(node.func, **{field: OPPOSITE[name]}))
    if name in REORDERS and node.args:
        yield "an order left as it was", ast.Call(ast.Name("list"), node.args, [])
    plain = not any(isinstance(part, ast.Starred) for part in node.args)
    if plain and len(node.args) == 2 and name not in SYMMETRIC:
        yield "two arguments exchanged", _with(node, args=node.args[::-1])
    if plain and name == "where" and len(node.args) == 3:
        yield "two arguments exchanged", _with(node, args=[node.args[0], node.args[2], node.args[1]])


class _Finder(ast.NodeVisitor):
    """Goes through a module and notes the changes of all that decides something."""

    def __init__(self, module: str, text: str) -> None:
        self._module, self._text = module, text
        self._starts = _starts_of_lines(text)
        self._names: list[str] = []
        self._found: list[Change] = []

    def changes(self) -> list[Change]:
        """All that are found, some of them twice."""
        self.visit(ast.parse(self._text))
        return self._found

    def visit(self, node: ast.AST) -> None:
        """Notes the changes of a node, then of its parts."""
        if isinstance(node, ast.expr):
            for what, instead in of_expression(node):
                self._note(node, what, f"({ast.unparse(instead)})")
        super().visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """The defaults and the body; neither decorators nor annotations."""
        self._names.append(node.name)
        for part in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body):
            self.visit(part)
        self._names.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Its body."""
        self._names.append(node.name)
        for part in node.body:
            self.visit(part)
        self._names.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """What is assigned, not the annotation."""
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Not the alias of a type: at the level of the module these are written like classes."""
        (first, *_) = node.targets
        is_alias = not self._names and isinstance(first, ast.Name) and not first.id.isupper() and first.id[0] != "_"
        if not is_alias:
            self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """Not the type of an empty collection, `dict[str, int | None]()`."""
        if not (isinstance(node.value, ast.Name) and node.value.id in ("dict", "list", "tuple", "set")):
            self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        """Its condition is forced as well."""
        self._note(node.test, "a condition always met", "True")
        self._note(node.test, "a condition never met", "False")
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        """A loop that is never entered; one that never ends would only cost time."""
        self._note(node.test, "a condition never met", "False")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """A call that is left out; a docstring is left alone."""
        if isinstance(node.value, ast.Call):
            self._note(node, "a statement left out", "pass")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Another operation, or none."""
        self._note(node, "a statement left out", "pass")
        if type(node.op) in ANOTHER:
            self._note(node, "another operation", ast.unparse(_another(node)))
        self.generic_visit(node)

    def visit_Break(self, node: ast.Break) -> None:
        """A loop that goes on."""
        self._note(node, "a loop that goes on", "continue")

    def visit_Continue(self, node: ast.Continue) -> None:
        """A loop that ends."""
        self._note(node, "a loop that ends", "break")

    def visit_Assert(self, node: ast.Assert) -> None:
        """Left alone."""

    def visit_Raise(self, node: ast.Raise) -> None:
        """Left alone."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Left alone: before Python 3.12 the tree does not say where its parts stand."""

    def _note(self, node: ast.stmt | ast.expr, what: str, instead: str) -> None:
        assert node.end_lineno is not None and node.end_col_offset is not None
        raw = self._text.encode()
        begins, ends = self._starts[node.lineno - 1], self._starts[node.end_lineno]
        first, last = begins + node.col_offset, self._starts[node.end_lineno - 1] + node.end_col_offset
        text = (raw[:first] + instead.encode() + raw[last:]).decode()
        line, becomes = raw[begins:ends].decode(), (raw[begins:first] + instead.encode() + raw[last:ends]).decode()
        within = ".".join(self._names)
        change = Change(
            self._module, node.lineno, within, what, " ".join(line.split()), " ".join(becomes.split()), text
        )
        self._found.append(change)


def _another(node: ast.AugAssign) -> ast.AugAssign:
    return ast.AugAssign(node.target, ANOTHER[type(node.op)](), node.value)


def _starts_of_lines(text: str) -> list[int]:
    """Where each line begins, in bytes, and where the last one ends."""
    starts = [0]
    for line in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts
