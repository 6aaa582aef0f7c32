"""Sphinx's settings of the site; `docs/site/build.py` lays the pages out and builds them."""

from ruentities import __version__

project = "ruentities"
author = "The ruentities authors"
release = __version__
html_title = f"ruentities {release}"
html_theme = "furo"
html_show_copyright = False
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["site"]

myst_heading_anchors = 3
# Formats and output are shown as they are, and formulas of a shell are no mathematics.
default_role = "py:obj"
highlight_language = "text"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
napoleon_use_ivar = True
napoleon_use_rtype = False
