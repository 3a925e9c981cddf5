"""Words that a message for people must not have."""

from __future__ import annotations

import re

from rulesim.errors import Fault

_MACHINE = re.compile(
    r"NoneType|\bNone\b|\bTrue\b|\bFalse\b|\bdict\b|\btuple\b|\bint\b|\bstr\b|Traceback|pydantic|ruamel|Error\b|\{'[^']+':|__"
)


def machine_words(fault: Fault) -> list[str]:
    """The words of Python in what a fault says."""
    return _MACHINE.findall(f"{fault.found}; {fault.expected}")
