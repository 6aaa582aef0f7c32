"""Scorers: gold and predicted documents to counts."""
