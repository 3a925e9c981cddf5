"""Starter files for a party of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from rulesim.errors import Place, fail

_STARTERS = Path(__file__).resolve().parent / "starters"
_ABBREVIATION = 4
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def start(name: str, folder: Path) -> tuple[Path, Path]:
    """Writes a commented rule book and a scenario that run as written. Raises InputError; overwrites nothing."""
    if not _NAME.fullmatch(name):
        raise fail(
            "odd-name", Place(name), f"the name '{name}'", "expected small letters, digits and hyphens: oak-party"
        )
    words = {"name": name, "title": _title(name)}
    texts = {f"{name}-rules.yaml": _fill("rules.yaml", words), f"{name}.yaml": _fill("scenario.yaml", words)}
    for file in texts:
        if (folder / file).exists():
            raise fail("file-exists", Place(str(folder / file)), "the file exists already", "expected a new name")
    folder.mkdir(parents=True, exist_ok=True)
    rules, scenario = (_write(folder / file, text) for file, text in texts.items())
    return rules, scenario


def _title(name: str) -> str:
    """The name in print. A short word that stands alone is taken for an abbreviation: SPD."""
    if "-" not in name and len(name) <= _ABBREVIATION:
        return name.upper()
    return " ".join(word.capitalize() for word in name.split("-"))


def _fill(starter: str, words: Mapping[str, str]) -> str:
    text = (_STARTERS / starter).read_text(encoding="utf-8")
    for key, word in words.items():
        text = text.replace("{{" + key + "}}", word)
    return text


def _write(path: Path, text: str) -> Path:
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    return path
