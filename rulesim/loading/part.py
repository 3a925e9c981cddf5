"""A part of a rule book: the stages and endings that are not the same under other readings."""

from collections.abc import Mapping

from pydantic import Field

from rulesim.model import named
from rulesim.model.file_value import FileValue
from rulesim.model.rulebook import Ending
from rulesim.model.stages import StageField


class Part(FileValue):
    """Some stages and endings of a rule book, read by themselves."""

    stages: Mapping[named.Stage, StageField] = Field({}, description="the stages, by id")
    endings: Mapping[str, Ending] = Field({}, description="the endings, by id")
