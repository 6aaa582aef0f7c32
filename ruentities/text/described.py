"""The descriptions of a model's fields, for JSON schema and OpenAPI, from its docstring."""

from __future__ import annotations

import inspect
import re
from typing import Any, Final

# "    name: What it is." under "Attributes:", and the lines that go on.
_ATTRIBUTE: Final = re.compile(r"^    (\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)


def describe(schema: dict[str, Any], model: type) -> None:
    """Put what the docstrings of a model and its bases say of its fields into its schema.

    Args:
        schema: The model's JSON schema, which is changed; pydantic calls this as
            ``json_schema_extra``.
        model: The model, whose docstrings are in Google's style.
    """
    told: dict[str, str] = {}
    for one in reversed(model.__mro__):
        text = inspect.cleandoc(vars(one).get("__doc__") or "")
        _, _, attributes = text.partition("\nAttributes:\n")
        for name, words in _ATTRIBUTE.findall(attributes.partition("\n\n")[0]):
            told[name] = " ".join(words.split()).replace("``", "")
    schema["description"] = inspect.cleandoc(model.__doc__ or "").partition("\n")[0]
    for name, field in schema.get("properties", {}).items():
        if name in told:
            field["description"] = told[name]
