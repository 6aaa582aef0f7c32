"""Mentions to names in the nominative; start reading at `normalize`."""
