"""Records the golden traces anew: `python tests/engines/record_traces.py --reason "what changed, and why it is right"`.

Look at the change before keeping it (`git diff tests/corpus/traces`). The reason goes into REASONS.md.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engines.telling import FOLDER, golden_files, load_scenario, scenarios

HEAD = "# Why the golden traces were recorded anew\n\nWritten by `tests/engines/record_traces.py`; newest last.\n\n"


def record(reason: str) -> list[str]:
    """Writes every golden trace that differs, and the reason if any does; returns what changed."""
    wanted = {name: text for scenario in scenarios() for name, text in golden_files(load_scenario(scenario)).items()}
    files = {FOLDER / f"{name}.txt": text for name, text in wanted.items()}
    changed = [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text]
    gone = sorted(set(FOLDER.rglob("*.txt")) - set(files))
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], "utf-8")
    for path in gone:
        path.unlink()
    touched = [str(path.relative_to(FOLDER)) for path in [*changed, *gone]]
    if touched:
        _give_reason(reason, touched)
    return touched


def _give_reason(reason: str, touched: list[str]) -> None:
    reasons = FOLDER / "REASONS.md"
    before = reasons.read_text("utf-8") if reasons.is_file() else HEAD
    folders = sorted({name.partition("/")[0] for name in touched})
    reasons.write_text(f"{before}- {date.today()}: {reason} ({len(touched)} files: {', '.join(folders)})\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reason", required=True, help="what changed, and why the new traces are right")
    touched = record(parser.parse_args().reason)
    print("\n".join(touched) or "no trace differs")


if __name__ == "__main__":
    main()
