"""Whole numbers on the command line: digits alone, so that none is read as another than was meant."""

from __future__ import annotations

from collections.abc import Callable

from rulesim.errors import Place, fail

_MOST_DIGITS = 400


def whole(option: str, least: int = 0, most: int | None = None) -> Callable[[str | int], int]:
    """Reads the number of an option. Raises InputError for anything but digits, and out of bounds."""

    def read(value: str | int) -> int:
        text = str(value).strip()
        place = Place(f"{option} {text}")
        if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) <= _MOST_DIGITS):
            raise fail("not-a-number", place, f"'{text}'", _instead(text))
        if int(text) < least:
            raise fail("number-too-small", place, f"'{text}'", f"expected {least} or more")
        if most is not None and int(text) > most:
            raise fail("number-too-large", place, f"'{text}'", f"expected at most {most:,}")
        return int(text)

    return read


def _instead(text: str) -> str:
    from rulesim.loading.instead import a_number

    return a_number(text)
