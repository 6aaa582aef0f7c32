"""Speed, start and memory."""
