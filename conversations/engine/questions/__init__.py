"""The kinds of question: how each reads an event, and when a stored value holds."""
