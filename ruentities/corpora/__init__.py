"""Gold corpora in their published formats, and their folds; start reading at `readers`."""
