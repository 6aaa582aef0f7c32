"""What every answer needs, loaded once."""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import TYPE_CHECKING

from ruentities.language.foreign_names import lines_of_foreign_names
from ruentities.language.names_table import built_in_aliases
from ruentities.language.opencorpora import dictionary
from ruentities.language.paradigm_table import counts
from ruentities.language.unknown_words import known_prefixes
from ruentities.language.vectors import word_vectors
from ruentities.language.weights import weights
from ruentities.linking.weights import built_in_weights
from ruentities.linking.words import short_names
from ruentities.recognition.models import model_label, name_model

if TYPE_CHECKING:
    from pathlib import Path

    from ruentities.recognition.models import NameModel


@lru_cache(maxsize=16)
def load(model: str | Path | None, convention: str) -> tuple[NameModel, str]:
    """Load a model and what every answer needs, and look for no garbage meanwhile.

    What is loaded stays, and to walk through it several times takes longer than to read it.

    Args:
        model: As `ruentities.Extractor` takes it.
        convention: Name of the annotation convention.

    Returns:
        The model, and what tells it from others.

    Raises:
        FileNotFoundError: When there is no model at the path.
        ValueError: When the file is no model, or the model does not know the convention.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        dictionary()
        known_prefixes()
        counts()
        weights()
        built_in_weights()
        built_in_aliases()
        short_names()
        lines_of_foreign_names()
        word_vectors()
        return name_model(model, convention), model_label(model, convention)
    finally:
        if enabled:
            gc.enable()
