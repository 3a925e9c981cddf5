"""The names of countries, from the CLDR as Babel has it."""

from functools import lru_cache

from babel import Locale


def country(code: str) -> str:
    """What the country with two letters is called; `INT` is no country."""
    return "International" if code == "INT" else _names().get(code, code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return dict(Locale("en", "GB").territories)
