"""The type of every value written in a file: frozen, with no unknown key."""

from pydantic import BaseModel, ConfigDict


class FileValue(BaseModel):
    """A value written in a file. It is frozen, and refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
