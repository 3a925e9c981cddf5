"""JSON Schema of the file kinds, so that editors complete and check while somebody writes.

Types say what a resolved, settled value is; a file may also refer to a fact, or, in a rule book, leave a value
contested. The schema allows for both.
"""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from rulesim.model.conduct import CONDUCT
from rulesim.model.facts import Seed
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario

Schema = dict[str, Any]

_FACT: Schema = {
    "type": "object",
    "description": "a published fact, as seed/id",
    "properties": {"fact": {"type": "string", "pattern": "^[^/]+/.+$"}},
    "required": ["fact"],
    "additionalProperties": False,
}
_CONTESTED: Schema = {
    "type": "object",
    "description": "a contested value: the question it depends on, and a value for each reading",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": True,
}
_RANGE: Schema = {
    "type": "object",
    "description": "an unknown: a 90% range from low to high, or any value between from and to",
    "properties": {key: {} for key in ("low", "high", "from", "to", "note")},
    "additionalProperties": False,
}
KINDS = ("rulebook", "scenario", "seed")


def schema(kind: str) -> Schema:
    """The JSON Schema (2020-12) of a kind of file: `rulebook`, `scenario` or `seed`."""
    makers: dict[str, Callable[[], Schema]] = {
        "rulebook": lambda: _open_up(_of(Rules), [_FACT, _CONTESTED], keep={"rulebook", "kind"}),
        "scenario": lambda: _open_up(_scenario(), [_FACT, _RANGE], keep={"scenario", "rulebook"}),
        "seed": lambda: _of(Seed),
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **makers[kind]()}


def _of(model: type[BaseModel]) -> Schema:
    return model.model_json_schema(by_alias=True, mode="validation", ref_template="#/$defs/{model}")


def _scenario() -> Schema:
    whole = _of(Scenario)
    cases: list[Schema] = []
    for model in dict.fromkeys(CONDUCT.values()):
        case = _of(model)
        whole.setdefault("$defs", {}).update(case.pop("$defs", {}))
        whole["$defs"][model.__name__] = case
        cases.append({"$ref": f"#/$defs/{model.__name__}"})
    stage: Schema = {"anyOf": [*cases, {"type": "array", "items": {"anyOf": cases}}]}
    whole["properties"]["conduct"] = {"type": "object", "additionalProperties": stage}
    bloc_size = {"anyOf": [{"type": "integer"}, {"const": "rest"}]}
    whole["$defs"]["Bloc"]["properties"]["size"] |= bloc_size
    whole["$defs"]["Bloc"]["properties"]["size"].pop("type", None)
    return whole


def _open_up(node: Any, also: list[Schema], keep: set[str]) -> Any:
    """The schema with every property's value allowed to be written in the other ways too."""
    if isinstance(node, list):
        return [_open_up(item, also, keep) for item in node]
    if not isinstance(node, dict):
        return node
    opened = {key: _open_up(value, also, keep) for key, value in node.items()}
    if "properties" in node:
        opened["properties"] = {
            name: value if name in keep else _either(value, also) for name, value in opened["properties"].items()
        }
    for key in ("additionalProperties", "items"):
        if isinstance(node.get(key), dict):
            opened[key] = _either(opened[key], also)
    return opened


def _either(value: Schema, also: list[Schema]) -> Schema:
    words: Schema = {key: value[key] for key in ("description", "title", "default") if key in value}
    rest = {key: item for key, item in value.items() if key not in words}
    return {**words, "anyOf": [rest, *also]}
