"""Many texts, in this process or in workers; start reading at `many`."""
