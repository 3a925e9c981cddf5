"""Bundled and own files by name: rule books, scenarios and seeds."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from rulesim.errors import Place, fail, meant

_PACKAGE = Path(__file__).resolve().parent.parent


def _folder(name: str) -> Path:
    """A bundled folder: inside an installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


RULEBOOKS = _PACKAGE / "rulebooks"
SCENARIOS = _folder("scenarios")
SEEDS = _folder("seeds")


def names(folder: Path) -> tuple[str, ...]:
    """The names of the bundled files in a folder, sorted: `labour-2016`, `history/uk-con-1975`."""
    return tuple(sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.yaml")))


def find(name: str, folder: Path, what: str, beside: Path | None = None) -> Path:
    """The file meant by a bundled name or a path (also one relative to `beside`). Raises InputError."""
    for candidate in _candidates(name, folder, beside):
        if _is_there(candidate):
            return candidate
    place = Place(str(beside or ""))
    raise fail(f"no-such-{what}", place, f"there is no {_called(what)} '{name}'", _instead(name, folder, what, beside))


def _called(what: str) -> str:
    return what.replace("book", " book")


def _instead(name: str, folder: Path, what: str, beside: Path | None) -> str:
    """What is expected in place of a name that is neither bundled nor a file that ends in `.yaml`."""
    here = beside.parent if beside else Path()
    for other, of_kind in ((RULEBOOKS, "rulebook"), (SCENARIOS, "scenario")):
        if other != folder and name in names(other):
            return f"expected a {_called(what)}: '{name}' is a {_called(of_kind)}"
    if _asked((here / name).is_dir):
        return "expected a file that ends in '.yaml', and this is a folder"
    if _is_file(here / f"{name}.yaml"):
        return f"did you mean '{name}.yaml'?"
    if _is_file(here / name) and not _is_path(name):
        return "expected a file in YAML, whose name ends in '.yaml'"
    return _nearest_file(name, here) if _is_path(name) else _nearest_name(name, folder)


def _nearest_file(name: str, here: Path) -> str:
    files = [path.name for path in (here / name).parent.glob("*.y*ml") if _is_file(path)]
    offered = meant(Path(name).name, files)
    return f"did you mean '{Path(name).with_name(offered)}'?" if offered else "expected a file that exists"


def _nearest_name(name: str, folder: Path) -> str:
    offered = meant(name, names(folder))
    listed = "expected a name from 'rulesim list', or a file that ends in '.yaml'"
    return f"did you mean '{offered}'?" if offered else listed


def name_of(path: Path, bundled: Path, here: Path | None = None) -> str:
    """What a file is called in a manifest: its bundled name, or the way to it from a folder (from where one is).

    It never says where on a machine a file lies: of one with which the folder has nothing in common, only the name.
    """
    if path.is_relative_to(bundled):
        return path.relative_to(bundled).with_suffix("").as_posix()
    if here is None and not path.is_absolute():
        return path.as_posix()
    there, start = (Path(os.path.normpath(one.absolute())) for one in (path, here or Path()))
    shared = {*there.parents} & {start, *start.parents} - {Path(there.anchor)}
    return Path(os.path.relpath(there, start)).as_posix() if shared else path.name


def name_of_rules(rulebook: str, scenario: Path) -> str:
    """What the rule book is called that a scenario names: as there, unless it is named from the root of a machine."""
    return name_of(Path(rulebook), RULEBOOKS, scenario.parent) if Path(rulebook).is_absolute() else rulebook


def _candidates(name: str, folder: Path, beside: Path | None) -> Iterator[Path]:
    if not Path(name).is_absolute() and ".." not in Path(name).parts:
        yield folder / f"{name}.yaml"
    if _is_path(name):
        if beside is not None:
            yield beside.parent / name
        yield Path(name)


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def _is_there(path: Path) -> bool:
    """Whether there is such a file, or what stands in its place; a name that is too long is none."""
    return _asked(path.exists)


def _is_file(path: Path) -> bool:
    """Whether it is a file; what cannot even be asked about (a name that is too long) is none."""
    return _asked(path.is_file)


def _asked(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except OSError:
        return False
