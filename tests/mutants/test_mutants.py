"""The small changes themselves: what is listed, what is drawn, and that trying one tells the living from the dead."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted.copies import ROOT
from planted.forked import start

from mutants.changes import changes
from mutants.equivalent import equivalents
from mutants.killers import ENGINES, NEAR, REST, in_steps, killers
from mutants.run import Trial, drawn, every_change


def found(text: str) -> set[str]:
    """What the one line of a module may become."""
    return {change.becomes for change in changes("module.py", f"{text}\n")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("_x = a < b", {"_x = (a <= b)", "_x = (a > b)"}),
        ("_x = a == b", {"_x = (a != b)"}),
        ("_x = a is None", {"_x = (a is not None)"}),
        ("_x = a - b", {"_x = (a + b)", "_x = (a)"}),
        ("_x = a | b", {"_x = (a & b)", "_x = (a)", "_x = (b)"}),
        ("_x = a and b", {"_x = (a or b)", "_x = (a)", "_x = (b)"}),
        ("_x = not a", {"_x = (a)"}),
        ("_x = 7", {"_x = (8)", "_x = (6)"}),
        ("_x = True", {"_x = (False)"}),
        ("_x = a if b else c", {"_x = (a)", "_x = (c)"}),
        ("_x = min(a, b)", {"_x = (max(a, b))"}),
        ("_x = a.any()", {"_x = (a.all())"}),
        ("_x = f(a, b)", {"_x = (f(b, a))"}),
        ("_x = np.where(a, b, c)", {"_x = (np.where(a, c, b))"}),
        ("_x = reversed(a)", {"_x = (list(a))"}),
        ("_x = [a for a in b if c]", {"_x = ([a for a in b])"}),
        ("if a: b()", {"if True: b()", "if False: b()", "if a: pass"}),
        ("while a: b = c", {"while False: b = c"}),
        ("a += b", {"a -= b", "pass"}),
    ],
)
def test_an_expression_is_changed_in_each_way_that_it_can_be(text: str, wanted: set[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "def f(a: int | None = None) -> int | str: return a",
        "@dataclass(frozen=True)\nclass A: a: int",
        'Kind = Literal["a"] | Other[1]',
        'def f(): """More < less."""',
        "assert a < b",
        'raise ValueError("a" if b else "c")',
        'a = f"{b + 1}"',
        "a = dict[str, int | None]()",
        "a = isinstance(b, c)",
    ],
)
def test_types_and_words_are_left_alone(text: str) -> None:
    assert not found(text)


def test_a_change_is_named_by_its_lines_and_the_function_it_is_in() -> None:
    text = "class A:\n    def f(self):\n        return (a\n            < b)\n"
    first = changes("module.py", text)[0]
    assert (first.number, first.within, first.what) == (3, "A.f", "an edge moved")
    assert (first.line, first.becomes) == ("return (a < b)", "return ((a <= b))")
    assert first.text == "class A:\n    def f(self):\n        return ((a <= b))\n"


def test_all_changes_are_python_and_differ() -> None:
    every = every_change()
    assert len(every) > 3000
    assert len({(change.module, change.text) for change in every}) == len(every)
    for change in every[::20]:
        compile(change.text, change.module, "exec")


def test_a_sample_is_the_same_for_the_same_seed_and_holds_nothing_that_changes_no_answer() -> None:
    every, listed = every_change(), equivalents()
    twenty = drawn(every, 20, 7)
    assert twenty == drawn(every, 20, 7) != drawn(every, 20, 8)
    assert drawn(every, 30, 7)[:20] == twenty
    whole = drawn(every, None, 7)
    assert not [change for change in whole if any(one.is_of(change) for one in listed)]
    assert len(every) - len(whole) >= len(listed)


def test_what_changes_no_answer_is_in_the_code_and_says_why() -> None:
    every = every_change()
    for one in equivalents():
        assert any(one.is_of(change) for change in every), f"{one.module}: no such change: {one.line}"
        assert one.why


def test_every_module_has_tests_and_every_test_is_there() -> None:
    assert {change.module.removesuffix(".py") for change in every_change()} <= set(NEAR)
    named = [*ENGINES, *(test for tests in (*NEAR.values(), *REST.values()) for test in tests)]
    missing = {test for test in named if not (ROOT / test.partition("::")[0]).is_file()}
    assert not missing
    near, others = in_steps("rules/ties.py")
    assert (*near, *others) == killers("rules/ties.py")


def test_a_change_that_a_test_notices_dies_and_another_survives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked are the tests of thresholds alone, which know nothing of motions."""
    tests = ("tests/rules/test_threshold.py",)
    monkeypatch.setattr("mutants.run.killers", lambda _: tests)
    monkeypatch.setattr("mutants.run.in_steps", lambda _: [tests])
    every = {(change.module, change.line, change.becomes): change for change in every_change()}
    edge = 'return ceil(threshold) if test == "at least" else floor(threshold) + 1'
    noticed = every["rules/threshold.py", edge, edge.replace("+ 1", "+ (2)")]
    tied = "return TIED if ties(needs, votes) else LOST"
    unnoticed = every["rules/motion.py", tied, "return (LOST)"]
    with start(ROOT) as process:
        trial = Trial(tmp_path, process, [noticed, unnoticed])
        assert trial.killed_by(noticed).startswith(tests[0])
        assert trial.killed_by(unnoticed) == ""
