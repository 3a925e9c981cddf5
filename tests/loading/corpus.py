"""The corpus of files that must load and files that must not, and what each of the latter must raise."""

from __future__ import annotations

import re
from pathlib import Path

from rulesim.errors import Fault, InputError
from rulesim.loading.rulebook import load_rulebook
from rulesim.loading.scenario import load, settle

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpus"
GOOD = tuple(sorted((CORPUS / "good").glob("*.yaml")))
BAD = tuple(sorted((CORPUS / "bad").glob("*.yaml")))
GOOD_SCENARIOS = tuple(path for path in GOOD if path.name.startswith("scenario-"))
GOOD_RULEBOOKS = tuple(path for path in GOOD if path.name.startswith("rulebook-"))
_HEAD = re.compile(rb"# slugs?: (.*)")


def slugs(path: Path) -> set[str]:
    """The slugs that a bad file names in its first line."""
    head = _HEAD.match(path.read_bytes())
    assert head, f"{path.name}: expected '# slug: …' in the first line"
    return set(head[1].decode().split(", "))


def marked(path: Path) -> set[int]:
    """The lines of a bad file that end with `# here`."""
    lines = path.read_bytes().splitlines()
    return {number for number, line in enumerate(lines, 1) if line.rstrip().endswith(b"# here")}


def faults(path: Path) -> tuple[Fault, ...]:
    """What is wrong with a file, up to the point at which engines take over."""
    try:
        if path.name.startswith("scenario-"):
            settle(load(str(path)))
        else:
            load_rulebook(str(path))
    except InputError as error:
        return error.faults
    return ()
