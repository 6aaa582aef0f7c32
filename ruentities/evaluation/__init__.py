"""Reading gold corpora, scoring answers against them, and measuring speed."""
