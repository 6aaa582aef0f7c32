"""Build the site: python docs/site/build.py

Needs the extras ``[docs,arrow,spacy,spark]``. The pages of ``docs`` are copied to ``build/pages``
and joined by those that are made of other files: the reference from the docstrings, that of the
command line from ``--help``, the tutorials from notebooks, the changelog. Sphinx makes
``build/site`` of them; a warning is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from nbconvert import MarkdownExporter
from sphinx.cmd.build import main as sphinx

import ruentities

SITE = Path(__file__).parent
DOCS = SITE.parent
BUILD = DOCS.parent / "build"
PAGES = BUILD / "pages"

# Pages for users, in both languages; the menu has their order.
USERS = """
    mentions output linking normalization lexicon command-line tables html anonymization spacy
    scaling service annotation scoring training natasha limits crossings test-data changes
    licences
""".split()
MENU = {
    "For users": [*USERS, "tutorial"],
    "По-русски": ["Быстрый старт <ru/index>"],
    "Reference": ["reference", "options", "changelog"],
    "For developers": [
        f"developers/{page}"
        for page in """
            architecture contributing evaluation linking normalization model training performance
            reliability
        """.split()
    ],
}
# Where links of the repository lead to on the site.
MOVED = {
    "tutorial.ipynb)": "tutorial.md)",
    "../CHANGELOG.md)": "changelog.md)",
    "](docs/changes.md)": "](changes.md)",
}
# What they define is public; each is behind its extra.
DOORS = """
    integrations.arrow integrations.frames integrations.spacy integrations.spark corpora.exports
""".split()


def main() -> int:
    """Lay the pages out and build the site; return Sphinx's exit code."""
    shutil.rmtree(BUILD / "site", ignore_errors=True)
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(DOCS, PAGES)
    for folder in ("", "ru/"):
        notebook = DOCS / folder / "tutorial.ipynb"
        tutorial, resources = MarkdownExporter().from_filename(notebook)
        for name, content in resources["outputs"].items():
            (PAGES / folder / name).write_bytes(content)
        write(f"{folder}tutorial", tutorial)
    write("changelog", (DOCS.parent / "CHANGELOG.md").read_text(encoding="utf-8"))
    write("reference", reference())
    write("options", options())
    for path in PAGES.rglob("*.md"):
        content = path.read_text(encoding="utf-8")
        for there, here in MOVED.items():
            content = content.replace(there, here)
        path.write_text(content, encoding="utf-8")
    for caption, pages in MENU.items():
        add_menu("index", pages, f":caption: {caption}")
    add_menu("ru/index", [*USERS, "tutorial"])
    return sphinx(["-W", "--keep-going", "-q", "-c", str(SITE), str(PAGES), str(BUILD / "site")])


def write(page: str, content: str) -> None:
    (PAGES / f"{page}.md").write_text(content, encoding="utf-8")


def add_menu(page: str, pages: list[str], *options: str) -> None:
    lines = ["", "```{toctree}", ":hidden:", *options, "", *pages, "```", ""]
    with (PAGES / f"{page}.md").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines))


def reference() -> str:
    """The page of all public names: those of the package, then those behind extras."""
    functions, classes, types = "", "", ""
    for name in ruentities.__all__:
        value = getattr(ruentities, name)
        if isinstance(value, type):
            classes += directive("autoclass", f"ruentities.{name}", "members:")
        elif callable(value) and name.islower():
            functions += directive("autofunction", f"ruentities.{name}")
        else:
            types += directive("autodata", f"ruentities.{name}")
    for name in DOORS:
        # Sphinx imports with TYPE_CHECKING set, which spaCy does not stand.
        import_module(f"ruentities.{name}")
    doors = "".join(directive("automodule", f"ruentities.{name}", "members:") for name in DOORS)
    sections = {"Functions": functions, "Classes": classes, "Types": types, "Extras": doors}
    body = "".join(f"\n## {title}\n{part}" for title, part in sections.items())
    return f"# Reference\n\nOf version {ruentities.__version__}, made from the docstrings.\n{body}"


def directive(kind: str, name: str, *options: str) -> str:
    lines = "\n".join([f".. {kind}:: {name}", *(f"   :{option}" for option in options)])
    return f"\n```{{eval-rst}}\n{lines}\n```\n"


def options() -> str:
    """The page of the command lines: what each says of itself."""
    page = f"# Command lines\n\nOf version {ruentities.__version__}, as `--help` prints them.\n"
    for module in ("ruentities", "ruentities.evaluation"):
        told = subprocess.run(
            [sys.executable, "-m", module, "--help"],
            env={**os.environ, "COLUMNS": "90"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        command = module if module == "ruentities" else f"python -m {module}"
        page += f"\n## {command}\n\n```text\n{told.stdout}```\n"
    return page


if __name__ == "__main__":
    sys.exit(main())
