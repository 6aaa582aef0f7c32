"""Text as characters and tokens: segmentation, spans, marks, what can be stored."""
