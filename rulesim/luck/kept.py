"""What has been worked out, as much of it as there is room for; anything else is worked out again when asked for."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by address, of so many numbers altogether; the one that was not asked for the longest goes first."""

    def __init__(self, most: int):
        self._most, self._numbers = most, 0
        self._values: dict[Hashable, tuple[Value, int]] = {}
        """With the number of numbers of each, the latest last."""

    def get(self, address: Hashable) -> Value | None:
        """The value at an address, if it is still there."""
        found = self._values.pop(address, None)
        if found is None:
            return None
        self._values[address] = found
        return found[0]

    def put(self, address: Hashable, value: Value, numbers: int) -> None:
        """Keeps a value, and as many of the others as there is room for."""
        self._numbers += numbers - self._values.pop(address, (None, 0))[1]
        self._values[address] = value, numbers
        while self._numbers > self._most and len(self._values) > 1:
            oldest = next(iter(self._values))
            self._numbers -= self._values.pop(oldest)[1]

    def at(self, address: Hashable, numbers: int, make: Callable[[], Value]) -> Value:
        """The value at an address, made if it is not there."""
        found = self.get(address)
        if found is None:
            found = make()
            self.put(address, found, numbers)
        return found
