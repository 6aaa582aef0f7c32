"""The site's pages that are made of other files: the tutorial's notebook and the changelog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File
from nbconvert import MarkdownExporter

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).parents[2]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    tutorial, resources = MarkdownExporter().from_filename(ROOT / "docs" / "tutorial.ipynb")
    for name, content in resources["outputs"].items():
        files.append(File.generated(config, name, content=content))
    files.append(File.generated(config, "tutorial.md", content=tutorial))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    files.append(File.generated(config, "changelog.md", content=changelog))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    # In the repository a link leads to the notebook, which is shown there; here to its page.
    return markdown.replace("](tutorial.ipynb)", "](tutorial.md)")
