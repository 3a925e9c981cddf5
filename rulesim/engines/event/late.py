"""The end of a minute: after everything else that happens in it."""

from __future__ import annotations

import simpy
from simpy.events import EventPriority

_AFTER_ALL = 1
"""SimPy takes events of one time in the order of their priority: urgent (0), normal (1), and then these."""


class Late(simpy.Event):
    """Happens at the end of the minute that lies `delay` minutes ahead, and there in the order of `place` (1, 2, …)."""

    def __init__(self, env: simpy.Environment, delay: int, place: int):
        super().__init__(env)
        self._ok, self._value = True, None
        env.schedule(self, EventPriority(_AFTER_ALL + place), delay)
