"""Files to start from, for a party of one's own."""

import re
from collections.abc import Mapping
from pathlib import Path

from rulesim.errors import Place, fail
from rulesim.files import whole_file

_STARTERS = Path(__file__).resolve().parent / "starters"
_ABBREVIATION = 4
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def write_starter_files(name: str, folder: Path) -> tuple[Path, Path]:
    """Writes a commented rule book and a scenario that run as they are. Raises InputError rather than overwrite."""
    if not _NAME.fullmatch(name):
        expected = "expected lower-case letters, digits and hyphens, such as oak-party"
        raise fail("odd-name", Place(name), f"the name '{name}' cannot be used", expected)
    words = {"name": name, "title": _title(name)}
    texts = {f"{name}-rules.yaml": _fill("rules.yaml", words), f"{name}.yaml": _fill("scenario.yaml", words)}
    for file in texts:
        if (folder / file).exists():
            raise fail("file-exists", Place(str(folder / file)), "the file already exists", "expected a new name")
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        with whole_file(folder / file) as temporary:
            temporary.write_text(text, encoding="utf-8")
    rules, scenario = texts
    return folder / rules, folder / scenario


def _title(name: str) -> str:
    """The name in print. A single short word is taken for an abbreviation: SPD."""
    if "-" not in name and len(name) <= _ABBREVIATION:
        return name.upper()
    return " ".join(word.capitalize() for word in name.split("-"))


def _fill(starter: str, words: Mapping[str, str]) -> str:
    text = (_STARTERS / starter).read_text(encoding="utf-8")
    for key, word in words.items():
        text = text.replace("{{" + key + "}}", word)
    return text
