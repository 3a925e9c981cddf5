"""The type of every value written in a file: frozen, with no unknown key; and what is wrong with one."""

from collections.abc import Iterable
from fractions import Fraction

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError


class FileValue(BaseModel):
    """A value written in a file. It is frozen, and refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def wrong(slug: str, expected: str, found: str = "", at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """The error of a value that its type refuses: what is expected, what was found (empty: the value itself), and at
    which keys below it."""
    return PydanticCustomError(slug, "{expected}", {"expected": expected, "found": found, "at": at})


def summed(parts: Iterable[Fraction]) -> str:
    """What some shares come to: `101%`, `95.5%`, `2/3 (66.67%)`."""
    total = sum(parts, Fraction(0)) * 100
    percent = f"{float(total):.2f}".rstrip("0").rstrip(".") + "%"
    return percent if (total * 100).denominator == 1 else f"{total / 100} ({percent})"
