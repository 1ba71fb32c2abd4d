"""Visits: offered and chosen, the route, the report, what was found, and guests."""
