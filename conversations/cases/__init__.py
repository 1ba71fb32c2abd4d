"""Decisions that are no dialogue: pure functions and tables."""
