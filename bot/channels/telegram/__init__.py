"""Telegram as a channel: the library's types, our own parsing, sending, limits."""
