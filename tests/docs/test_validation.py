"""The page of what has been checked is the one that the replays make."""

from __future__ import annotations

from doc_pages import ROOT, script

from rulesim.loading.scenario import replays


def test_validation_is_current() -> None:
    text = (ROOT / "docs" / "validation.md").read_text("utf-8")
    assert text == script("make_validation").page(), "run: python docs/make_validation.py"
    assert all(f"`{name}`" in text for name in replays())
