"""Pictures of notebooks for the pages: python docs/site/pictures.py

Needs ``pip install '.[notebook]' jupyterlab playwright`` and a ``chromium`` on the path. Cells are
run, the notebook is stored, and JupyterLab shows it as somebody sees it who reopens it: what a
trusted one shows goes into ``docs/images``, in the light and the dark theme. With ``--untrusted``
the same of a notebook that came from elsewhere, whose HTML JupyterLab cleans, goes to a folder.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import nbclient
import nbformat
from nbformat import v4
from nbformat.sign import NotebookNotary
from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parents[1]
PORT = 8899
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
WIDTH = 960
# What shows which cell is chosen.
UNSEEN = ".jp-cell-toolbar, .jp-Collapser, .jp-Notebook-footer"

NOTEBOOKS = {
    "notebook": [
        "from pathlib import Path\n\n"
        "from ruentities import extract\n\n"
        'doc = extract(Path("example.txt").read_text(encoding="utf-8"))\n'
        "doc"
    ],
    "notebook-table": [
        "from pathlib import Path\n\n"
        "from IPython.display import HTML\n\n"
        "from ruentities import extract\n\n"
        'doc = extract(Path("example.txt").read_text(encoding="utf-8"))\n'
        "HTML(doc.to_html(table=True))"
    ],
    "notebook-cells": [
        "import pandas as pd\n\n"
        "from ruentities import extract_many, show\n\n"
        'news = pd.read_json("news.jsonl", lines=True)["text"][5:8]\n'
        "docs = list(extract_many(news))\n"
        "doc = docs[0]\n"
        "doc",
        "doc.entities",
        "doc.mentions[0].type",
        "show(docs)",
        "mentions = pd.DataFrame(row for doc in docs for row in doc.to_records())\n"
        'mentions[["id", "type", "text", "normal", "case", "name", "reason", "score"]].head(6)',
        "entities = pd.DataFrame(row for doc in docs for row in doc.to_entities())\n"
        'entities[["id", "type", "name", "aliases", "mentions", "gender", "country"]].head(6)',
    ],
}


def executed(cells: list[str]) -> nbformat.NotebookNode:
    notebook = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
    client = nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(DOCS)}})
    return client.execute()


def serve(folder: Path, theme: str) -> subprocess.Popen[bytes]:
    """Start JupyterLab on a folder, in a theme, every cell drawn at once."""
    settings = folder / "settings"
    for name, content in {
        "apputils-extension/themes": {"theme": THEMES[theme]},
        "apputils-extension/notification": {"fetchNews": "false"},
        "notebook-extension/tracker": {"windowingMode": "none"},
    }.items():
        file = settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content), encoding="utf-8")
    command = f"-m jupyterlab --no-browser --allow-root --port {PORT} --ServerApp.port_retries=0"
    server = subprocess.Popen(
        [
            *(sys.executable, *command.split(), f"--notebook-dir={folder}"),
            *("--IdentityProvider.token=", f"--LabApp.user_settings_dir={settings}"),
        ],
        stderr=subprocess.DEVNULL,
    )
    while not answers():
        if server.poll() is not None:
            raise RuntimeError("JupyterLab ended")
        time.sleep(0.3)
    return server


def answers() -> bool:
    try:
        urlopen(f"http://127.0.0.1:{PORT}/api").close()
    except OSError:
        return False
    return True


def picture(browser: Browser, name: str, target: Path) -> None:
    page = browser.new_page(viewport={"width": WIDTH, "height": 3000})
    page.goto(f"http://127.0.0.1:{PORT}/lab/workspaces/{name}/tree/{name}.ipynb?simple")
    page.wait_for_selector(".jp-OutputArea-output")
    if page.locator("#jp-left-stack").is_visible():
        page.keyboard.press("Control+B")
    page.add_style_tag(content=f"{UNSEEN} {{display: none !important}}")
    page.wait_for_timeout(2000)
    page.locator(".jp-WindowedPanel-viewport").screenshot(path=target)
    with Image.open(target) as drawn:
        few = drawn.convert("RGB").quantize(128)
    few.save(target, optimize=True)
    page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--untrusted", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    target = options.untrusted or DOCS / "images"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        for stem, cells in NOTEBOOKS.items():
            notebook = executed(cells)
            nbformat.write(notebook, folder / f"{stem}.ipynb")
            if not options.untrusted:
                NotebookNotary().sign(nbformat.read(folder / f"{stem}.ipynb", as_version=4))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for theme in THEMES:
            server = serve(folder, theme)
            try:
                for stem in NOTEBOOKS:
                    picture(browser, stem, target / f"{stem}-{theme}.png")
            finally:
                server.terminate()
                server.wait()
        browser.close()


if __name__ == "__main__":
    main()
