"""Where a file that the parser refuses went wrong, which may be above where the parser noticed, and what to write.

A slip is looked for in the lines as their writer meant them: in a value, or between a line and its neighbours.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rulesim.loading.yaml_keyless import without_key
from rulesim.loading.yaml_lines import Entry, entries
from rulesim.loading.yaml_slip import STEP, Slip, many, short


def slip(text: str, noticed: int, began: int = 0) -> Slip | None:
    """The slip that made the parser stop on the line `noticed`, if it can be told.

    Of what the parser calls not closed, it says on which line it `began`.
    """
    found = [one for one in slips(text) if (began or 1) <= one.line <= noticed]
    return (found[0] if began else found[-1]) if found else None


def slips(text: str) -> list[Slip]:
    """All that looks like a slip, in the order of lines; nothing in a good file does."""
    found = list(entries(text))
    within = [one.slip._replace(line=one.line + one.slip.line) for one in found if one.slip]
    return sorted([*within, *_between(found)])


@dataclass
class _Level:
    """Entries that belong together: as far in as each other, all with a dash or none."""

    indent: int
    dash: bool
    entries: list[Entry] = field(default_factory=list)


def _between(found: Sequence[Entry]) -> Iterator[Slip]:
    """The slips that show in how a line stands to others."""
    step, levels = _usual_step(found), list[_Level]()
    opens = True
    for i, entry in enumerate(found):
        left = _leave(levels, entry)
        odd = _keyless(found, i, levels, opens)
        if odd is None and i:
            odd = _misplaced(found[max(0, i - 2) : i + 2], min(i, 2), left, levels, step, opens)
        if odd:
            yield odd
        opens = entry.opens or odd is not None or (entry.key is None and not entry.dash)
        if not levels or levels[-1].indent < entry.indent or levels[-1].dash < entry.dash:
            levels.append(_Level(entry.indent, entry.dash))
        levels[-1].entries.append(entry)


def _usual_step(found: Sequence[Entry]) -> int:
    """By how many spaces lines mostly stand further in than the one they belong to."""
    below = ((one, two.indent - one.indent) for one, two in pairwise(found) if one.opens and not one.dash)
    steps = Counter(step for _, step in below if step > 0)
    return steps.most_common(1)[0][0] if steps else STEP


def _leave(levels: list[_Level], entry: Entry) -> list[_Level]:
    """Leaves the levels that an entry ends, the innermost first."""
    left = []
    while levels and levels[-1].indent > entry.indent:
        left.append(levels.pop())
    if len(levels) > 1 and levels[-2].indent == entry.indent and not entry.dash:
        levels.pop()  # a list whose dashes stand below the first letter of its key
    return left


def _keyless(found: Sequence[Entry], i: int, levels: Sequence[_Level], opens: bool) -> Slip | None:
    """A line with neither key nor dash that is not the value of the line above."""
    entry, before = found[i], found[i - 1] if i else None
    if entry.key is not None or entry.dash or entry.text[0] in "{[\"'":
        return None
    after = found[i + 1] if i + 1 < len(found) else None
    if before and opens and entry.indent > before.indent and (after is None or after.indent <= before.indent):
        return None
    beside_dashes = bool(levels) and levels[-1].dash and levels[-1].indent == entry.indent
    return Slip(entry.line, *without_key(entry, before, beside_dashes))


def _misplaced(
    near: Sequence[Entry], at: int, left: Sequence[_Level], levels: Sequence[_Level], step: int, opens: bool
) -> Slip | None:
    """A line, `near[at]`, that stands further in, or less, than it can, or has a dash where others have none."""
    entry, before = near[at], near[at - 1]
    here = levels[-1] if levels else None
    if here is None or here.indent < entry.indent:
        if left:
            return _between_levels(entry, left[-1], levels, step)
        return None if opens else _too_deep(near, at, levels, step)
    if here.dash and not entry.dash:
        expected = f"expected a dash before it, '- {short(entry.text)}', or fewer spaces"
        return Slip(entry.line, "a key among dashes", expected)
    if entry.dash and not here.dash and not before.opens:
        return Slip(entry.line, "a dash among keys", "expected no dash, or a key alone on the line above")
    return None


def _between_levels(entry: Entry, left: _Level, levels: Sequence[_Level], step: int) -> Slip:
    """A line less far in than those above it, but not as far as any line that they belong to.

    If it stands as lines mostly do, another is blamed: the one they belong to, or the first of them.
    """
    first, last = left.entries[0], left.entries[-1]
    if not levels:
        return _spaces(first, entry)
    here, above = levels[-1], levels[-2].indent if len(levels) > 1 else None
    if above is not None and entry.indent - above == step != here.indent - above:
        return _spaces(here.entries[-1], entry)
    if entry.indent - here.indent == step != left.indent - here.indent:
        alone = (first is last or _has_nothing_below(left.entries[:2])) and not _has_nothing_below(here.entries[-2:])
        return _spaces(first if alone else here.entries[-1], entry)
    found = f"this line begins with {many(entry.indent)}, and none above that it can belong to does"
    either = f"{many(here.indent)} as on line {here.entries[-1].line}"
    return Slip(entry.line, found, f"expected {either}, or {many(last.indent)} as on line {last.line}")


def _has_nothing_below(two: Sequence[Entry]) -> bool:
    """Whether the first of two has no value, because the other, on the next line, stands no further in."""
    return len(two) > 1 and two[0].opens and two[1].line == two[0].line + 1


def _too_deep(near: Sequence[Entry], at: int, levels: Sequence[_Level], step: int) -> Slip:
    """A line further in than the one above it, which has its value already.

    The one above is blamed if it is not like those that it stands below, or this line is like the lines around it.
    """
    entry, before = near[at], near[at - 1]
    above, after = near[at - 2] if at > 1 else None, near[at + 1] if len(near) > at + 1 else None
    others, further = levels[-1].entries[:-1], levels[-2].indent if len(levels) > 1 else None
    if above and above.opens and before.indent <= above.indent:
        return _spaces(before, entry)
    if above and above.indent == entry.indent and not entry.opens:
        like_these = after is not None and after.indent == entry.indent
        if like_these or (others and all(one.opens for one in others)):
            return _spaces(before, entry)
    if further is not None and not others and entry.indent - further == step != before.indent - further:
        return _spaces(before, entry)
    return _spaces(entry, before)


def _spaces(wrong: Entry, other: Entry) -> Slip:
    found = f"this line begins with {many(wrong.indent)}, but line {other.line} with {many(other.indent)}"
    return Slip(wrong.line, found, f"expected {many(other.indent)} here too, since these lines belong together")
