"""The version: what `pyproject.toml` reads, and what a document says that made it."""

VERSION = "0.2.0"
