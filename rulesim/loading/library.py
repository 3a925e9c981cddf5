"""Bundled and own files by name: rule books, scenarios and seeds."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from rulesim.errors import Place, fail, nearest

_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
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
    expected = "expected a file that exists" if _is_path(name) else nearest(name, names(folder))
    found = f"there is no {what.replace('book', ' book')} '{name}'"
    raise fail(f"no-such-{what}", Place(str(beside or "")), found, expected)


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
    try:
        return path.exists()
    except OSError:
        return False


def bundled() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Names and titles of the bundled scenarios and rule books, read without checking so that a list is quick."""
    return {"scenarios": _entries(SCENARIOS), "rulebooks": _entries(RULEBOOKS)}


def _entries(folder: Path) -> tuple[Mapping[str, str], ...]:
    return tuple({"name": name, "title": _title(folder / f"{name}.yaml")} for name in names(folder))


def _title(path: Path) -> str:
    found = _TITLE.search(path.read_text(encoding="utf-8"))
    return found[1].strip("\"'") if found else ""
