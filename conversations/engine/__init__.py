"""The conversation engine: pure, and without a cursor."""
