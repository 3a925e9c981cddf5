"""Files to start from, for a party of one's own."""

import re
from pathlib import Path

from rulesim.errors import Place, fail
from rulesim.files import make_ready, whole_file

_STARTERS = Path(__file__).resolve().parent / "starters"
_ABBREVIATION = 4
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def write_starter_files(name: str, folder: Path) -> tuple[Path, Path]:
    """Writes a commented rule book and a scenario that run as they are. Raises InputError rather than overwrite."""
    if not _NAME.fullmatch(name):
        expected = "expected lower-case letters, digits and hyphens, such as oak-party"
        raise fail("odd-name", Place(name), f"the name '{name}' cannot be used", expected)
    rules, scenario = folder / f"{name}-rules.yaml", folder / f"{name}.yaml"
    for file in (rules, scenario):
        make_ready(file)
        if file.exists():
            raise fail("file-exists", Place(str(file)), "the file already exists", "expected a new name")
    folder.mkdir(parents=True, exist_ok=True)
    for file, starter in ((rules, "rules.yaml"), (scenario, "scenario.yaml")):
        text = (_STARTERS / starter).read_text(encoding="utf-8")
        with whole_file(file) as temporary:
            filled = text.replace("{{name}}", name).replace("{{title}}", _title(name))
            temporary.write_text(filled, encoding="utf-8")
    return rules, scenario


def _title(name: str) -> str:
    """The name in print. A single short word is taken for an abbreviation: SPD."""
    if "-" not in name and len(name) <= _ABBREVIATION:
        return name.upper()
    return " ".join(word.capitalize() for word in name.split("-"))
