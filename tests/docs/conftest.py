"""The scripts that make pages of the documentation, for the tests that look at what they make."""

from __future__ import annotations

from types import ModuleType

import pytest
from doc_pages import script


@pytest.fixture(scope="session")
def maker() -> ModuleType:
    return script("make_reference")


@pytest.fixture(scope="session")
def walker() -> ModuleType:
    return script("option_uses")
