"""Colours by name: a chart says `class="f-ink"`, and the page says what ink is by day, by night and on paper."""

from importlib.resources import files

NAMES = ("ink", "soft", "line", "wash", "paper", "accent", "quiet", *(f"c{number}" for number in range(9)))


def colours_css() -> str:
    """What each name stands for in the light, in the dark and in print, and the classes by which charts use it."""
    palette = (files("rulesim.reports") / "templates" / "colours.css").read_text(encoding="utf-8")
    classes = (f".f-{name} {{ fill: var(--{name}); }} .s-{name} {{ stroke: var(--{name}); }}" for name in NAMES)
    return "\n".join((palette, *classes))
