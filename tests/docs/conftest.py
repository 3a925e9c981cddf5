"""The scripts that make pages of the documentation, for the tests that look at what they make."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

import pytest
from doc_pages import ROOT


def script(name: str) -> ModuleType:
    """A script of the documentation as a module."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(ROOT / "docs"))


@pytest.fixture(scope="session")
def maker() -> ModuleType:
    return script("make_reference")


@pytest.fixture(scope="session")
def walker() -> ModuleType:
    return script("option_uses")
