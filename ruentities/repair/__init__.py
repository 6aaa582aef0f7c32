"""The model's spans to clean mentions; start reading at `rules`."""
