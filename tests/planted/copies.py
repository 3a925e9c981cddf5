"""Copies of the package in which one module is changed."""

from __future__ import annotations

import os
import shutil
from compileall import compile_dir
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy_package(folder: Path) -> Path:
    """A copy of the package and its data, compiled."""
    shutil.copytree(ROOT / "rulesim", folder / "rulesim", ignore=shutil.ignore_patterns("__pycache__"))
    for data in ("seeds", "scenarios"):
        shutil.copytree(ROOT / data, folder / data)
    compile_dir(folder / "rulesim", quiet=1)
    return folder


def copy_changed(sound: Path, folder: Path, module: str, text: str) -> None:
    """A copy with another text for a module: links to all other files of a copy without a change."""
    shutil.copytree(sound, folder, copy_function=os.link)
    changed = folder / "rulesim" / module
    changed.unlink()
    changed.write_text(text, encoding="utf-8")
    for compiled in (changed.parent / "__pycache__").glob(f"{changed.stem}.*"):
        compiled.unlink()
