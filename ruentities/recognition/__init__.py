"""Tokens to typed spans; start reading at `recognize`."""
