"""Names to entities; start reading at `link`."""
