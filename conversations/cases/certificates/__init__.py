"""Certificates: recorded or sent in, shown, and what is due in the years after."""
