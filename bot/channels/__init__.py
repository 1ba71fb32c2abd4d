"""Telegram, WhatsApp, the web and the terminal: they do not know each other."""
