"""What Pandu remembers: the only package that knows SQL."""
