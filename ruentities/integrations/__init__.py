"""Doors to other tools, each behind its extra; nothing else in the library imports them."""
