"""How long is kept what nothing else says the time of."""

from datetime import timedelta

UNUSED = timedelta(days=30)
"""So long a file stays that belongs to no case."""
