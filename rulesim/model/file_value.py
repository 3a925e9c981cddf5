"""The model class that everything written in files is made of: frozen, and no unknown key."""

from pydantic import BaseModel, ConfigDict


class FileValue(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
