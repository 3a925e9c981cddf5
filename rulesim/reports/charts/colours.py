"""Colours by name: a chart is drawn in stand-ins, its SVG says `class="f-ink"`, and the page's CSS has the colour."""

from __future__ import annotations

NAMES = (
    "ink", "soft", "line", "wash", "paper", "accent", "quiet",
    "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8",
)  # fmt: skip
STAND_INS = {name: f"#0101{number:02x}" for number, name in enumerate(NAMES, 1)}
_NAMED = {colour: name for name, colour in STAND_INS.items()}


def name_of(colour: str) -> str:
    """The name of a stand-in. Raises KeyError for any other colour: a chart has no colours of its own."""
    return _NAMED[colour]
