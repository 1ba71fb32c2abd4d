"""Codes that work once: for how long, and how often somebody may try."""

from datetime import timedelta

VALID = timedelta(minutes=10)
"""So long a code of an owner works."""
TRIES = 5
"""How many codes of whatever kind a person may try within `WITHIN`."""
WITHIN = timedelta(hours=1)
