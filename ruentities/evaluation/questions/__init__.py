"""The questions that the evaluation answers with tables."""
