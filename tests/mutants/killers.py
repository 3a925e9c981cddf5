"""Which tests are asked of a mutant, the likeliest to fail first: near ones, then the rest, the slowest last."""

from __future__ import annotations

from collections.abc import Iterator

Tests = tuple[str, ...]


def _in(folder: str, names: str) -> Tests:
    return tuple(f"tests/{folder}/test_{name}.py" for name in names.split())


ROUNDS = _in("rules", "round_examples rounds ties last_standing count round")
COUNTS = _in("rules/batch", "ties round scores conversion motion petition requirement count papers")
NEAR: dict[str, Tests] = {
    "rules/conversion": _in("rules", "papers runoffs"),
    "rules/count": _in("rules", "count rounds last_standing ways papers"),
    "rules/motion": _in("rules", "majority"),
    "rules/nominations": _in("rules", "nominations"),
    "rules/papers": _in("rules", "papers"),
    "rules/petition": _in("rules", "petition"),
    "rules/piles": _in("rules", "papers"),
    "rules/requirement": _in("rules", "requirement"),
    "rules/round": ROUNDS,
    "rules/scores": ROUNDS,
    "rules/threshold": _in("rules", "threshold majority round_examples"),
    "rules/ties": _in("rules", "ties rounds last_standing"),
    "rules/ways": _in("rules", "ways papers"),
    "rules/batch/conversion": _in("rules/batch", "conversion"),
    "rules/batch/count": (*_in("rules", "count"), *_in("rules/batch", "count papers")),
    "rules/batch/integers": _in("rules/batch", "integers scores round"),
    "rules/batch/motion": _in("rules/batch", "motion"),
    "rules/batch/papers": _in("rules/batch", "papers"),
    "rules/batch/petition": _in("rules/batch", "petition"),
    "rules/batch/piles": _in("rules/batch", "papers"),
    "rules/batch/round": (*_in("rules", "count"), *_in("rules/batch", "round count papers")),
    "rules/batch/scores": _in("rules/batch", "scores round count"),
    "rules/batch/threshold": _in("rules/batch", "motion round scores"),
    "rules/batch/ties": _in("rules/batch", "ties count papers"),
    "luck/acting": _in("engines", "who_acts"),
    "luck/arrivals": _in("luck", "arrivals petition_laws"),
    "luck/ballot": _in("luck", "ballot order_of_keys apportion"),
    "luck/binomial": _in("luck", "quantiles division motion"),
    "luck/decision": _in("luck", "decision"),
    "luck/division": _in("luck", "division apportion ballot nominations"),
    "luck/draws": _in("luck", "draws"),
    "luck/kept": _in("luck", "people order_of_keys draws"),
    "luck/motion": _in("luck", "motion"),
    "luck/nominations": _in("luck", "nominations"),
    "luck/people": _in("luck", "people division order_of_keys ballot"),
    "luck/petition": _in("luck", "petition momentum petition_laws"),
    "luck/quantiles": _in("luck", "quantiles motion"),
    "engines/event/ballot": _in("engines", "ballot told reopened rerun percentages bars_of_points silences"),
    "engines/event/decision": _in("engines", "decision told"),
    "engines/event/events": _in("engines", "motion nominations ballot told"),
    "engines/event/motion": _in("engines", "motion percentages told"),
    "engines/event/nominations": _in("engines", "nominations told"),
    "engines/event/petition": _in("engines", "petition told"),
    "engines/event/play": _in("engines", "meanwhile rulings told"),
    "engines/event/state": _in("engines", "meanwhile rulings told rerun"),
    "engines/event/trace": _in("engines", "told"),
    "engines/event/votes": _in("engines", "ballot told rerun percentages bars_of_points"),
}
"""By module, without its ending: the tests that say directly what it promises."""
RULES = (*ROUNDS, *_in("rules", "ways nominations majority petition requirement threshold runoffs papers"))
LUCK = (
    *_in("luck", "division arrivals apportion decision momentum motion nominations people petition quantiles"),
    *_in("luck", "petition_laws intervals order_of_keys ballot draws"),
)
ENGINES = (
    *_in("planted", "small"),
    *_in("engines/mechanics", "cases effects sizes times"),
    *_in(
        "engines", "told ballot reopened decision motion nominations petition outcomes cases meanwhile rulings endings"
    ),
    *_in("engines", "silences rerun papers_again percentages bars_of_points timetable"),
    "tests/engines/test_agreement.py::test_where",
    "tests/engines/test_trace_laws.py::test_of_every_contest",
    "tests/engines/test_agreement.py::test_on_generated_contests",
)
REST = {"rules": (*RULES, *COUNTS), "luck": LUCK, "engines": ()}


def killers(module: str) -> Tests:
    """The tests for a mutant of a module: near ones, those of its room, those of the engines."""
    return tuple(dict.fromkeys((*NEAR[module.removesuffix(".py")], *REST[module.partition("/")[0]], *ENGINES)))


def in_steps(module: str) -> Iterator[Tests]:
    """The same in two steps: most are found by the near ones, and then the others need not even be loaded."""
    many = len(NEAR[module.removesuffix(".py")])
    yield killers(module)[:many]
    yield killers(module)[many:]
