"""The mistakes of a system on gold, and its contradictions without gold."""
